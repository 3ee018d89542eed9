package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.detect.cache.DatabaseCache;
import dev.winnow.rule.syntax.Action;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleCompilerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "byte_math:bytes 1, offset 0, oper /, rvalue 0, result x; byte_test:1,>,x,0;",
                "dsize:<7; content:\"1234567\";",
                "dsize:1<>7; content:\"1234567\";",
                "http.uri; bsize:<3; content:\"abc\";",
                "app-layer-event:applayer_proto_detection_skipped;",
                "stream-event:EST_SYNACK_RESEND;",
                "decode-event:IPV4.PKT_TOO_SMALL;",
                "stream_size:client,!,1;",
                "content:\"a\"; priority:0;",
                "content:\"a\"; priority:65536;",
                "content:!\"a\"; pcre:\"/b/R\";",
                "http.uri; pcre:\"/b/R\";",
                "http.uri; pcre:\"/b/UR\";",
                "pcre:\"/a/U\"; pcre:\"/b/UR\";",
                "content:\"a\"; http_uri; pcre:\"/b/UR\";",
                "uricontent:\"a\"; pcre:\"/b/UR\";",
                "flags: SA , 12;",
                "flags:+ S;",
                "flowbits: set, a;",
                "tos:\"5\"; app-layer-protocol:\"http\";",
                "byte_extract:1,0,1; byte_test:1,=,1,0;",
                "byte_extract:1,0,_a; byte_math:bytes 1, offset 0, oper +, rvalue _a, result 2z;",
                "tls.store; content:\"a\";",
            })
    void shouldTakeWhatSuricataTakes(String options) {
        RuleCompiler.Compilation compilation =
                RuleCompiler.compile(TestRules.parse("alert tcp any any -> any any (" + options + " sid:1;)"));
        try (RuleProgram program = compilation.program()) {
            assertThat(compilation.refusals()).isEmpty();
            assertThat(program.ruleCount()).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseARuleWhoseRegexIsNoneAndKeepTheOthers() {
        String rules = "alert tcp any any -> any any (pcre:\"/a(/\"; sid:1;)\n"
                + "alert tcp any any -> any any (pcre:\"/a/\"; sid:2;)";
        RuleCompiler.Compilation compilation = RuleCompiler.compile(TestRules.parse(rules));
        try (RuleProgram program = compilation.program()) {
            assertThat(program.ruleCount()).isEqualTo(1);
            assertThat(compilation.refusals()).singleElement().satisfies(refusal -> {
                assertThat(refusal.rule().identity().sid()).isEqualTo(1);
                assertThat(refusal.reason()).isNotBlank();
            });
        }
    }

    @Test
    void shouldShareLiteralsAndRegexesBetweenRules() {
        String rules = IntStream.rangeClosed(1, 100)
                .mapToObj(sid -> "alert tcp any any -> any any (content:\"same\"; pcre:\"/s.me/\"; sid:" + sid + ";)")
                .collect(Collectors.joining("\n"));
        try (Judge judge = new Judge(rules)) {
            assertThat(judge.program().statistics().groups().getFirst().patterns())
                    .isEqualTo(1);
            assertThat(judge.program().statistics().regexes()).isEqualTo(1);
        }
    }

    @Test
    void shouldTellLiteralsApartByCase() {
        String rules = """
                alert tcp any any -> any any (content:"Same"; sid:1;)
                alert tcp any any -> any any (content:"Same"; nocase; sid:2;)
                alert tcp any any -> any any (content:"sAME"; nocase; sid:3;)
                """;
        try (Judge judge = new Judge(rules)) {
            assertThat(judge.program().statistics().groups().getFirst().patterns())
                    .isEqualTo(2);
            assertThat(judge.alerts(TestPackets.tcp("same"))).containsExactly(2L, 3L);
            assertThat(judge.alerts(TestPackets.tcp("Same"))).containsExactly(1L, 2L, 3L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag:session", "tag:session,5,packets", "tag:host,2,seconds,src", "tag:host,100,bytes,dst"})
    void shouldAlertAlikeWhetherOrNotWhatFollowsIsTagged(String tag) {
        String rules = """
                alert tcp any any -> any any (content:"same"; %1$s; sid:1;)
                alert tcp any any -> any any (%1$s; content:"other"; sid:2;)
                """.formatted(tag);
        try (Judge judge = new Judge(rules)) {
            assertThat(judge.alerts(TestPackets.tcp("same"))).containsExactly(1L);
            assertThat(judge.alerts(TestPackets.tcp("more"))).isEmpty();
        }
    }

    @Test
    void shouldLetActionsSpeakInTheOrderThatIsAskedFor() {
        String rules = """
                pass tcp any any -> any any (content:"same"; sid:1;)
                drop tcp any any -> any any (content:"same"; sid:2;)
                alert tcp any any -> any any (content:"same"; priority:1; sid:3;)
                alert tcp any any -> any any (content:"same"; priority:1; sid:4;)
                """;
        List<Action> order = List.of(Action.ALERT, Action.DROP, Action.PASS);
        try (RuleProgram program = RuleCompiler.compile(
                        TestRules.parse(rules), order::indexOf, List.of(), RuleData.NONE, DatabaseCache.none())
                .program()) {
            assertThat(IntStream.range(0, 4)
                            .mapToObj(i -> program.rule(i).identity().sid()))
                    .containsExactly(3L, 4L, 2L, 1L);
        }
    }
}
