package dev.winnow.report;

import dev.winnow.ban.Ban;
import dev.winnow.ban.Prefix;
import dev.winnow.history.AttackRow;
import dev.winnow.history.OffenceRow;
import dev.winnow.report.Digest.Network;
import dev.winnow.report.Digest.Offender;
import dev.winnow.rule.address.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who did what, put together from offences, attacks and bans.
final class Offenders {
    private static final int IPV4_NETWORK = 24;
    private static final int IPV6_NETWORK = 48;
    private static final long NS_PER_MS = 1_000_000;

    private final Map<String, Sum> sums = new LinkedHashMap<>();

    /// What is known of one source so far.
    private static final class Sum {
        private final Set<String> did = new LinkedHashSet<>();
        private long events;
        private long dropped;
        private long attacks;
        private long firstMs = Long.MAX_VALUE;
        private long lastMs = Long.MIN_VALUE;
        private long bannedTill;
        private boolean proved;

        void seen(long beginMs, long endMs) {
            firstMs = Math.min(firstMs, beginMs);
            lastMs = Math.max(lastMs, endMs);
        }

        Offender named(String address) {
            return new Offender(address, events, dropped, List.copyOf(did), firstMs, lastMs, bannedTill, proved);
        }

        /// Who is banned or attacks comes before those of whom rules have only spoken.
        long weight() {
            return events + dropped + attacks * 1_000 + (bannedTill > 0 ? 1_000 : 0);
        }
    }

    /// Whoever is known only by packets that were dropped is left out: in a flood strangers are asked twice, and
    /// addresses are made up.
    ///
    /// @param facts of which bans of networks are left out: they are nobody's alone
    static List<Offender> of(Facts facts) {
        Offenders offenders = new Offenders();
        facts.attacks().forEach(offenders::add);
        facts.offences().forEach(offenders::add);
        facts.bans().stream().filter(ban -> ban.prefix().isHost()).forEach(offenders::add);
        return offenders.ranked();
    }

    private Sum sum(String address) {
        return sums.computeIfAbsent(address, _ -> new Sum());
    }

    private void add(AttackRow attack) {
        if (attack.sender() && attack.subject().indexOf('/') < 0) {
            Sum sum = sum(attack.subject());
            sum.attacks++;
            sum.did.add(attack.detector());
            sum.proved |= attack.proved();
            sum.seen(attack.beginMs(), attack.lastMs());
        }
    }

    private void add(OffenceRow offence) {
        if (!offence.isRest()) {
            Sum sum = sum(offence.source());
            sum.events += offence.rule() ? offence.count() : 0;
            sum.dropped += offence.dropped();
            sum.proved |= offence.proved();
            if (offence.rule()) {
                sum.did.add(offence.name());
            }
            sum.seen(offence.firstMs(), offence.lastMs());
        }
    }

    private void add(Ban ban) {
        Sum sum = sum(ban.prefix().toString());
        sum.bannedTill = Math.max(sum.bannedTill, ban.endNs() / NS_PER_MS);
        sum.did.add(ban.cause().reason());
        sum.seen(ban.beginNs() / NS_PER_MS, ban.beginNs() / NS_PER_MS);
    }

    private List<Offender> ranked() {
        List<Map.Entry<String, Sum>> entries = new ArrayList<>(sums.entrySet());
        entries.removeIf(entry -> entry.getValue().did.isEmpty());
        entries.sort(Comparator.comparingLong(
                        (Map.Entry<String, Sum> entry) -> -entry.getValue().weight())
                .thenComparing(Map.Entry::getKey));
        return entries.stream()
                .map(entry -> entry.getValue().named(entry.getKey()))
                .toList();
    }

    /// The network that an abuse desk is asked about, and a person thinks of; empty for what is no address.
    static Optional<Prefix> network(String address) {
        return IpAddress.parse(address)
                .map(number -> Prefix.around(number, number.version() == 4 ? IPV4_NETWORK : IPV6_NETWORK));
    }

    /// The same by network, those with most sources first.
    static List<Network> networks(Collection<Offender> offenders) {
        Map<String, Network> networks = new LinkedHashMap<>();
        for (Offender offender : offenders) {
            network(offender.address())
                    .map(Prefix::toString)
                    .ifPresent(prefix -> networks.merge(
                            prefix,
                            new Network(prefix, 1, offender.events(), offender.dropped()),
                            (one, other) -> new Network(
                                    prefix,
                                    one.sources() + other.sources(),
                                    one.events() + other.events(),
                                    one.dropped() + other.dropped())));
        }
        return networks.values().stream()
                .sorted(Comparator.comparingLong((Network network) -> -network.sources())
                        .thenComparingLong(network -> -network.events() - network.dropped())
                        .thenComparing(Network::prefix))
                .toList();
    }
}
