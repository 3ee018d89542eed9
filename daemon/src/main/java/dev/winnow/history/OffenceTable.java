package dev.winnow.history;

import dev.winnow.event.Offence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Offences by what and who, until they are written down. Bounded: when many are at hand, those of further sources are
/// only counted, by what they did.
///
/// Threading: any; one lock, held for a moment.
final class OffenceTable {
    private static final int MOST_ROWS = 4_096;
    private static final long NS_PER_MS = 1_000_000;

    private Map<Key, Tally> tallies = new LinkedHashMap<>();

    private record Key(Offence.Kind kind, String name, long sid, String source) {}

    /// What has come together under a key; the first offence stands for all.
    private static final class Tally {
        private final Offence first;
        private long lastNs;
        private long count;
        private long dropped;
        private boolean proved;

        Tally(Offence first) {
            this.first = first;
        }

        void add(Offence offence) {
            lastNs = Math.max(lastNs, offence.timeNs());
            count++;
            dropped += offence.dropped() ? 1 : 0;
            proved |= offence.proved();
        }

        OffenceRow row(Key key) {
            boolean rest = key.source.isEmpty();
            return new OffenceRow(
                    key.kind == Offence.Kind.RULE,
                    key.name,
                    key.sid,
                    key.source,
                    rest ? 0 : first.sourcePort(),
                    rest ? "" : first.target().toString(),
                    rest ? 0 : first.targetPort(),
                    first.protocol(),
                    first.timeNs() / NS_PER_MS,
                    lastNs / NS_PER_MS,
                    count,
                    dropped,
                    proved && !rest);
        }
    }

    synchronized void add(Offence offence) {
        Key key = new Key(
                offence.kind(), offence.name(), offence.sid(), offence.source().toString());
        Tally tally = tallies.get(key);
        if (tally == null) {
            Key kept = tallies.size() < MOST_ROWS ? key : new Key(key.kind, key.name, key.sid, "");
            tally = tallies.computeIfAbsent(kept, _ -> new Tally(offence));
        }
        tally.add(offence);
    }

    /// Hands over what is at hand, and begins anew.
    List<OffenceRow> take() {
        Map<Key, Tally> taken;
        synchronized (this) {
            taken = tallies;
            tallies = new LinkedHashMap<>();
        }
        List<OffenceRow> rows = new ArrayList<>(taken.size());
        taken.forEach((key, tally) -> rows.add(tally.row(key)));
        return rows;
    }
}
