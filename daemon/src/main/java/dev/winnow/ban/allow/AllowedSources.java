package dev.winnow.ban.allow;

import dev.winnow.ban.Prefix;
import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.address.IpRange;
import java.util.List;
import java.util.function.Predicate;

/// Who comes first, as the threads that judge packets ask: of these nothing is dropped.
///
/// Bounded by what the operator has named and by who is logged in. No packet adds to it, so that whoever forges the
/// address of one of them wins nothing but his place.
///
/// Threading: one thread publishes, any number ask, each with a search in sorted ranges that neither allocates nor
/// locks.
public final class AllowedSources {
    static final String CONFIGURED = "on the allow-list (ban.allow)";

    private volatile Snapshot snapshot;

    private record Snapshot(List<AllowedPrefix> all, AddressSet own, AddressSet others) {
        static Snapshot of(List<AllowedPrefix> all) {
            return new Snapshot(List.copyOf(all), ranges(all, AllowedPrefix::isOwn), ranges(all, one -> !one.isOwn()));
        }

        private static AddressSet ranges(List<AllowedPrefix> all, Predicate<AllowedPrefix> which) {
            return AddressSet.of(all.stream()
                    .filter(which)
                    .map(one -> IpRange.ofPrefix(
                            one.prefix().address(), one.prefix().length()))
                    .toList());
        }
    }

    /// @param configured whom the operator has named, and nobody else until [#publish]
    public AllowedSources(List<AllowedPrefix> configured) {
        snapshot = Snapshot.of(configured);
    }

    /// Reads `ban.allow`.
    ///
    /// @throws IllegalArgumentException with words for a person, where a text is no prefix
    public static List<AllowedPrefix> configured(List<String> texts) {
        return texts.stream()
                .map(text -> Prefix.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'ban.allow': '" + text + "' is no address and no network such as 198.51.100.0/24")))
                .map(prefix -> new AllowedPrefix(prefix, CONFIGURED))
                .toList();
    }

    /// Lets these come first from now on, and nobody else.
    void publish(List<AllowedPrefix> all) {
        snapshot = Snapshot.of(all);
    }

    /// All of them, with why.
    public List<AllowedPrefix> all() {
        return snapshot.all;
    }

    /// Whether an address comes first, be it this host's or another's.
    ///
    /// @param version 4 or 6; others never do
    /// @param low     the lower half of the address; an IPv4 address is its last 32 bits
    public boolean contains(int version, long high, long low) {
        Snapshot now = snapshot;
        return version != 0 && (now.others.contains(high, low, version) || now.own.contains(high, low, version));
    }

    /// Whether an address is this host's.
    ///
    /// @see #contains
    public boolean isOwn(int version, long high, long low) {
        return version != 0 && snapshot.own.contains(high, low, version);
    }
}
