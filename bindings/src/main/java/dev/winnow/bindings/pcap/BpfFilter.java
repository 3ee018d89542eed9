package dev.winnow.bindings.pcap;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.winnow.bindings.ffm.Downcalls;
import dev.winnow.bindings.ffm.NativeLibrary;
import dev.winnow.bindings.generated.pcap.pcap_h;
import dev.winnow.bindings.generated.pcap.pcap_pkthdr;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// A filter expression that can be asked about packets from anywhere, pcap_offline_filter(3PCAP).
///
/// Threading: one thread. [#matches] allocates nothing.
public final class BpfFilter implements AutoCloseable {
    private static final MethodHandle OFFLINE_FILTER = Downcalls.plain(
            pcap_h.pcap_offline_filter$address(), Downcalls.addressesAsLongs(pcap_h.pcap_offline_filter$descriptor()));

    private final Arena arena;
    private final MemorySegment program;
    private final MemorySegment header;

    private BpfFilter(Arena arena, MemorySegment program) {
        this.arena = arena;
        this.program = program;
        header = arena.allocate(pcap_pkthdr.layout());
    }

    /// Compiles an expression, pcap-filter(7).
    ///
    /// @param linkType `DLT_*` of the packets
    /// @param snapLength the most bytes of a packet
    /// @throws IOException with libpcap's words where it is no such expression
    public static BpfFilter compile(String expression, int linkType, int snapLength) throws IOException {
        NativeLibrary.PCAP.require();
        MemorySegment dead =
                pcap_h.pcap_open_dead_with_tstamp_precision(linkType, snapLength, TimestampPrecision.NANO.code());
        Arena arena = Arena.ofShared();
        try {
            return new BpfFilter(arena, FilterProgram.compile(dead, expression, arena));
        } catch (IOException e) {
            arena.close();
            throw e;
        } finally {
            pcap_h.pcap_close(dead);
        }
    }

    /// Whether the expression holds for the packet at `address`.
    public boolean matches(long address, int capturedLength, int wireLength) {
        header.set(JAVA_INT, pcap_pkthdr.caplen$offset(), capturedLength);
        header.set(JAVA_INT, pcap_pkthdr.len$offset(), wireLength);
        try {
            return (int) OFFLINE_FILTER.invokeExact(program.address(), header.address(), address) != 0;
        } catch (Throwable t) {
            throw Downcalls.misused("pcap_offline_filter", t);
        }
    }

    @Override
    public void close() {
        pcap_h.pcap_freecode(program);
        arena.close();
    }
}
