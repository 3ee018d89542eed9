package dev.winnow.ban.allow;

import dev.winnow.ban.Prefix;
import dev.winnow.ban.Source;
import dev.winnow.ban.TimedPrefixes;
import dev.winnow.rule.address.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Remembers who was served and has gone in good order.
///
/// Who has been here in three different hours of late has a good name: the first thing that he would be banned for is
/// told and not done, and costs him the name; if he goes on he is banned like anybody else, for the shortest time. Who
/// was here within a day is a visitor, whom the choice of a cover tries not to hit.
///
/// Bounded: of each kind the one who has been away longest is forgotten, and newcomers, of whom an attacker may have
/// many, never turn out those with a good name.
///
/// Threading: the thread that bans. Ownership: writes to the table of those with a good name.
public final class GoodBook {
    /// Of newcomers, and of those with a good name.
    static final int MOST = 1 << 15;

    /// Less than three, because the earlier ones have faded a little.
    private static final double GOOD_HOURS = 2.25;

    private static final double WORTH_KEEPING = 1.5;
    private static final long LATELY_NS = TimeUnit.DAYS.toNanos(1);
    private static final long REMEMBERED_NS = TimeUnit.DAYS.toNanos(30);

    private final TimedPrefixes known;
    private final Map<IpAddress, Visitor> newcomers = new LinkedHashMap<>();
    private final Map<IpAddress, Visitor> good = new LinkedHashMap<>();
    private final Set<IpAddress> changed = new LinkedHashSet<>();

    /// @param known told who has a good name, for the threads that judge packets
    public GoodBook(TimedPrefixes known) {
        this.known = known;
    }

    /// Takes up whom an earlier run has known, those who came last at the end.
    public void restore(Collection<Visitor> visitors, long nowNs) {
        for (Visitor visitor : visitors) {
            if (nowNs - visitor.lastNs() < REMEMBERED_NS) {
                put(visitor, nowNs);
            }
        }
        changed.clear();
    }

    /// Somebody was served, and has gone in good order.
    ///
    /// @param nowNs nanoseconds since 1970
    public void visited(IpAddress address, long nowNs) {
        Visitor before = good.containsKey(address) ? good.remove(address) : newcomers.remove(address);
        put(before == null ? Visitor.first(address, nowNs) : before.again(nowNs), nowNs);
    }

    private void put(Visitor visitor, long nowNs) {
        IpAddress address = visitor.address();
        boolean isGood = visitor.hours() >= GOOD_HOURS;
        Map<IpAddress, Visitor> place = isGood ? good : newcomers;
        place.put(address, visitor);
        if (isGood) {
            known.put(host(address), visitor.lastNs() + REMEMBERED_NS, nowNs);
        }
        if (visitor.hours() >= WORTH_KEEPING) {
            changed.add(address);
        }
        if (place.size() > MOST) {
            forget(place.keySet().iterator().next());
        }
    }

    private void forget(IpAddress address) {
        newcomers.remove(address);
        if (good.remove(address) != null) {
            known.remove(host(address));
        }
    }

    /// Somebody has done something that he would be banned for, which costs an address its good name.
    public void offended(Prefix prefix) {
        if (prefix.isHost()) {
            forget(prefix.address());
            changed.add(prefix.address());
        }
    }

    /// One of the sources in a prefix that have a good name, if there are any.
    ///
    /// @param nowNs nanoseconds since 1970
    public Optional<IpAddress> goodSourceIn(Prefix prefix, long nowNs) {
        return in(prefix, good)
                .filter(visitor -> visitor.hoursAt(nowNs) >= GOOD_HOURS)
                .map(Visitor::address)
                .findFirst();
    }

    /// Those in a prefix who were here lately, and have done nothing that they would be banned for.
    ///
    /// @param nowNs nanoseconds since 1970
    public List<Source> visitorsIn(Prefix prefix, long nowNs) {
        return Stream.concat(in(prefix, good), in(prefix, newcomers))
                .filter(visitor -> nowNs - visitor.lastNs() < LATELY_NS)
                .map(visitor -> new Source(visitor.address(), 1))
                .toList();
    }

    private static Stream<Visitor> in(Prefix prefix, Map<IpAddress, Visitor> visitors) {
        if (prefix.isHost()) {
            return Stream.ofNullable(visitors.get(prefix.address()));
        }
        return visitors.values().stream().filter(visitor -> prefix.contains(visitor.address()));
    }

    private static Prefix host(IpAddress address) {
        return Prefix.around(address, address.bits());
    }

    /// What has changed since it was asked last and is worth being kept over a restart.
    ///
    /// @param limit  of them
    /// @param gone   gets who is not known any more
    /// @return who is known, as of now
    public List<Visitor> takeChanged(int limit, Collection<IpAddress> gone) {
        List<IpAddress> some = changed.stream().limit(limit).toList();
        some.forEach(changed::remove);
        List<Visitor> kept = new ArrayList<>();
        for (IpAddress address : some) {
            Visitor visitor = good.getOrDefault(address, newcomers.get(address));
            if (visitor == null) {
                gone.add(address);
            } else {
                kept.add(visitor);
            }
        }
        return kept;
    }
}
