package dev.winnow.rule.address;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/// Numbers by address, from networks that may lie in each other: the narrowest one speaks. Immutable; lookups allocate
/// nothing and may come from any thread.
public final class AddressNumbers {
    /// What addresses have that are in no network.
    public static final int NONE = -1;

    private final Pieces ipv4;
    private final Pieces ipv6;

    private AddressNumbers(List<Entry> entries) {
        ipv4 = new Pieces(entries, 4);
        ipv6 = new Pieces(entries, 6);
    }

    private record Entry(IpRange network, int number) {}

    /// The number of the address, or [#NONE].
    ///
    /// @param high upper half in network order, 0 for IPv4
    /// @param low lower half; for IPv4 only its last 32 bits count
    /// @param ipVersion 4 or 6
    public int find(long high, long low, int ipVersion) {
        return ipVersion == 4 ? ipv4.find(0, low & IpAddress.IPV4_MAX) : ipv6.find(high, low);
    }

    /// Collects networks. One thread.
    public static final class Builder {
        private final List<Entry> entries = new ArrayList<>();

        /// Of the same network the last one counts.
        ///
        /// @param network a prefix: networks contain each other or are apart
        /// @param number  0 or more
        public void add(IpRange network, int number) {
            entries.add(new Entry(network, number));
        }

        public AddressNumbers build() {
            return new AddressNumbers(entries);
        }
    }

    /// The whole address space of one version, cut where the number changes; each piece goes on to the next one's first
    /// address.
    private static final class Pieces {
        private final long[] firstHigh;
        private final long[] firstLow;
        private final int[] numbers;
        private int count;

        Pieces(List<Entry> entries, int version) {
            List<Entry> sorted = entries.stream()
                    .filter(entry -> entry.network.version() == version)
                    .sorted(Comparator.<Entry, IpAddress>comparing(entry -> entry.network.first())
                            .thenComparing(entry -> entry.network.last(), Comparator.reverseOrder()))
                    .toList();
            int most = 2 * sorted.size() + 1;
            firstHigh = new long[most];
            firstLow = new long[most];
            numbers = new int[most];
            begin(IpAddress.first(version), NONE);
            Deque<Entry> open = new ArrayDeque<>();
            for (Entry entry : sorted) {
                close(open, entry.network.first());
                begin(entry.network.first(), entry.number);
                open.push(entry);
            }
            close(open, null);
        }

        /// @param until null for the end of the address space
        private void close(Deque<Entry> open, IpAddress until) {
            while (!open.isEmpty()
                    && (until == null || open.peek().network.last().compareTo(until) < 0)) {
                IpAddress last = open.pop().network.last();
                if (!last.isLast()) {
                    begin(last.next(), open.isEmpty() ? NONE : open.peek().number);
                }
            }
        }

        private void begin(IpAddress first, int number) {
            boolean replaces = count > 0 && firstHigh[count - 1] == first.high() && firstLow[count - 1] == first.low();
            int at = replaces ? count - 1 : count++;
            firstHigh[at] = first.high();
            firstLow[at] = first.low();
            numbers[at] = number;
        }

        int find(long high, long low) {
            int from = 0;
            int to = count - 1;
            while (from < to) {
                int middle = (from + to + 1) >>> 1;
                if (isLess(high, low, firstHigh[middle], firstLow[middle])) {
                    to = middle - 1;
                } else {
                    from = middle;
                }
            }
            return numbers[from];
        }

        private static boolean isLess(long high, long low, long otherHigh, long otherLow) {
            return high == otherHigh
                    ? Long.compareUnsigned(low, otherLow) < 0
                    : Long.compareUnsigned(high, otherHigh) < 0;
        }
    }
}
