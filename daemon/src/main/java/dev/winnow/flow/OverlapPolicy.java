package dev.winnow.flow;

import java.util.Locale;
import java.util.Optional;

/// Which bytes a host keeps where two TCP segments that it has not consumed yet cover the same place (Novak and
/// Sturges, "Target-Based TCP Stream Reassembly", 2007; the differences to it are Suricata 7's).
public enum OverlapPolicy {
    /// What came first.
    FIRST,
    /// What came last.
    LAST,
    /// What came first, unless the later segment begins before it.
    BSD,
    /// As BSD, but a later segment that begins at the same place is taken too if it ends behind the earlier one.
    LINUX,
    /// As LINUX, but it may end at the same place.
    OLD_LINUX,
    /// What came last, unless it ends before the earlier segment, or begins behind it and ends at the same place.
    SOLARIS;

    /// The policy of a kind of host, by its key under `host-os-policy`, in any case.
    public static Optional<OverlapPolicy> named(String host) {
        return Optional.ofNullable(
                switch (host.toLowerCase(Locale.ROOT)) {
                    case "first", "vista" -> FIRST;
                    case "last" -> LAST;
                    case "bsd", "bsd-right", "hpux10", "irix", "macos", "windows", "windows2k3" -> BSD;
                    case "linux" -> LINUX;
                    case "old-linux" -> OLD_LINUX;
                    case "solaris", "old-solaris", "hpux11" -> SOLARIS;
                    default -> null;
                });
    }

    /// Whether the bytes of a later segment take the place of an earlier one's where both have some.
    ///
    /// Places are counted from the stream's start; ends are the place behind the last byte.
    boolean prefersLater(long earlierStart, long earlierEnd, long laterStart, long laterEnd) {
        return switch (this) {
            case FIRST -> false;
            case LAST -> true;
            case BSD -> laterStart < earlierStart;
            case LINUX -> laterStart < earlierStart || (laterStart == earlierStart && laterEnd > earlierEnd);
            case OLD_LINUX -> laterStart < earlierStart || (laterStart == earlierStart && laterEnd >= earlierEnd);
            case SOLARIS -> laterEnd > earlierEnd || (laterEnd == earlierEnd && laterStart <= earlierStart);
        };
    }
}
