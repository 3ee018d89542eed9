package dev.winnow.bench.hop;

import dev.winnow.bench.load.RuleGenerator;
import dev.winnow.detect.Matches;
import dev.winnow.detect.RuleCompiler;
import dev.winnow.detect.RuleEvaluator;
import dev.winnow.detect.RuleProgram;
import dev.winnow.detect.threshold.ThresholdTable;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.RuleFile;
import dev.winnow.rule.RuleParser;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.SourceText;
import dev.winnow.verdict.VerdictWord;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
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

/// Judging a decoded packet by content rules: the sixth hop.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MatchBench {
    private static final String MARK = "CHAFF-CHAFF";
    private static final long RULE_SEED = 7;
    private static final long PAYLOAD_SEED = 11;
    private static final int THRESHOLDS = 8;

    /// None, as many as an operator writes, and the queue bench's.
    @Param({"0", "100", "1000"})
    public int ruleCount;

    /// The load of the queue bench, and a full Ethernet frame.
    @Param({"64", "1400"})
    public int payloadLength;

    private Arena arena;
    private RuleProgram program;
    private RuleEvaluator evaluator;
    private PacketView ordinary;
    private PacketView marked;
    private final Matches matches = new Matches();

    /// Compiles the rules, and sees that verdicts are those of a search for each literal in turn.
    @Setup(Level.Trial)
    public void prepare() {
        arena = Arena.ofConfined();
        List<String> rules = ruleCount == 0 ? List.of() : RuleGenerator.rules(ruleCount, RULE_SEED, MARK);
        program = compile(String.join("\n", rules));
        evaluator = new RuleEvaluator(program, new ThresholdTable(THRESHOLDS, 0));
        String letters = letters();
        String withMark = letters.substring(0, payloadLength - MARK.length()) + MARK;
        ordinary = decode(letters);
        marked = decode(withMark);
        Verified.equal("drop of an ordinary packet", VerdictWord.isDrop(judgeOrdinary()), slowMatch(letters));
        Verified.equal("drop of a marked packet", VerdictWord.isDrop(judgeMarked()), slowMatch(withMark));
    }

    private RuleProgram compile(String rules) {
        SourceText source = SourceText.of("bench.rules", rules.getBytes(StandardCharsets.ISO_8859_1));
        RuleFile file = RuleParser.parse(source, Variables.NONE, Classifications.standard());
        Verified.equal("usable rules", file.usable(), ruleCount);
        RuleCompiler.Compilation compilation = RuleCompiler.compile(file.rules());
        Verified.equal("refused rules", compilation.refusals(), List.of());
        return compilation.program();
    }

    private String letters() {
        return new Random(PAYLOAD_SEED)
                .ints(payloadLength, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private boolean slowMatch(String payload) {
        return ruleCount > 0
                && (payload.contains(MARK)
                        || RuleGenerator.literals(ruleCount - 1, RULE_SEED).stream()
                                .anyMatch(payload::contains));
    }

    private PacketView decode(String payload) {
        byte[] bytes = SamplePacket.IPV4_UDP.around(payload.getBytes(StandardCharsets.ISO_8859_1));
        MemorySegment memory = arena.allocate(bytes.length, Long.BYTES);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        PacketView view = new PacketView();
        new PacketDecoder(new FragmentStore(arena, FragmentLimits.DEFAULT))
                .decodeIp(memory, 0, bytes.length, bytes.length, 0, ChecksumMode.IGNORE, view);
        return view;
    }

    /// A packet that no rule matches, as nearly all are.
    @Benchmark
    public long judgeOrdinary() {
        return evaluator.decide(ordinary, null, matches);
    }

    /// A packet that the last rule drops, where there are rules.
    @Benchmark
    public long judgeMarked() {
        return evaluator.decide(marked, null, matches);
    }

    /// Frees the native memory, the evaluator's before the program's.
    @TearDown(Level.Trial)
    public void free() {
        evaluator.close();
        program.close();
        arena.close();
    }
}
