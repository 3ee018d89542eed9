package dev.winnow.bench.hop;

import dev.winnow.attack.AttackListener;
import dev.winnow.attack.AttackMonitor;
import dev.winnow.attack.AttackSettings;
import dev.winnow.attack.AttackWatch;
import dev.winnow.attack.Detector;
import dev.winnow.attack.Incident;
import dev.winnow.attack.Moment;
import dev.winnow.attack.Thresholds;
import dev.winnow.flow.FlowSettings;
import dev.winnow.flow.FlowTable;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.address.PortSet;
import dev.winnow.verdict.Reaction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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

/// Counting a SYN at its source, two networks and its service: what a packet of a flood costs besides its
/// decoding, and that it costs the same whether a thousand sources send or ten million.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AttackBench {
    private static final int SOURCES_THAT_FIT = 1_000_000;
    private static final int SOURCE_OFFSET = 12;
    private static final int FLAGS_OFFSET = 33;
    private static final byte SYN = 2;
    /// 500,000 packets a second.
    private static final long STEP_NS = 2_000;
    private static final int SPREAD = 0x9E37_79B9;
    private static final int WARM_UP = 12_000_000;

    /// Addresses that send, in turn.
    @Param({"1000", "10000000"})
    public int sourceCount;

    private Arena arena;
    private MemorySegment packet;
    private PacketDecoder decoder;
    private final PacketView view = new PacketView();
    private final PacketView datum = new PacketView();
    private AttackWatch watch;
    private FlowTable flows;
    private MemorySegment datagram;
    private final Heard heard = new Heard();
    private int next;
    private long nowNs = 1_700_000_000_000_000_000L;

    /// Lets every source send, and sees that this is told as one flood and shuts nobody out.
    @Setup(Level.Trial)
    public void prepare() {
        arena = Arena.ofConfined();
        byte[] bytes = SamplePacket.IPV4_TCP.around(new byte[0]);
        bytes[FLAGS_OFFSET] = SYN;
        packet = arena.allocate(bytes.length, Long.BYTES).copyFrom(MemorySegment.ofArray(bytes));
        byte[] other = SamplePacket.IPV4_UDP.around(new byte[64]);
        datagram = arena.allocate(other.length, Long.BYTES).copyFrom(MemorySegment.ofArray(other));
        decoder = new PacketDecoder(new FragmentStore(arena, FragmentLimits.DEFAULT));
        AttackSettings settings =
                new AttackSettings(SOURCES_THAT_FIT, 128L << 20, Thresholds.DEFAULT, PortSet.ofRange(80, 80), 1);
        watch = new AttackMonitor(arena, settings).newWatch(heard);
        flows = new FlowTable(arena, FlowSettings.DEFAULT, new ByteCounter());
        for (int i = 0; i < WARM_UP; i++) {
            countSyn();
        }
        Verified.equal("attacks", heard.starts, 1);
        Verified.equal("detector", heard.last, Detector.SYN_FLOOD);
        Verified.equal("bans", heard.bans, 0);
        for (int i = 0; i < 2; i++) {
            countDatagram();
        }
    }

    /// The packet alone, to be taken off from [#countSyn].
    @Benchmark
    public PacketView decodeSyn() {
        packet.set(ValueLayout.JAVA_INT_UNALIGNED, SOURCE_OFFSET, next++ % sourceCount * SPREAD);
        nowNs += STEP_NS;
        int length = (int) packet.byteSize();
        decoder.decodeIp(packet, 0, length, length, nowNs, ChecksumMode.IGNORE, view);
        return view;
    }

    /// A SYN of one of the sources.
    @Benchmark
    public PacketView countSyn() {
        decodeSyn();
        watch.observe(view, null);
        return view;
    }

    /// A further datagram of a flow that is there, whose finding is part of it.
    @Benchmark
    public PacketView countDatagram() {
        int length = (int) datagram.byteSize();
        nowNs += STEP_NS;
        decoder.decodeIp(datagram, 0, length, length, nowNs, ChecksumMode.IGNORE, datum);
        watch.observe(datum, flows.track(datum));
        return datum;
    }

    /// Frees the native memory.
    @TearDown(Level.Trial)
    public void free() {
        arena.close();
    }

    private static final class Heard implements AttackListener {
        private int starts;
        private int bans;
        private Detector last;

        @Override
        public void attack(Incident incident, Moment moment, long timeNs) {
            starts += moment == Moment.START ? 1 : 0;
            last = incident.detector();
        }

        @Override
        public void due(Reaction reaction, Detector detector, long high, long low, int key, long timeNs) {
            bans += reaction.compareTo(Reaction.BAN_SOURCE) >= 0 ? 1 : 0;
        }
    }
}
