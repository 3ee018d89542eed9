package dev.winnow.history;

import dev.winnow.event.AttackNotice;
import dev.winnow.rule.address.IpAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How attacks stand, until it is written down. Bounded: of very many, the first are kept.
///
/// Threading: any; one lock, held for a moment.
final class AttackTable {
    private static final int MOST = 4_096;

    private Map<Key, AttackNotice> latest = new LinkedHashMap<>();
    private long passedOver;

    private record Key(String detector, IpAddress subject, int prefixLength, int port, long beginNs) {}

    synchronized void put(AttackNotice notice) {
        Key key = new Key(
                notice.detector(),
                notice.subject(),
                notice.prefixLength(),
                notice.sender() ? 0 : notice.port(),
                notice.beginNs());
        if (latest.size() < MOST || latest.containsKey(key)) {
            latest.put(key, notice);
        } else {
            passedOver++;
        }
    }

    /// Hands over what is at hand, and begins anew.
    synchronized List<AttackNotice> take() {
        List<AttackNotice> taken = List.copyOf(latest.values());
        latest = new LinkedHashMap<>();
        return taken;
    }

    /// How many notices found no room since the last call.
    synchronized long takePassedOver() {
        long taken = passedOver;
        passedOver = 0;
        return taken;
    }
}
