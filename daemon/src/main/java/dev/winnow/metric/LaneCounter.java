package dev.winnow.metric;

import java.util.Locale;

/// What a lane counts, beside drops by [dev.winnow.verdict.Reason] and malformed packets by
/// [dev.winnow.packet.Malformed].
public enum LaneCounter {
    /// Packets taken from the queue or the capture.
    RECEIVED,
    /// Packets let through, marked and requeued ones among them.
    ACCEPTED,
    /// Packets let through only because their source is on the allow-list.
    SPARED,
    /// Packets with a wrong checksum, which their receiver throws away: judged alone, without their flow.
    WRONG_CHECKSUM,
    /// Alerts raised.
    ALERTS,
    /// Times that the socket reported ENOBUFS: messages were lost, their number is not known.
    NO_BUFFERS,
    /// Times that the intake left packets in the kernel because no slot was free.
    NO_SLOT,
    /// Events not written because their writer fell behind or the disk refused them.
    EVENTS_LOST,
    /// Unfinished fragments forgotten to stay within `defrag.memcap` and its kin.
    FRAGMENTS_EVICTED,
    /// Regular expressions that gave up at `pcre.match-limit`, or when their rule's work for one packet was used up.
    REGEX_LIMIT_HITS,
    /// Packets that told somebody of a reject.
    REJECTS_SENT,
    /// Packets that should have, above the bound on their number or for want of a raw socket.
    REJECTS_NOT_SENT,
    /// A gauge: flows that are followed now.
    FLOWS,
    /// Flows that had to make room for others.
    FLOWS_EVICTED,
    /// A gauge: bytes of memory that streams hold now.
    STREAM_BYTES,
    /// Attacks begun.
    ATTACKS,
    /// Sources of which counts were kept, and that had to make room for others.
    SOURCES_EVICTED,
    /// Suspicions of attacks that were not followed, because there were too many.
    SUSPICIONS_LOST,
    /// Faults of winnow's own.
    ERRORS;

    /// The lower-case name that status and events carry.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
