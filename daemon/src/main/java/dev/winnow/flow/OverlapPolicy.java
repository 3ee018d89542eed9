package dev.winnow.flow;

/// Which bytes a host keeps where two TCP segments that it has not consumed yet cover the same place (Novak and
/// Sturges, "Target-Based TCP Stream Reassembly", 2007).
public enum OverlapPolicy {
    /// What came first.
    FIRST,
    /// What came last.
    LAST,
    /// What came first, unless the later segment begins before it.
    BSD,
    /// As BSD, but a later segment that begins at the same place and ends behind it is taken too.
    LINUX,
    /// What came first, unless the later segment begins before it and ends behind it.
    WINDOWS,
    /// What came last, unless the earlier segment begins before it and ends behind it or at the same place.
    SOLARIS;

    /// Whether the bytes of a later segment take the place of an earlier one's where both have some.
    ///
    /// Places are counted from the stream's start; ends are the place behind the last byte.
    boolean prefersLater(long earlierStart, long earlierEnd, long laterStart, long laterEnd) {
        return switch (this) {
            case FIRST -> false;
            case LAST -> true;
            case BSD -> laterStart < earlierStart;
            case LINUX -> laterStart < earlierStart || (laterStart == earlierStart && laterEnd > earlierEnd);
            case WINDOWS -> laterStart < earlierStart && laterEnd > earlierEnd;
            case SOLARIS -> laterStart < earlierStart || laterEnd > earlierEnd;
        };
    }
}
