package dev.winnow.bindings.pcap;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.bindings.generated.pcap.pcap_h;
import dev.winnow.bindings.generated.pcap.pcap_pkthdr;
import dev.winnow.bindings.generated.pcap.timeval;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Packets one after the other, out of a file or off an interface.
///
/// [#next] steps to a packet, and the getters tell about it until the next call. Its bytes stay in libpcap's memory and
/// are gone with the next call too; [#copyTo] takes them along. A packet costs no allocation.
///
/// Threading: one thread, [#close] included. Source: pcap_next_ex(3PCAP).
public abstract sealed class PcapSource implements AutoCloseable permits PcapReader, PcapLive {
    /// What [#next] found.
    public enum Status {
        /// The getters tell about a packet.
        PACKET,
        /// Nothing has arrived; only a live capture says so.
        NONE,
        /// There are no more packets.
        END,
        /// The packets end here, but not as they should; [#errorText] says why.
        ERROR
    }

    private static final int NEXT_PACKET = 1;
    private static final int NEXT_NONE = 0;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_OFFSET = pcap_pkthdr.ts$offset() + timeval.tv_sec$offset();
    private static final long FRACTION_OFFSET = pcap_pkthdr.ts$offset() + timeval.tv_usec$offset();
    private static final long CAPTURED_OFFSET = pcap_pkthdr.caplen$offset();
    private static final long WIRE_OFFSET = pcap_pkthdr.len$offset();

    final MemorySegment handle;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment headerCell = arena.allocate(JAVA_LONG);
    private final MemorySegment dataCell = arena.allocate(JAVA_LONG);
    private final String name;
    private final long fractionNs;
    private final int linkType;
    private String errorText = "";
    private long packets;
    private long dataAddress;
    private int capturedLength;
    private int wireLength;
    private long timestampNs;

    /// @param handle an activated or opened `pcap_t`, which this owns from now on
    /// @param name how errors call it
    PcapSource(MemorySegment handle, String name) {
        this.handle = handle;
        this.name = name;
        boolean nano = pcap_h.pcap_get_tstamp_precision(handle) == TimestampPrecision.NANO.code();
        fractionNs = (nano ? TimestampPrecision.NANO : TimestampPrecision.MICRO).unitNs();
        linkType = pcap_h.pcap_datalink(handle);
    }

    /// Steps to the next packet that the filter lets through.
    public Status next() {
        int result = pcap_h.pcap_next_ex(handle, headerCell, dataCell);
        return switch (result) {
            case NEXT_PACKET -> takePacket();
            case NEXT_NONE -> Status.NONE;
            default -> result == pcap_h.PCAP_ERROR_BREAK() ? end() : fail(PcapErrors.textOf(handle));
        };
    }

    private Status takePacket() {
        MemorySegment memory = NativeMemory.everything();
        long header = headerCell.get(JAVA_LONG, 0);
        dataAddress = dataCell.get(JAVA_LONG, 0);
        capturedLength = memory.get(JAVA_INT_UNALIGNED, header + CAPTURED_OFFSET);
        wireLength = memory.get(JAVA_INT_UNALIGNED, header + WIRE_OFFSET);
        timestampNs = memory.get(JAVA_LONG_UNALIGNED, header + SECONDS_OFFSET) * NS_PER_SECOND
                + memory.get(JAVA_LONG_UNALIGNED, header + FRACTION_OFFSET) * fractionNs;
        packets++;
        return Status.PACKET;
    }

    /// What becomes of an end that libpcap takes for a good one.
    Status end() {
        return Status.END;
    }

    /// What becomes of an error that libpcap reports.
    Status fail(String text) {
        errorText = name + ": after " + packets + " packets: " + text;
        return Status.ERROR;
    }

    /// One line about the last [Status#ERROR]; empty before.
    public String errorText() {
        return errorText;
    }

    /// How many packets [#next] has found.
    public long packets() {
        return packets;
    }

    /// Address of the packet's first byte, at its link-layer header.
    public long dataAddress() {
        return dataAddress;
    }

    /// Bytes of the packet that are here.
    public int capturedLength() {
        return capturedLength;
    }

    /// Bytes that the packet had on the wire.
    public int wireLength() {
        return wireLength;
    }

    /// When the packet was captured, in nanoseconds since 1970.
    public long timestampNs() {
        return timestampNs;
    }

    /// The `DLT_*` number of every packet's link layer, pcap-linktype(7).
    public int linkType() {
        return linkType;
    }

    /// Copies the packet's captured bytes to `offset` of `target`, which must have room for [#capturedLength].
    public void copyTo(MemorySegment target, long offset) {
        MemorySegment.copy(NativeMemory.everything(), dataAddress, target, offset, capturedLength);
    }

    /// The name of the link layer, such as `EN10MB`, or its number where libpcap has no name for it.
    public String linkTypeName() {
        MemorySegment text = pcap_h.pcap_datalink_val_to_name(linkType);
        return NativeMemory.isNull(text) ? Integer.toString(linkType) : text.getString(0);
    }

    /// Lets only packets through that a filter expression holds for, pcap-filter(7).
    ///
    /// @throws IOException with libpcap's words where it is no such expression
    public void setFilter(String expression) throws IOException {
        try (Arena programArena = Arena.ofConfined()) {
            MemorySegment program = FilterProgram.compile(handle, expression, programArena);
            int result = pcap_h.pcap_setfilter(handle, program);
            pcap_h.pcap_freecode(program);
            if (result != 0) {
                throw new IOException(
                        "filter '" + PcapErrors.printable(expression) + "': " + PcapErrors.textOf(handle));
            }
        }
    }

    @Override
    public void close() {
        pcap_h.pcap_close(handle);
        arena.close();
    }
}
