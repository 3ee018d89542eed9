package dev.winnow.lane;

import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.config.WinnowConfig;
import dev.winnow.detect.RuleCompiler;
import dev.winnow.detect.RuleProgram;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.LinkType;
import dev.winnow.rule.RuleParser;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.SourceText;
import dev.winnow.verdict.Enforcement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// Judges made-up packets by made-up rules while the real rules are read, so that the JIT has compiled the way of a
/// packet before the first real one comes: whoever starts a filter under attack has no second to lose.
///
/// Nobody waits for it, and nothing of it is seen: it has an engine, counters and events of its own, and ends after a
/// while by itself. Threading: works on a thread of its own until closed. Ownership: owns its engine.
public final class WarmUp implements AutoCloseable {
    static final String THREAD_NAME = "winnow-warm-up";

    private static final String RULES = "warm-up.rules";

    /// Enough for the JIT's counters; what is more only takes processor time from the rules.
    private static final int MAX_ROUNDS = 120;

    private static final long PACKET_INTERVAL_NS = 10_000;

    private final WinnowConfig config;
    private final Thread thread = Thread.ofPlatform().name(THREAD_NAME).daemon().unstarted(this::work);
    private volatile boolean closed;

    private WarmUp(WinnowConfig config) {
        this.config = config;
    }

    /// Begins.
    ///
    /// @param config as for the real packets
    public static WarmUp start(WinnowConfig config) {
        WarmUp warmUp = new WarmUp(config);
        warmUp.thread.start();
        return warmUp;
    }

    private void work() {
        LaneCounters counters = new LaneCounters();
        RuleProgram program = RuleCompiler.compile(RuleParser.parse(rules(), Variables.NONE, Classifications.standard())
                        .rules())
                .program();
        try (Arena arena = Arena.ofConfined();
                Engine engine = Engine.repeatable(config, program);
                EventLog events = EventLog.open(Optional.empty(), Optional.empty(), engine, counters)) {
            EventPublisher publisher = new EventPublisher(events.ring(), program, counters, Enforcement.WATCHING);
            try (PacketJudge judge = engine.newJudge(counters, publisher, publisher, Enforcement.WATCHING, true)) {
                judgeRounds(judge, WarmUpTraffic.packets(arena));
            }
        } catch (IOException | LaneException e) {
            throw new IllegalStateException("/dev/null cannot be written to", e);
        }
    }

    private void judgeRounds(PacketJudge judge, List<MemorySegment> packets) {
        long timeNs = 0;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            for (MemorySegment packet : packets) {
                if (closed) {
                    return;
                }
                timeNs += PACKET_INTERVAL_NS;
                judge.judgeFrame(
                        NativeMemory.everything(),
                        packet.address(),
                        (int) packet.byteSize(),
                        LinkType.RAW,
                        timeNs,
                        ChecksumMode.VALIDATE);
            }
            judge.endAll();
        }
    }

    /// One rule of each kind that large rule sets have many of.
    static SourceText rules() {
        try (InputStream in = WarmUp.class.getResourceAsStream(RULES)) {
            return SourceText.of(RULES, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the work within a packet's time, and waits for that.
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
