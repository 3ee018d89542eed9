package dev.winnow.history;

import dev.winnow.event.AttackNotice;
import java.util.List;

/// One attack, from its start to its end or as far as it is known. Times in milliseconds since 1970.
///
/// @param run        the filter that met it
/// @param subject    an address or a network, as CIDR writes it: who attacks, or is attacked
/// @param sender     whether the subject is who attacks
/// @param lastMs     when it was last told of
/// @param over       whether its end was told
/// @param target     an address
/// @param techniques of a scan
/// @param proved     whether the subject is where it says
public record AttackRow(
        long run,
        String detector,
        String subject,
        boolean sender,
        String target,
        int port,
        String protocol,
        long beginMs,
        long lastMs,
        boolean over,
        long peak,
        long threshold,
        long sources,
        List<String> techniques,
        String reaction,
        boolean proved) {
    private static final long NS_PER_MS = 1_000_000;

    public AttackRow {
        techniques = List.copyOf(techniques);
    }

    static AttackRow of(AttackNotice notice, long run) {
        boolean host = notice.prefixLength() == notice.subject().bits();
        return new AttackRow(
                run,
                notice.detector(),
                host ? notice.subject().toString() : notice.subject() + "/" + notice.prefixLength(),
                notice.sender(),
                notice.target().toString(),
                notice.port(),
                notice.protocol(),
                notice.beginNs() / NS_PER_MS,
                notice.nowNs() / NS_PER_MS,
                notice.over(),
                notice.peak(),
                notice.threshold(),
                notice.sources(),
                notice.techniques(),
                notice.reaction(),
                notice.proved());
    }
}
