package dev.winnow.ban;

import dev.winnow.ban.kernel.SetChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The bans that hold, and which of their prefixes the kernel is to keep out: those that are in no other.
///
/// The kernel's sets hold disjoint prefixes only. A wide ban therefore takes the place of the narrower ones within it,
/// and those come back when it ends before them.
///
/// Threading: one thread.
final class ActiveBans {
    /// A network stands before those within it, and they before the next network.
    private static final Comparator<Prefix> BY_ADDRESS = Comparator.comparingInt(Prefix::version)
            .thenComparing(Prefix::address)
            .thenComparingInt(Prefix::length);

    private static final Comparator<Ban> BY_END =
            Comparator.comparingLong(Ban::endNs).thenComparing(Ban::prefix, BY_ADDRESS);

    private final NavigableMap<Prefix, Ban> byPrefix = new TreeMap<>(BY_ADDRESS);
    private final NavigableSet<Ban> byEnd = new TreeSet<>(BY_END);
    private final int[] countByLength = new int[2 * 129];

    int count() {
        return byPrefix.size();
    }

    /// By address.
    Collection<Ban> all() {
        return Collections.unmodifiableCollection(byPrefix.values());
    }

    /// The ban of exactly this prefix, or null.
    Ban of(Prefix prefix) {
        return byPrefix.get(prefix);
    }

    /// The bans of this prefix and of those that it is in, the widest first.
    List<Ban> covering(Prefix prefix) {
        List<Ban> covering = new ArrayList<>();
        for (int length = 0; length <= prefix.length(); length++) {
            if (countByLength[slot(prefix.version(), length)] > 0) {
                Ban ban = byPrefix.get(Prefix.around(prefix.address(), length));
                if (ban != null) {
                    covering.add(ban);
                }
            }
        }
        return covering;
    }

    /// The bans of this prefix and of those within it, by address.
    Collection<Ban> within(Prefix prefix) {
        Prefix end = Prefix.around(prefix.last(), prefix.address().bits());
        return Collections.unmodifiableCollection(
                byPrefix.subMap(prefix, true, end, true).values());
    }

    /// The prefixes that the kernel is to keep out, with their bans, by address.
    List<Ban> outermost() {
        return outermost(byPrefix.values());
    }

    /// Of `bans`, by address, those that are in no other of them.
    private static List<Ban> outermost(Collection<Ban> bans) {
        List<Ban> outermost = new ArrayList<>();
        Prefix current = null;
        for (Ban ban : bans) {
            Prefix prefix = ban.prefix();
            if (current == null || !current.contains(prefix.address())) {
                outermost.add(ban);
                current = prefix;
            }
        }
        return outermost;
    }

    /// Takes in a ban that begins; there is none of its prefix.
    ///
    /// @param changes gets what the kernel is to do
    void begin(Ban ban, long nowNs, List<SetChange> changes) {
        if (covering(ban.prefix()).isEmpty()) {
            outermost(within(ban.prefix())).forEach(inner -> changes.add(new SetChange.Remove(inner.prefix())));
            changes.add(new SetChange.Add(ban.prefix(), ban.endNs() - nowNs));
        }
        insert(ban);
    }

    private void insert(Ban ban) {
        byPrefix.put(ban.prefix(), ban);
        byEnd.add(ban);
        countByLength[slot(ban.prefix().version(), ban.prefix().length())]++;
    }

    private void delete(Ban ban) {
        byPrefix.remove(ban.prefix());
        byEnd.remove(ban);
        countByLength[slot(ban.prefix().version(), ban.prefix().length())]--;
    }

    /// Puts a ban in the place of the one that holds for its prefix.
    ///
    /// @param changes gets what the kernel is to do
    void replace(Ban ban, long nowNs, List<SetChange> changes) {
        Ban before = byPrefix.get(ban.prefix());
        delete(before);
        if (ban.endNs() != before.endNs() && covering(ban.prefix()).isEmpty()) {
            changes.add(new SetChange.Renew(ban.prefix(), ban.endNs() - nowNs));
        }
        insert(ban);
    }

    /// Ends the ban of a prefix.
    ///
    /// @param changes gets what the kernel is to do
    void end(Prefix prefix, long nowNs, List<SetChange> changes) {
        delete(byPrefix.get(prefix));
        if (covering(prefix).isEmpty()) {
            changes.add(new SetChange.Remove(prefix));
            for (Ban inner : outermost(within(prefix))) {
                if (inner.isActive(nowNs)) {
                    changes.add(new SetChange.Add(inner.prefix(), inner.endNs() - nowNs));
                }
            }
        }
    }

    /// The ban that ends first, if it has ended at `nowNs`; otherwise null.
    Ban firstEnded(long nowNs) {
        Ban first = byEnd.isEmpty() ? null : byEnd.first();
        return first == null || first.isActive(nowNs) ? null : first;
    }

    private static int slot(int version, int length) {
        return version == 4 ? length : 129 + length;
    }
}
