package dev.winnow.detect.tag;

import dev.winnow.flow.Flow;
import dev.winnow.flow.Hashing;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.option.AlertOption.Tag;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Connections and addresses whose packets are told because a rule with `tag` matched, in memory that never grows.
///
/// Buckets of eight slots; a slot is four words:
///
/// ```
///   word 0   a hash of the connection or the address; 0: empty
///   word 1   packets left, and one; bit 62: the packet that was tagged is still at hand
///   word 2   bytes left, and one
///   word 3   the first second at which it is over, since 1970
/// ```
///
/// What several rules ask of one connection is put together: its packets are told as long as one of them would have it.
/// The packet that is tagged first has its alert and is not told, but counts. When a bucket is full, one of its tags is
/// forgotten.
///
/// Threading: lock-free, any number of threads; two that meet in one slot at that very moment may miscount by one.
/// [#clear] needs them to be elsewhere.
public final class TagTable {
    /// No tag has more packets told than this, as in Suricata 7.0.10; bytes and seconds have no such bound.
    public static final int MAX_PACKETS = 256;

    private static final int SLOT_WORDS = 4;
    private static final int BUCKET_SLOTS = 8;
    private static final int BUCKET_WORDS = BUCKET_SLOTS * SLOT_WORDS;
    private static final int PACKETS = 1;
    private static final int BYTES = 2;
    private static final int END = 3;
    private static final long FRESH = 1L << 62;
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] words;
    private final int bucketMask;
    private final long seed;
    private final AtomicInteger held = new AtomicInteger();

    /// @param capacity connections and addresses, 32 bytes each; rounded up to a power of two of at least 8
    /// @param seed secret where senders choose addresses; fixed in tests
    public TagTable(int capacity, long seed) {
        if (capacity < 1 || capacity > 1 << 24) {
            throw new IllegalArgumentException("capacity must be 1..2^24, got " + capacity);
        }
        int buckets = Integer.highestOneBit(Math.max(1, Math.ceilDiv(capacity, BUCKET_SLOTS) * 2 - 1));
        words = new long[buckets * BUCKET_WORDS];
        bucketMask = buckets - 1;
        this.seed = seed;
    }

    /// Forgets everything, for a capture that starts with a clean state. Not while another thread is here.
    public void clear() {
        Arrays.fill(words, 0);
        held.set(0);
    }

    /// Whether there is anything to [#count].
    public boolean isHeld() {
        return held.get() != 0;
    }

    /// Has the packets told that follow the one at hand.
    ///
    /// @param flow the packet's; null for one without, whose connection cannot be tagged
    public void tag(Tag tag, PacketView view, Flow flow) {
        if (tag.scope() == Tag.Scope.HOST) {
            boolean isSource = tag.direction().orElse(Tag.Direction.DST) == Tag.Direction.SRC;
            hold(isSource ? source(view) : destination(view), tag, view);
        } else if (flow != null) {
            hold(connection(view, flow), tag, view);
        }
    }

    /// Counts the packet at hand, once its rules have matched.
    ///
    /// @param flow the packet's; null for one without
    /// @return whether it is told
    public boolean count(PacketView view, Flow flow) {
        long source = source(view);
        long destination = destination(view);
        boolean told = count(source, view);
        if (destination != source) {
            told |= count(destination, view);
        }
        if (flow != null) {
            told |= count(connection(view, flow), view);
        }
        return told;
    }

    private boolean count(long key, PacketView view) {
        int slot = find(key);
        if (slot < 0) {
            return false;
        }
        boolean wasFresh = (get(slot + PACKETS) & FRESH) != 0;
        if (wasFresh) {
            set(slot + PACKETS, get(slot + PACKETS) & ~FRESH);
        }
        boolean isHeld = take(slot + PACKETS, 1);
        isHeld |= take(slot + BYTES, view.packetLength());
        isHeld |= second(view) < get(slot + END);
        if (!isHeld && WORD.compareAndSet(words, slot, key, 0L)) {
            held.getAndDecrement();
        }
        return isHeld && !wasFresh;
    }

    /// Whether something is left.
    private boolean take(int index, long amount) {
        long left = get(index);
        if (left == 0) {
            return false;
        }
        set(index, Math.max(0, left - amount));
        return left > amount;
    }

    private void hold(long key, Tag tag, PacketView view) {
        int slot = find(key);
        if (slot < 0) {
            slot = claim(key);
        }
        long fresh = get(slot + PACKETS) & FRESH;
        switch (tag.metric()) {
            case PACKETS -> {
                long left = Math.min(MAX_PACKETS, tag.count()) + 1;
                set(slot + PACKETS, fresh | Math.max(left, get(slot + PACKETS) & ~FRESH));
            }
            case BYTES -> set(slot + BYTES, Math.max(tag.count() + 1, get(slot + BYTES)));
            case SECONDS -> set(slot + END, Math.max(second(view) + tag.count() + 1, get(slot + END)));
        }
    }

    /// A slot for `key`: an empty one, or else one that its hash chooses.
    private int claim(long key) {
        int first = bucketOf(key);
        int slot = first + ((int) (key >>> 32) & BUCKET_SLOTS - 1) * SLOT_WORDS;
        for (int at = first; at < first + BUCKET_WORDS; at += SLOT_WORDS) {
            if (get(at) == 0) {
                slot = at;
                held.getAndIncrement();
                break;
            }
        }
        set(slot, key);
        set(slot + PACKETS, FRESH);
        set(slot + BYTES, 0);
        set(slot + END, 0);
        return slot;
    }

    private int find(long key) {
        int first = bucketOf(key);
        for (int slot = first; slot < first + BUCKET_WORDS; slot += SLOT_WORDS) {
            if (get(slot) == key) {
                return slot;
            }
        }
        return -1;
    }

    private long source(PacketView view) {
        return notEmpty(Hashing.endpoint(seed, view.sourceHigh(), view.sourceLow(), 0));
    }

    private long destination(PacketView view) {
        return notEmpty(Hashing.endpoint(seed, view.destinationHigh(), view.destinationLow(), 0));
    }

    /// The same for both directions, and another one for a connection that takes the ports of an earlier one.
    private long connection(PacketView view, Flow flow) {
        return notEmpty(Hashing.mix(seed + view.flowHash() + Hashing.mix(flow.startNs())));
    }

    private static long notEmpty(long hash) {
        return (hash & Long.MAX_VALUE) | 1L << 62;
    }

    private static long second(PacketView view) {
        return TimeUnit.NANOSECONDS.toSeconds(view.timestampNs());
    }

    private int bucketOf(long key) {
        return ((int) key & bucketMask) * BUCKET_WORDS;
    }

    private long get(int index) {
        return (long) WORD.getAcquire(words, index);
    }

    private void set(int index, long value) {
        WORD.setRelease(words, index, value);
    }
}
