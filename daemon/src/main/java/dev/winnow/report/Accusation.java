package dev.winnow.report;

import dev.winnow.ban.Prefix;
import dev.winnow.event.EvidencePacket;
import dev.winnow.history.AttackRow;
import dev.winnow.history.OffenceRow;
import java.util.List;

/// What one source is accused of, with the packets to show for it. Immutable.
///
/// @param offences of rules whose packets were dropped
/// @param attacks  of it alone
/// @param packets  between it and this host, the oldest first
record Accusation(
        String address,
        Prefix network,
        List<OffenceRow> offences,
        List<AttackRow> attacks,
        List<EvidencePacket> packets) {
    Accusation {
        offences = List.copyOf(offences);
        attacks = List.copyOf(attacks);
        packets = List.copyOf(packets);
    }

    /// The port that it came from first; 0 where that is not known.
    int sourcePort() {
        for (EvidencePacket packet : packets) {
            int port = packet.source().toString().equals(address) ? packet.sourcePort() : packet.targetPort();
            if (port != 0) {
                return port;
            }
        }
        return offences.stream()
                .mapToInt(OffenceRow::sourcePort)
                .filter(port -> port != 0)
                .findFirst()
                .orElse(0);
    }

    /// As part of a file's name.
    String fileName() {
        return address.replace(':', '-');
    }
}
