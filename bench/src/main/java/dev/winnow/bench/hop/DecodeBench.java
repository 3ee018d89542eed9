package dev.winnow.bench.hop;

import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
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

/// From raw IP bytes to header fields, checksums included or not: the fourth hop.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBench {
    @Param
    public SamplePacket packet;

    /// The load of the queue bench, and a full Ethernet frame.
    @Param({"64", "1400"})
    public int payloadLength;

    /// What a queue hands over is validated only where the kernel has not done so.
    @Param({"VALIDATE", "IGNORE"})
    public ChecksumMode checksums;

    private Arena arena;
    private MemorySegment memory;
    private PacketDecoder decoder;
    private final PacketView view = new PacketView();

    /// Builds the packet and sees that decoding finds what was built.
    @Setup(Level.Trial)
    public void prepare() {
        arena = Arena.ofConfined();
        byte[] payload = new byte[payloadLength];
        Arrays.fill(payload, (byte) 'x');
        byte[] bytes = packet.around(payload);
        memory = arena.allocate(bytes.length, Long.BYTES);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        decoder = new PacketDecoder(new FragmentStore(arena, FragmentLimits.DEFAULT));
        verify(payload);
    }

    private void verify(byte[] payload) {
        byte[] found = decode().memory()
                .asSlice(view.payloadOffset(), view.payloadLength())
                .toArray(ValueLayout.JAVA_BYTE);
        Verified.equal("malformed", view.isMalformed(), false);
        Verified.equal("source port", view.sourcePort(), SamplePacket.SOURCE_PORT);
        Verified.equal("destination port", view.destinationPort(), SamplePacket.DESTINATION_PORT);
        Verified.equal("payload offset", view.payloadOffset(), (long) packet.headerLength());
        Verified.equal("payload", Arrays.equals(found, payload), true);
        Verified.equal("checksums of good bytes", view.checksumsGood(), true);
        long lastByte = memory.byteSize() - 1;
        memory.set(ValueLayout.JAVA_BYTE, lastByte, (byte) 'y');
        Verified.equal("checksums of bad bytes", decode().checksumsGood(), checksums == ChecksumMode.IGNORE);
        memory.set(ValueLayout.JAVA_BYTE, lastByte, (byte) 'x');
    }

    /// One packet.
    @Benchmark
    public PacketView decode() {
        int length = (int) memory.byteSize();
        decoder.decodeIp(memory, 0, length, length, 0, checksums, view);
        return view;
    }

    /// Frees the packet.
    @TearDown(Level.Trial)
    public void free() {
        arena.close();
    }
}
