package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.attack.AttackListener;
import dev.winnow.config.ConfigException;
import dev.winnow.config.ConfigLoader;
import dev.winnow.config.WinnowConfig;
import dev.winnow.detect.Matches;
import dev.winnow.detect.RuleCompiler;
import dev.winnow.detect.RuleProgram;
import dev.winnow.event.PacketSource;
import dev.winnow.flow.Flow;
import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.RuleParser;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.SourceText;
import dev.winnow.verdict.Enforcement;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the configuration says reaches the judges that an engine makes.
final class EngineTest {
    /// Interpreted, because machine code has no depth limit.
    private static final String BACKTRACKS =
            "alert tcp any any -> any any (pcre:\"/(*NO_JIT)^a[^z]{0,40}?y/\"; sid:1;)";
    private static final String RETRIES =
            "alert tcp any any -> any any (content:\"a\"; content:\"c\"; distance:0; within:1; sid:1;)";

    @ParameterizedTest
    @CsvSource({
        "pcre.match-limit=3500, 1",
        "pcre.match-limit=20, 0",
        "pcre.match-limit-recursion=1500, 1",
        "pcre.match-limit-recursion=1, 0",
    })
    void shouldLimitRegexesAsConfigured(String setting, long alerts) throws ConfigException {
        assertThat(judge(BACKTRACKS, "a".repeat(30) + "y", setting).get(LaneCounter.ALERTS))
                .isEqualTo(alerts);
    }

    @ParameterizedTest
    @CsvSource({
        "detect.inspection-recursion-limit=3000, 1",
        "detect.inspection-recursion-limit=20, 0",
    })
    void shouldLimitAttemptsAtContentsAsConfigured(String setting, long alerts) throws ConfigException {
        assertThat(judge(RETRIES, "a".repeat(100) + "c", setting).get(LaneCounter.ALERTS))
                .isEqualTo(alerts);
    }

    /// One packet's counters.
    private static CounterSnapshot judge(String rules, String payload, String setting) throws ConfigException {
        WinnowConfig config = ConfigLoader.load(Optional.empty(), ConfigLoader.Origin.OWN, List.of(setting))
                .config();
        LaneCounters counters = new LaneCounters();
        try (Engine engine = new Engine(config, program(rules));
                PacketJudge judge =
                        engine.newJudge(counters, new Deaf(), new AttackListener() {}, Enforcement.WATCHING, false)) {
            MemorySegment packet = PacketBuilder.raw()
                    .ipv4("198.18.0.1", "198.18.0.2")
                    .tcp(40_000, 80)
                    .payload(payload)
                    .build();
            int length = (int) packet.byteSize();
            judge.judgeIp(packet, 0, length, length, 1, ChecksumMode.VALIDATE);
        }
        return CounterSnapshot.of(List.of(counters));
    }

    private static RuleProgram program(String rules) {
        return RuleCompiler.compile(
                        RuleParser.parse(new SourceText("test", rules), Variables.NONE, Classifications.standard())
                                .rules())
                .program();
    }

    private static final class Deaf implements JudgementListener {
        @Override
        public void matched(PacketView view, Flow flow, Matches matches, long verdictWord, PacketSource source) {}

        @Override
        public void dropped(PacketView view, Flow flow, long verdictWord) {}
    }
}
