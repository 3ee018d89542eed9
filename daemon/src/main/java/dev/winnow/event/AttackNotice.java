package dev.winnow.event;

import dev.winnow.rule.address.IpAddress;
import java.util.List;

/// How an attack stands, for whoever sums up. Immutable.
///
/// @param detector     what it is an attack of, such as `port_scan`
/// @param over         whether it has ended
/// @param subject      who attacks, or is attacked; of a network its first address
/// @param prefixLength of the network
/// @param sender       whether the subject is who attacks
/// @param target       what was gone for first; the subject where that is attacked
/// @param port         of the target; 0 without one
/// @param protocol     such as `TCP`
/// @param beginNs      nanoseconds since 1970; with detector and subject it names the attack
/// @param nowNs        when this was so
/// @param peak         the most there was of what the detector measures
/// @param threshold    from how much on it is too much
/// @param sources      addresses that take part, about
/// @param techniques   how a scan is done, such as `syn`
/// @param reaction     what is due about it
/// @param proved       whether the subject is where it says
public record AttackNotice(
        String detector,
        boolean over,
        IpAddress subject,
        int prefixLength,
        boolean sender,
        IpAddress target,
        int port,
        String protocol,
        long beginNs,
        long nowNs,
        long peak,
        long threshold,
        long sources,
        List<String> techniques,
        String reaction,
        boolean proved) {
    public AttackNotice {
        techniques = List.copyOf(techniques);
    }
}
