package dev.winnow.packet;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.SecureRandom;

/// The packets that wait for fragments: a chained hash table and a list by age, in one off-heap segment of fixed
/// records. A record is named by its index; -1 is none.
///
/// ```
///    0  source, destination: 4 longs       32  identification: int
///   36  protocol | version << 8: int       40  VLAN ids: int
///   44  next in bucket, 48 older, 52 newer: ints
///   56  time of the first fragment: long
///   64  length of the data, -1 until the last fragment came: int
///   68  units of 8 bytes received, 72 end of the highest, 76 fragments: ints
///   80  length of the header, 0 until the first fragment came: int
///   84  the header: 60 bytes
///  144  pages: 64 ints, 0 none, else index + 1
///  400  the key's hash: long             408  next header: int
/// ```
///
/// The hash is seeded, so that nobody outside can fill one bucket. Threading: one thread.
final class DatagramTable {
    static final int NONE = -1;
    static final int MAX_CAPACITY = 1 << 20;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final long RECORD_BYTES = 416;
    private static final long ID = 32;
    private static final long PROTOCOL = 36;
    private static final long VLAN = 40;
    private static final long NEXT = 44;
    private static final long OLDER = 48;
    private static final long NEWER = 52;
    private static final long FIRST_SEEN = 56;
    private static final long DATA_LENGTH = 64;
    private static final long RECEIVED_UNITS = 68;
    private static final long HIGHEST_END = 72;
    private static final long FRAGMENTS = 76;
    private static final long HEADER_LENGTH = 80;
    private static final long HEADER = 84;
    private static final long PAGES = 144;
    private static final long HASH = 400;
    private static final long NEXT_HEADER = 408;

    private final MemorySegment records;
    private final MemorySegment buckets;
    private final int bucketMask;
    private final int capacity;
    private final long seed = new SecureRandom().nextLong();
    private int free;
    private int size;
    private int oldest;
    private int newest;

    DatagramTable(Arena arena, int capacity) {
        this.capacity = capacity;
        int bucketCount = Integer.highestOneBit(Math.max(1, capacity - 1)) << 1;
        bucketMask = bucketCount - 1;
        records = arena.allocate(RECORD_BYTES * capacity, 8);
        buckets = arena.allocate((long) bucketCount * Integer.BYTES, 8);
        clear();
    }

    /// Forgets all records; their pages are the caller's business.
    void clear() {
        buckets.fill((byte) NONE);
        for (int i = 0; i < capacity; i++) {
            set(i, NEXT, i + 1 < capacity ? i + 1 : NONE);
        }
        free = 0;
        size = 0;
        oldest = NONE;
        newest = NONE;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return free == NONE;
    }

    int oldest() {
        return oldest;
    }

    /// The record of the packet that the view's fragment belongs to, or none.
    int find(PacketView view) {
        int record = buckets.get(INT, bucket(hash(view)));
        while (record != NONE && !matches(record, view)) {
            record = get(record, NEXT);
        }
        return record;
    }

    /// Makes a record. The table must not be full.
    int create(PacketView view) {
        int record = free;
        free = get(record, NEXT);
        size++;
        for (long at = at(record, 0); at < at(record + 1, 0); at += Long.BYTES) {
            records.set(LONG, at, 0);
        }
        writeKey(record, view);
        set(record, DATA_LENGTH, -1);
        records.set(LONG, at(record, FIRST_SEEN), view.timestampNs);
        long hash = hash(view);
        records.set(LONG, at(record, HASH), hash);
        long bucket = bucket(hash);
        set(record, NEXT, buckets.get(INT, bucket));
        buckets.set(INT, bucket, record);
        appendNewest(record);
        return record;
    }

    /// Gives a record back. Its pages must be free already.
    void remove(int record) {
        unlinkBucket(record);
        unlinkAge(record);
        set(record, NEXT, free);
        free = record;
        size--;
    }

    long firstSeenNs(int record) {
        return records.get(LONG, at(record, FIRST_SEEN));
    }

    int dataLength(int record) {
        return get(record, DATA_LENGTH);
    }

    void setDataLength(int record, int length) {
        set(record, DATA_LENGTH, length);
    }

    int receivedUnits(int record) {
        return get(record, RECEIVED_UNITS);
    }

    void addReceivedUnits(int record, int units) {
        set(record, RECEIVED_UNITS, get(record, RECEIVED_UNITS) + units);
    }

    int highestEnd(int record) {
        return get(record, HIGHEST_END);
    }

    void raiseHighestEnd(int record, int end) {
        set(record, HIGHEST_END, Math.max(get(record, HIGHEST_END), end));
    }

    /// Counts one more fragment.
    ///
    /// @return how many there are now
    int countFragment(int record) {
        int count = get(record, FRAGMENTS) + 1;
        set(record, FRAGMENTS, count);
        return count;
    }

    int headerLength(int record) {
        return get(record, HEADER_LENGTH);
    }

    void keepHeader(int record, MemorySegment memory, long offset, int length) {
        MemorySegment.copy(memory, offset, records, at(record, HEADER), length);
        set(record, HEADER_LENGTH, length);
    }

    /// What the data starts with.
    int nextHeader(int record) {
        return get(record, NEXT_HEADER);
    }

    void setNextHeader(int record, int protocol) {
        set(record, NEXT_HEADER, protocol);
    }

    void copyHeader(int record, MemorySegment target) {
        MemorySegment.copy(records, at(record, HEADER), target, 0, headerLength(record));
    }

    int page(int record, int index) {
        return get(record, PAGES + (long) index * Integer.BYTES) - 1;
    }

    void setPage(int record, int index, int page) {
        set(record, PAGES + (long) index * Integer.BYTES, page + 1);
    }

    private boolean matches(int record, PacketView view) {
        return get(record, ID) == view.ipId
                && get(record, PROTOCOL) == protocol(view)
                && get(record, VLAN) == view.vlanTags()
                && records.get(LONG, at(record, 0)) == view.sourceHigh
                && records.get(LONG, at(record, 8)) == view.sourceLow
                && records.get(LONG, at(record, 16)) == view.destinationHigh
                && records.get(LONG, at(record, 24)) == view.destinationLow;
    }

    private void writeKey(int record, PacketView view) {
        records.set(LONG, at(record, 0), view.sourceHigh);
        records.set(LONG, at(record, 8), view.sourceLow);
        records.set(LONG, at(record, 16), view.destinationHigh);
        records.set(LONG, at(record, 24), view.destinationLow);
        set(record, ID, view.ipId);
        set(record, PROTOCOL, protocol(view));
        set(record, VLAN, view.vlanTags());
    }

    /// Part of the key in IPv4 only (RFC 791 section 3.2, RFC 8200 section 4.5).
    private static int protocol(PacketView view) {
        return view.ipVersion << 8 | (view.ipVersion == 4 ? view.protocol : 0);
    }

    private long hash(PacketView view) {
        long hash = FlowHash.mix(seed ^ view.sourceHigh);
        hash = FlowHash.mix(hash ^ view.sourceLow);
        hash = FlowHash.mix(hash ^ view.destinationHigh);
        hash = FlowHash.mix(hash ^ view.destinationLow);
        hash = FlowHash.mix(hash ^ view.ipId);
        return FlowHash.mix(hash ^ ((long) view.vlanTags() << 16) ^ protocol(view));
    }

    private long bucket(long hash) {
        return (hash & bucketMask) * Integer.BYTES;
    }

    private void unlinkBucket(int record) {
        long bucket = bucket(records.get(LONG, at(record, HASH)));
        int at = buckets.get(INT, bucket);
        if (at == record) {
            buckets.set(INT, bucket, get(record, NEXT));
            return;
        }
        while (get(at, NEXT) != record) {
            at = get(at, NEXT);
        }
        set(at, NEXT, get(record, NEXT));
    }

    private void appendNewest(int record) {
        set(record, OLDER, newest);
        set(record, NEWER, NONE);
        if (newest == NONE) {
            oldest = record;
        } else {
            set(newest, NEWER, record);
        }
        newest = record;
    }

    private void unlinkAge(int record) {
        int older = get(record, OLDER);
        int newer = get(record, NEWER);
        if (older == NONE) {
            oldest = newer;
        } else {
            set(older, NEWER, newer);
        }
        if (newer == NONE) {
            newest = older;
        } else {
            set(newer, OLDER, older);
        }
    }

    private int get(int record, long field) {
        return records.get(INT, at(record, field));
    }

    private void set(int record, long field, int value) {
        records.set(INT, at(record, field), value);
    }

    private static long at(int record, long field) {
        return record * RECORD_BYTES + field;
    }
}
