package dev.winnow.gate;

import com.sun.management.ThreadMXBean;
import dev.winnow.config.ConfigLoader;
import dev.winnow.config.ConfigLoader.Origin;
import dev.winnow.config.WinnowConfig;
import dev.winnow.detect.RuleCompiler;
import dev.winnow.lane.Engine;
import dev.winnow.lane.QueueFilter;
import dev.winnow.lane.QueueRange;
import dev.winnow.metric.LaneCounter;
import dev.winnow.rule.RuleParser;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.SourceText;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// What [AllocationIT] runs inside a network namespace: filters loopback's UDP traffic in this JVM, and prints how many
/// bytes the threads between queue and verdict allocated over 100,000 packets.
final class AllocationScenario {
    static final int PACKETS = 100_000;
    static final int PORT = 9_999;
    static final String QUEUE = "7";

    private static final int WARM_UP_PACKETS = 200_000;
    private static final int WINDOW = 512;

    /// The JIT compiles what is called often, and what allocates until then, the calls of C, is called once a batch: so
    /// they are made as often as anything else before it counts.
    private static final int WARM_UP_BATCHES = 20_000;

    private static final int EAGER_QUESTIONS = 100;
    private static final long EAGER_INTERVAL_NS = 20_000;

    /// The smallest object has 16 bytes: one for each packet would be sixteen times as much.
    static final long TOLERATED_BYTES = PACKETS;

    /// A call of C allocates until the JIT has compiled it, which a busy host may put off: the best round counts, and
    /// is the last.
    private static final int MAX_ROUNDS = 12;
    private static final String RULES = """
            drop udp any any -> any any (msg:"never there"; content:"EXTENDEDPROTOCOL"; sid:1;)
            alert udp any any -> any 1:10 (msg:"other port"; content:"packet"; pcre:"/pack[a-f]+t/"; sid:2;)
            drop udp any any -> any any (msg:"looked at, and not matching"; content:"packet"; content:"never"; sid:3;)
            """;

    private final QueueFilter filter;
    private long sent;

    private AllocationScenario(QueueFilter filter) {
        this.filter = filter;
    }

    /// @param arguments the thread mode
    public static void main(String[] arguments) throws Exception {
        WinnowConfig config = ConfigLoader.load(Optional.empty(), Origin.OWN, List.of("threading.mode=" + arguments[0]))
                .config();
        SourceText source = SourceText.of("rules", RULES.getBytes(StandardCharsets.US_ASCII));
        try (Engine engine = new Engine(
                        config,
                        RuleCompiler.compile(RuleParser.parse(source, Variables.NONE, Classifications.standard())
                                        .rules())
                                .program());
                QueueFilter filter = QueueFilter.open(
                        engine, QueueRange.parse(QUEUE), false, Optional.empty(), Throwable::printStackTrace)) {
            filter.start();
            new AllocationScenario(filter).measure();
        }
    }

    private void measure() throws IOException, InterruptedException {
        send(WARM_UP_BATCHES, 1);
        send(WARM_UP_PACKETS, WINDOW);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < MAX_ROUNDS && least >= TOLERATED_BYTES; round++) {
            long before = allocatedBytes();
            send(PACKETS, WINDOW);
            least = Math.min(least, allocatedBytes() - before);
        }
        System.out.println("allocated " + least);
    }

    private long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (Thread thread : filter.laneThreads()) {
            sum += threads.getThreadAllocatedBytes(thread.threadId());
        }
        return sum;
    }

    /// Sends no faster than the filter takes them, so that each packet is judged.
    private void send(int count, int window) throws IOException, InterruptedException {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT);
        ByteBuffer payload = ByteBuffer.wrap("an ordinary packet".getBytes(StandardCharsets.US_ASCII));
        try (DatagramChannel channel = DatagramChannel.open()) {
            for (int i = 0; i < count; i++) {
                channel.send(payload.rewind(), target);
                sent++;
                if (i % window == window - 1) {
                    awaitJudged();
                }
            }
        }
        awaitJudged();
    }

    /// Asks often at first, because a window of one packet is judged at once.
    private void awaitJudged() throws IOException, InterruptedException {
        for (int i = 0; i < EAGER_QUESTIONS && !isJudged(); i++) {
            LockSupport.parkNanos(EAGER_INTERVAL_NS);
        }
        Shell.await("every packet is judged", this::isJudged);
    }

    private boolean isJudged() throws IOException {
        return filter.status().counters().get(LaneCounter.ACCEPTED) >= sent;
    }
}
