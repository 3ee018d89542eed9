package dev.winnow.bench.hop;

import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.flow.FlowSettings;
import dev.winnow.flow.FlowTable;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Finding a packet's flow, the fifth hop; decoding is part of it.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FlowBench {
    private static final ValueLayout.OfInt ADDRESS = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int SOURCE_ADDRESS = 12;
    private static final int NETWORK = 0xC612_0000;
    private static final int STRANGERS = 1 << 16;
    private static final long NEW_UDP_TIMEOUT_NS = 30_000_000_000L;

    /// Flows that are there at one time.
    @Param({"1000", "50000"})
    public int flowCount;

    private Arena arena;
    private MemorySegment packet;
    private PacketDecoder decoder;
    private final PacketView view = new PacketView();
    private FlowTable known;
    private FlowTable passing;
    private long next;
    private long nowNs;

    /// Fills both tables, and sees that neither forgets a flow nor keeps one for too long.
    @Setup(Level.Trial)
    public void prepare() {
        arena = Arena.ofConfined();
        byte[] bytes = SamplePacket.IPV4_UDP.around(new byte[64]);
        packet = arena.allocate(bytes.length, Long.BYTES).copyFrom(MemorySegment.ofArray(bytes));
        decoder = new PacketDecoder(new FragmentStore(arena, FragmentLimits.DEFAULT));
        known = new FlowTable(arena, FlowSettings.DEFAULT, new ByteCounter());
        passing = new FlowTable(arena, FlowSettings.DEFAULT, new ByteCounter());
        for (int i = 0; i < 2 * flowCount; i++) {
            findKnown();
        }
        for (int i = 0; i < 2 * flowCount; i++) {
            comeAndGo();
        }
        next = 0;
        Verified.equal("known flows", known.size(), flowCount);
        Verified.equal("packets of a known flow", findKnown().packets(Direction.TO_SERVER), 3L);
        Verified.equal("flows that pass", Math.abs(passing.size() - flowCount) <= 1, true);
        Verified.equal("evictions", known.evictions() + passing.evictions(), 0L);
    }

    private void decode(int source, long timestampNs) {
        packet.set(ADDRESS, SOURCE_ADDRESS, NETWORK + source);
        int length = (int) packet.byteSize();
        decoder.decodeIp(packet, 0, length, length, timestampNs, ChecksumMode.IGNORE, view);
    }

    /// A packet of a flow that is there.
    @Benchmark
    public Flow findKnown() {
        decode((int) (next++ % flowCount), 0);
        return known.track(view);
    }

    /// The first packet of a flow, when the oldest one is just over.
    @Benchmark
    public int comeAndGo() {
        nowNs += NEW_UDP_TIMEOUT_NS / flowCount;
        decode((int) (next++ % STRANGERS), nowNs);
        passing.track(view);
        return passing.expire(nowNs);
    }

    /// Frees the native memory.
    @TearDown(Level.Trial)
    public void free() {
        arena.close();
    }
}
