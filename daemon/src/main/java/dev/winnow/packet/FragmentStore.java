package dev.winnow.packet;

import dev.winnow.bindings.hyperscan.MatchCollector;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Puts fragments together, within bounds (RFC 791 section 3.2, RFC 8200 section 4.5, RFC 1858, RFC 5722).
///
/// A fragment that contradicts the others or cannot be honest is noted as [Malformed#FRAGMENT]. One that cannot be
/// placed (past the largest packet, past the end, empty) is not kept; one that only looks bad (an overlap with other
/// bytes, a TCP header cut in two) is, so that what the host may put together is judged as well.
///
/// Memory: all of it is allocated at the start, from the arena given. When it runs out, the packet that has waited
/// longest is forgotten and counted, or the new fragment is, as the limits say. A packet put together lies in one of
/// two buffers that take turns, so that one inside another does not write over it.
/// Threading: one thread; the counters may be read by others, who then see them late.
public final class FragmentStore {
    private static final int MAX_PACKET_LENGTH = 65535;
    private static final int TCP_FLAGS_UNIT = 1;

    private final FragmentLimits limits;
    private final DatagramTable datagrams;
    private final FragmentPages pages;
    private final MemorySegment[] buffers;
    private int nextBuffer;
    private long evictions;
    private long timeouts;
    private long completions;
    private long refusals;

    /// @param arena owns the store's memory; must outlive the store, and let its thread in
    public FragmentStore(Arena arena, FragmentLimits limits) {
        this.limits = limits;
        datagrams = new DatagramTable(arena, limits.datagrams());
        pages = new FragmentPages(arena, limits.memoryBytes());
        int bufferBytes = MAX_PACKET_LENGTH
                + Ipv6Decoder.HEADER_LENGTH
                + Ipv4Decoder.MAX_HEADER_LENGTH
                + MatchCollector.READ_BEHIND;
        buffers = new MemorySegment[] {arena.allocate(bufferBytes, 8), arena.allocate(bufferBytes, 8)};
    }

    /// How many packets wait for fragments.
    public int size() {
        return datagrams.size();
    }

    /// How many packets were forgotten for want of room, or for having too many fragments.
    public long evictions() {
        return evictions;
    }

    /// How many packets were given up because their fragments did not come in time.
    public long timeouts() {
        return timeouts;
    }

    /// How many fragments were not kept for want of room.
    public long refusals() {
        return refusals;
    }

    /// How many packets were put together.
    public long completions() {
        return completions;
    }

    /// Forgets all fragments; the counters stay.
    void clear() {
        datagrams.clear();
        pages.clear();
    }

    /// Takes in the fragment that the view shows. When it completes a packet, that becomes the view's inner one.
    void add(PacketView view) {
        expire(view.timestampNs);
        if (view.truncated || !view.checksumsGood()) {
            return;
        }
        if (!isPlaceable(view)) {
            view.note(Malformed.FRAGMENT);
            tellPlace(view);
            return;
        }
        if (isTiny(view)) {
            view.note(Malformed.FRAGMENT);
        }
        int datagram = findOrCreate(view);
        if (datagram == DatagramTable.NONE) {
            refuse(view);
            return;
        }
        if (!agreesOnEnd(datagram, view)) {
            view.note(Malformed.FRAGMENT);
            return;
        }
        if (datagrams.countFragment(datagram) > limits.fragmentsPerDatagram()) {
            view.note(Malformed.FRAGMENT);
            forget(datagram);
            evictions++;
            return;
        }
        place(datagram, view);
    }

    /// Only the last fragment may have a length that is no multiple of 8, and none may reach past the largest packet.
    private static boolean isPlaceable(PacketView view) {
        int length = view.transportLength;
        return length > 0 && (!view.moreFragments() || (length & 7) == 0) && !endsPastLargest(view);
    }

    private static void tellPlace(PacketView view) {
        if (endsPastLargest(view)) {
            view.tell(tooLarge(view));
        } else if (view.ipVersion == 6 && view.transportLength > 0) {
            view.tell(DecodeEvent.IPV6_FRAG_INVALID_LENGTH);
        }
    }

    private static boolean endsPastLargest(PacketView view) {
        int headerLength = view.ipVersion == 4 ? view.networkHeaderLength : 0;
        return headerLength + view.fragmentOffsetBytes() + view.transportLength > MAX_PACKET_LENGTH;
    }

    private static DecodeEvent tooLarge(PacketView view) {
        return view.ipVersion == 4 ? DecodeEvent.IPV4_FRAG_PKT_TOO_LARGE : DecodeEvent.IPV6_FRAG_PKT_TOO_LARGE;
    }

    private void refuse(PacketView view) {
        refusals++;
        view.tell(view.ipVersion == 4 ? DecodeEvent.IPV4_FRAG_IGNORED : DecodeEvent.IPV6_FRAG_IGNORED);
    }

    /// Splits the TCP header so that a filter sees no flags (RFC 1858 section 3, RFC 3128).
    private static boolean isTiny(PacketView view) {
        if (view.protocol != IpProtocol.TCP) {
            return false;
        }
        return view.fragmentOffset == TCP_FLAGS_UNIT
                || (view.fragmentOffset == 0 && view.transportLength < TransportDecoder.TCP_MIN_HEADER_LENGTH);
    }

    /// The fragment's packet, or [DatagramTable#NONE] where there is no room for it.
    private int findOrCreate(PacketView view) {
        int datagram = datagrams.find(view);
        if (datagram != DatagramTable.NONE) {
            return datagram;
        }
        if (datagrams.isFull()) {
            if (!limits.evicts()) {
                return DatagramTable.NONE;
            }
            evictOldest();
        }
        return datagrams.create(view);
    }

    /// Whether the fragment lies before the end that another one set, and, when it sets the end, past no other.
    private boolean agreesOnEnd(int datagram, PacketView view) {
        int end = view.fragmentOffsetBytes() + view.transportLength;
        int known = datagrams.dataLength(datagram);
        if (view.moreFragments()) {
            return known < 0 || end <= known;
        }
        return known < 0 ? end >= datagrams.highestEnd(datagram) : end == known;
    }

    private void place(int datagram, PacketView view) {
        int end = view.fragmentOffsetBytes() + view.transportLength;
        if (!view.moreFragments()) {
            datagrams.setDataLength(datagram, end);
        }
        datagrams.raiseHighestEnd(datagram, end);
        keepHeader(datagram, view);
        if (!reservePages(datagram, view, end)) {
            return;
        }
        if (!writeUnits(datagram, view)) {
            view.note(Malformed.FRAGMENT);
        }
        int dataLength = datagrams.dataLength(datagram);
        if (dataLength >= 0 && datagrams.receivedUnits(datagram) == units(dataLength)) {
            complete(datagram, view);
        }
    }

    /// The reassembled packet has the first fragment's header (RFC 791), in IPv6 without the extension headers, which
    /// were judged with the fragments.
    private void keepHeader(int datagram, PacketView view) {
        if (view.fragmentOffset != 0 || datagrams.headerLength(datagram) != 0) {
            return;
        }
        int length = view.ipVersion == 4 ? view.networkHeaderLength : Ipv6Decoder.HEADER_LENGTH;
        datagrams.keepHeader(datagram, view.memory, view.networkOffset, length);
        datagrams.setNextHeader(datagram, view.protocol);
    }

    /// False when no room may be made, or the packet itself had to be forgotten for it, being the one that has waited
    /// longest.
    private boolean reservePages(int datagram, PacketView view, int end) {
        for (int i = view.fragmentOffsetBytes() / FragmentPages.DATA_BYTES;
                i <= (end - 1) / FragmentPages.DATA_BYTES;
                i++) {
            if (datagrams.page(datagram, i) >= 0) {
                continue;
            }
            if (pages.isEmpty() && !limits.evicts()) {
                refuse(view);
                return false;
            }
            if (pages.isEmpty()) {
                boolean self = datagrams.oldest() == datagram;
                evictOldest();
                if (self) {
                    return false;
                }
            }
            datagrams.setPage(datagram, i, pages.take());
        }
        return true;
    }

    /// False when bytes were there already, and others.
    private boolean writeUnits(int datagram, PacketView view) {
        boolean agrees = true;
        int start = view.fragmentOffset;
        int count = units(view.transportLength);
        int added = 0;
        for (int i = 0; i < count; i++) {
            int page = datagrams.page(datagram, (start + i) / FragmentPages.UNITS);
            int unit = (start + i) % FragmentPages.UNITS;
            long bytes = readUnit(view, i);
            int present = pages.unitStart(page, unit);
            boolean differs = present >= 0 && pages.unit(page, unit) != bytes;
            agrees &= !differs;
            if (present < 0 || (differs && limits.policy().replaces(present, start))) {
                pages.setUnit(page, unit, bytes, start);
            }
            added += present < 0 ? 1 : 0;
        }
        datagrams.addReceivedUnits(datagram, added);
        if (added < count) {
            view.tell(view.ipVersion == 4 ? DecodeEvent.IPV4_FRAG_OVERLAP : DecodeEvent.IPV6_FRAG_OVERLAP);
        }
        return agrees;
    }

    /// Eight bytes, or what is left of them and then zeros.
    private static long readUnit(PacketView view, int index) {
        long at = view.transportOffset + index * 8L;
        int left = view.transportLength - index * 8;
        if (left >= 8) {
            return Wire.u64(view.memory, at);
        }
        long bytes = 0;
        for (int i = 0; i < left; i++) {
            bytes |= (long) Wire.u8(view.memory, at + i) << (56 - 8 * i);
        }
        return bytes;
    }

    private static int units(int bytes) {
        return (bytes + 7) >> 3;
    }

    private void complete(int datagram, PacketView view) {
        int headerLength = datagrams.headerLength(datagram);
        int dataLength = datagrams.dataLength(datagram);
        if (view.ipVersion == 4 && headerLength + dataLength > MAX_PACKET_LENGTH) {
            view.note(Malformed.FRAGMENT);
            view.tell(tooLarge(view));
            forget(datagram);
            return;
        }
        MemorySegment buffer = buffers[nextBuffer];
        nextBuffer ^= 1;
        assemble(datagram, headerLength, dataLength, buffer);
        forget(datagram);
        completions++;
        if (TunnelDecoder.mayNest(view)) {
            view.carries(OuterKind.FRAGMENTS, buffer, 0, headerLength + dataLength, view.etherType);
        }
    }

    private void assemble(int datagram, int headerLength, int dataLength, MemorySegment buffer) {
        datagrams.copyHeader(datagram, buffer);
        for (int at = 0; at < dataLength; at += FragmentPages.DATA_BYTES) {
            int length = Math.min(FragmentPages.DATA_BYTES, dataLength - at);
            pages.copy(datagrams.page(datagram, at / FragmentPages.DATA_BYTES), buffer, headerLength + at, length);
        }
        ReassembledHeader.mend(buffer, headerLength, dataLength, datagrams.nextHeader(datagram));
    }

    private void expire(long nowNs) {
        int oldest = datagrams.oldest();
        while (oldest != DatagramTable.NONE && nowNs - datagrams.firstSeenNs(oldest) > limits.timeoutNs()) {
            forget(oldest);
            timeouts++;
            oldest = datagrams.oldest();
        }
    }

    private void evictOldest() {
        forget(datagrams.oldest());
        evictions++;
    }

    private void forget(int datagram) {
        for (int i = 0; i < FragmentPages.PER_DATAGRAM; i++) {
            int page = datagrams.page(datagram, i);
            if (page >= 0) {
                pages.release(page);
            }
        }
        datagrams.remove(datagram);
    }
}
