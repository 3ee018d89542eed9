package dev.winnow.bench.hop;

import dev.winnow.flow.Flow;
import dev.winnow.flow.FlowSettings;
import dev.winnow.flow.FlowTable;
import dev.winnow.flow.Stream;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Putting a stream together, the fifth hop for TCP: a connection from SYN to FIN that brings 64 segments of 1,400
/// bytes, per segment.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StreamBench {
    private static final int SEGMENTS = 64;
    private static final int SEGMENT_BYTES = 1_400;

    private final PacketView view = new PacketView();
    private final ByteCounter counter = new ByteCounter();
    private Arena arena;
    private PacketDecoder decoder;
    private FlowTable table;
    private List<MemorySegment> ordered;
    private List<MemorySegment> swapped;

    /// Writes both connections down, and sees that both hand on all bytes in order.
    @Setup(Level.Trial)
    public void prepare() {
        arena = Arena.ofConfined();
        decoder = new PacketDecoder(new FragmentStore(arena, FragmentLimits.DEFAULT));
        table = new FlowTable(arena, FlowSettings.DEFAULT, counter);
        TcpTalk talk = new TcpTalk(arena, SamplePacket.SOURCE_PORT).open();
        for (int i = 0; i < SEGMENTS; i++) {
            talk.client(segment(i));
        }
        ordered = talk.close().packets();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < SEGMENTS; i++) {
            all.append(segment(i));
        }
        TcpTalk other = new TcpTalk(arena, SamplePacket.SOURCE_PORT).open();
        swapped = other.swapped(all.toString(), SEGMENT_BYTES).close().packets();
        inOrder();
        long checksum = counter.checksum();
        Verified.equal("bytes in order", counter.bytes(), (long) SEGMENTS * SEGMENT_BYTES);
        counter.forget();
        outOfOrder();
        Verified.equal("bytes out of order", counter.bytes(), (long) SEGMENTS * SEGMENT_BYTES);
        Verified.equal("their order", counter.checksum(), checksum);
    }

    private static String segment(int number) {
        return String.valueOf((char) ('A' + number % 26)).repeat(SEGMENT_BYTES);
    }

    private long run(List<MemorySegment> packets) {
        for (int i = 0; i < packets.size(); i++) {
            MemorySegment packet = packets.get(i);
            int length = (int) packet.byteSize();
            decoder.decodeIp(packet, 0, length, length, 0, ChecksumMode.IGNORE, view);
            Flow flow = table.track(view);
            Stream stream = flow.stream(flow.direction());
            if (stream != null) {
                stream.inspected();
            }
        }
        table.endAll();
        return counter.bytes();
    }

    /// Each segment behind the one before, and acknowledged at once.
    @Benchmark
    @OperationsPerInvocation(SEGMENTS)
    public long inOrder() {
        return run(ordered);
    }

    /// Every second segment before the one that it follows.
    @Benchmark
    @OperationsPerInvocation(SEGMENTS)
    public long outOfOrder() {
        return run(swapped);
    }

    /// Frees the native memory.
    @TearDown(Level.Trial)
    public void free() {
        arena.close();
    }
}
