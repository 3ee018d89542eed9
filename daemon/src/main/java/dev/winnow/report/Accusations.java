package dev.winnow.report;

import dev.winnow.ban.Ban;
import dev.winnow.ban.Ban.Cause;
import dev.winnow.ban.Prefix;
import dev.winnow.event.EvidencePacket;
import dev.winnow.history.AttackRow;
import dev.winnow.history.OffenceRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Whom to accuse, and of what. Nobody is accused who may not be where he says, because anybody can send packets in
/// his name: it takes a completed handshake, or a ban that winnow itself has given. Nor is anybody for alerts alone,
/// which many rules give for what is merely odd.
final class Accusations {
    /// Sources at most, those first that stand out.
    private static final int MOST = 1_000;

    private Accusations() {}

    /// @param packets by the address that they are from or to
    /// @param spared  who is never accused
    static List<Accusation> of(Facts facts, Map<String, List<EvidencePacket>> packets, Predicate<Prefix> spared) {
        Map<String, List<OffenceRow>> offences = facts.offences().stream()
                .filter(offence -> offence.rule() && offence.dropped() > 0 && !offence.isRest())
                .collect(Collectors.groupingBy(OffenceRow::source, LinkedHashMap::new, Collectors.toList()));
        Map<String, List<AttackRow>> attacks = facts.attacks().stream()
                .filter(attack -> attack.sender() && attack.subject().indexOf('/') < 0)
                .collect(Collectors.groupingBy(AttackRow::subject, LinkedHashMap::new, Collectors.toList()));
        Set<String> banned = facts.bans().stream()
                .filter(ban -> ban.prefix().isHost() && ban.cause().by().equals(Cause.DAEMON))
                .map(Ban::prefix)
                .map(Prefix::toString)
                .collect(Collectors.toSet());
        List<Accusation> accusations = new ArrayList<>();
        for (Digest.Offender offender : Offenders.of(facts)) {
            String address = offender.address();
            Accusation accusation = new Accusation(
                    address,
                    Offenders.network(address).orElseThrow(),
                    offences.getOrDefault(address, List.of()),
                    attacks.getOrDefault(address, List.of()),
                    packets.getOrDefault(address, List.of()));
            boolean guilty =
                    !accusation.offences().isEmpty() || !accusation.attacks().isEmpty();
            boolean sure = offender.proved() || banned.contains(address);
            if (guilty && sure && !spared.test(Prefix.parse(address).orElseThrow()) && accusations.size() < MOST) {
                accusations.add(accusation);
            }
        }
        return accusations;
    }
}
