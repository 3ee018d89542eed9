package dev.winnow.detect;

import dev.winnow.rule.address.PortSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A partition of the ports by the rules that name them, into few classes. Immutable, any thread.
final class PortClasses {
    private static final int PORTS = 1 << 16;

    /// All ports in one class.
    static final PortClasses ONE = new PortClasses(new byte[PORTS], List.of(PortSet.ANY));

    private final byte[] classOfPort;
    private final List<PortSet> classes;

    private PortClasses(byte[] classOfPort, List<PortSet> classes) {
        this.classOfPort = classOfPort;
        this.classes = classes;
    }

    /// Ports that the same sets hold are of one class: those of the largest crowd, on which nobody has a service, and
    /// those of each of the busy services. All others share a class.
    ///
    /// @param named the sets by which rules name ports
    /// @param busy ports that carry so much that they are worth classes of their own
    static PortClasses of(Collection<PortSet> named, Set<Integer> busy) {
        List<BitSet> crowds = crowds(named);
        BitSet largest = crowds.stream()
                .max(Comparator.comparingInt(BitSet::cardinality).thenComparing(crowd -> -crowd.nextSetBit(0)))
                .orElseThrow();
        BitSet rest = new BitSet(PORTS);
        List<BitSet> classes = new ArrayList<>();
        for (BitSet crowd : crowds) {
            if (crowd.equals(largest) || busy.stream().anyMatch(crowd::get)) {
                classes.add(crowd);
            } else {
                rest.or(crowd);
            }
        }
        if (!rest.isEmpty()) {
            classes.add(rest);
        }
        return of(classes);
    }

    private static List<BitSet> crowds(Collection<PortSet> named) {
        List<PortSet> sets =
                named.stream().filter(set -> !set.isAny()).distinct().toList();
        TreeSet<Integer> starts = new TreeSet<>(List.of(0));
        sets.forEach(set -> addBounds(set.toBitSet(), starts));
        Map<BitSet, BitSet> crowdOfHolders = new LinkedHashMap<>();
        for (int start : starts.headSet(PORTS)) {
            Integer next = starts.higher(start);
            crowdOfHolders
                    .computeIfAbsent(holders(sets, start), _ -> new BitSet(PORTS))
                    .set(start, next == null ? PORTS : next);
        }
        return List.copyOf(crowdOfHolders.values());
    }

    private static void addBounds(BitSet ports, Set<Integer> starts) {
        for (int from = ports.nextSetBit(0); from >= 0; from = ports.nextSetBit(from)) {
            starts.add(from);
            from = ports.nextClearBit(from);
            starts.add(from);
        }
    }

    /// Which of the sets hold `port`.
    private static BitSet holders(List<PortSet> sets, int port) {
        BitSet holders = new BitSet(sets.size());
        for (int i = 0; i < sets.size(); i++) {
            holders.set(i, sets.get(i).contains(port));
        }
        return holders;
    }

    private static PortClasses of(List<BitSet> classes) {
        byte[] classOfPort = new byte[PORTS];
        for (int i = 0; i < classes.size(); i++) {
            BitSet ports = classes.get(i);
            for (int port = ports.nextSetBit(0); port >= 0; port = ports.nextSetBit(port + 1)) {
                classOfPort[port] = (byte) i;
            }
        }
        return new PortClasses(classOfPort, classes.stream().map(PortSet::of).toList());
    }

    int count() {
        return classes.size();
    }

    /// The class of a port, 0 to `count() - 1`. Allocates nothing.
    int of(int port) {
        return classOfPort[port];
    }

    /// The ports of a class.
    PortSet ports(int index) {
        return classes.get(index);
    }

    /// The classes that have a port of `set`.
    BitSet meeting(PortSet set) {
        BitSet meeting = new BitSet(classes.size());
        if (set.isAny()) {
            meeting.set(0, classes.size());
            return meeting;
        }
        BitSet ports = set.toBitSet();
        for (int port = ports.nextSetBit(0); port >= 0; port = ports.nextSetBit(port + 1)) {
            meeting.set(classOfPort[port]);
        }
        return meeting;
    }
}
