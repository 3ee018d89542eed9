package dev.winnow.bench.hop;

import dev.winnow.bindings.nfqueue.NetfilterVerdict;
import dev.winnow.bindings.nfqueue.VerdictWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
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

/// Writing a batch of verdict messages, without sending them: the eighth hop but for the system call.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VerdictEncodeBench {
    /// As many as the batched C program sends in one call.
    private static final int BATCH = 64;

    private static final int QUEUE = 18;
    private static final int MARK = 0xCAFE;
    private static final int ID_STEP = 0x0101_0101;

    private Arena arena;
    private VerdictWriter writer;
    private int nextPacketId;

    /// Sees that the messages are those that the kernel's header files describe.
    @Setup(Level.Trial)
    public void prepare() {
        arena = Arena.ofConfined();
        writer = new VerdictWriter(arena, BATCH);
        Verified.equal("plain verdicts", hex(accept()), hex(expected(false)));
        nextPacketId = 0;
        Verified.equal("marked verdicts", hex(acceptMarked()), hex(expected(true)));
    }

    /// linux/netlink.h and linux/netfilter/nfnetlink_queue.h, one field after the other.
    private static byte[] expected(boolean marked) {
        ByteBuffer messages = ByteBuffer.allocate(BATCH * (marked ? 40 : 32));
        for (int i = 0; i < BATCH; i++) {
            host(messages).putInt(marked ? 40 : 32).putShort((short) 0x0301).putShort((short) 1);
            messages.putInt(0).putInt(0).put((byte) 0).put((byte) 0);
            network(messages).putShort((short) QUEUE);
            host(messages).putShort((short) 12).putShort((short) 2);
            network(messages).putInt(1).putInt(i * ID_STEP);
            if (marked) {
                host(messages).putShort((short) 8).putShort((short) 3);
                network(messages).putInt(MARK);
            }
        }
        return messages.array();
    }

    private static ByteBuffer host(ByteBuffer messages) {
        return messages.order(ByteOrder.nativeOrder());
    }

    private static ByteBuffer network(ByteBuffer messages) {
        return messages.order(ByteOrder.BIG_ENDIAN);
    }

    private static String hex(VerdictWriter written) {
        return hex(written.pendingMessages().toArray(ValueLayout.JAVA_BYTE));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /// Time of one accept.
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public VerdictWriter accept() {
        writer.clear();
        for (int i = 0; i < BATCH; i++) {
            writer.add(QUEUE, nextPacketId, NetfilterVerdict.ACCEPT);
            nextPacketId += ID_STEP;
        }
        return writer;
    }

    /// Time of one accept that sets a mark.
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public VerdictWriter acceptMarked() {
        writer.clear();
        for (int i = 0; i < BATCH; i++) {
            writer.addMarked(QUEUE, nextPacketId, NetfilterVerdict.ACCEPT, MARK);
            nextPacketId += ID_STEP;
        }
        return writer;
    }

    /// Frees the buffer.
    @TearDown(Level.Trial)
    public void free() {
        arena.close();
    }
}
