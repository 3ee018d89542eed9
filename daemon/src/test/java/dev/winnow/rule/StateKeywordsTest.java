package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.winnow.rule.option.BitCommand;
import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Capture;
import dev.winnow.rule.option.FlowOption.FlowBits;
import dev.winnow.rule.option.FlowOption.FlowInteger;
import dev.winnow.rule.option.FlowOption.FlowInteger.Operation;
import dev.winnow.rule.option.FlowOption.FlowMeasure;
import dev.winnow.rule.option.FlowOption.FlowMeasure.Measure;
import dev.winnow.rule.option.FlowOption.StreamSize;
import dev.winnow.rule.option.HostBits;
import dev.winnow.rule.option.HostBits.Owner;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.Operand;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.option.VariableTest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a rule asks and changes of a connection and of addresses. Suricata 7.0.10 takes and refuses the same.
class StateKeywordsTest {
    static Stream<Arguments> shouldReadAnOption() {
        return Stream.of(
                arguments("flowbits:set,a.b-c_d;", new FlowBits(BitCommand.SET, List.of("a.b-c_d"))),
                arguments("flowbits: unset, a ;", new FlowBits(BitCommand.UNSET, List.of("a"))),
                arguments("flowbits:toggle,a;", new FlowBits(BitCommand.TOGGLE, List.of("a"))),
                arguments("flowbits:isset,a | b|c;", new FlowBits(BitCommand.ISSET, List.of("a", "b", "c"))),
                arguments("flowbits:isset,|a|;", new FlowBits(BitCommand.ISSET, List.of("a"))),
                arguments("flowbits:isnotset,a&b;", new FlowBits(BitCommand.ISNOTSET, List.of("a&b"))),
                arguments("flowvar: a.b , \"x|01|y\";", variable(Capture.Owner.FLOW, "a.b", "x\1y")),
                arguments("flowvar:a,bob;", variable(Capture.Owner.FLOW, "a", "bob")),
                arguments("pktvar:a,\"b,c\";", variable(Capture.Owner.PACKET, "a", "b,c")),
                arguments("flowint:ab,+,1;", integer(Operation.ADD, Operand.of(1))),
                arguments("flowint: ab , - , cd;", integer(Operation.SUBTRACT, new Operand.Variable("cd"))),
                arguments("flowint:ab,=,4294967295;", integer(Operation.SET, Operand.of(0xFFFF_FFFFL))),
                arguments("flowint:ab,!=,0;", integer(Operation.NOT_EQUAL, Operand.of(0))),
                arguments("flowint:ab,==,0;", integer(Operation.EQUAL, Operand.of(0))),
                arguments("flowint:ab,isset;", new FlowInteger("ab", Operation.ISSET, Optional.empty())),
                arguments("flowint:ab,notset;", new FlowInteger("ab", Operation.NOTSET, Optional.empty())),
                arguments("flowint:ab,isnotset;", new FlowInteger("ab", Operation.NOTSET, Optional.empty())),
                arguments(
                        "stream_size:client,>,5;",
                        size(StreamSize.Side.CLIENT, NumberRange.between(6, Long.MAX_VALUE))),
                arguments("stream_size:server,<,5;", size(StreamSize.Side.SERVER, NumberRange.between(0, 4))),
                arguments("stream_size:both,!=,5;", size(StreamSize.Side.BOTH, new NumberRange(5, 5, true))),
                arguments("stream_size:either,=,5;", size(StreamSize.Side.EITHER, NumberRange.exactly(5))),
                arguments("flow.age:>5;", new FlowMeasure(Measure.AGE, NumberRange.between(6, Long.MAX_VALUE))),
                arguments("flow.pkts_toserver:5;", new FlowMeasure(Measure.PACKETS_TO_SERVER, NumberRange.exactly(5))),
                arguments("flow.pkts_toclient:5;", new FlowMeasure(Measure.PACKETS_TO_CLIENT, NumberRange.exactly(5))),
                arguments("flow.bytes_toserver:5;", new FlowMeasure(Measure.BYTES_TO_SERVER, NumberRange.exactly(5))),
                arguments("flow.bytes_toclient:5;", new FlowMeasure(Measure.BYTES_TO_CLIENT, NumberRange.exactly(5))),
                arguments("xbits:set,a,track ip_src;", new HostBits(BitCommand.SET, "a", Owner.SOURCE, 30)),
                arguments(
                        "xbits:isset, a,track ip_dst, expire 10;",
                        new HostBits(BitCommand.ISSET, "a", Owner.DESTINATION, 10)),
                arguments(
                        "xbits:toggle,a,track ip_pair,expire 1;", new HostBits(BitCommand.TOGGLE, "a", Owner.PAIR, 1)),
                arguments("hostbits:set,a;", new HostBits(BitCommand.SET, "a", Owner.SOURCE, 300)),
                arguments("hostbits:isnotset,a,dst;", new HostBits(BitCommand.ISNOTSET, "a", Owner.DESTINATION, 300)));
    }

    private static VariableTest variable(Capture.Owner owner, String name, String value) {
        return new VariableTest(owner, name, Bytes.ofLatin1(value));
    }

    private static FlowInteger integer(Operation operation, Operand operand) {
        return new FlowInteger("ab", operation, Optional.of(operand));
    }

    private static StreamSize size(StreamSize.Side side, NumberRange bytes) {
        return new StreamSize(side, bytes);
    }

    @ParameterizedTest
    @MethodSource
    void shouldReadAnOption(String written, RuleOption expected) {
        assertThat(Rules.options(written)).containsExactly(expected);
    }

    /// Suricata takes such a rule, and changes no bit with it.
    @ParameterizedTest
    @ValueSource(strings = {"set", "unset", "toggle"})
    void shouldChangeNoBitWhereSeveralAreNamed(String command) {
        RuleFile file = Rules.parse(Rules.withOptions("flowbits:" + command + ",a|b;"));
        assertThat(file.rules().getFirst().options()).isEmpty();
        assertThat(file.diagnostics().render(1)).contains("warning: `" + command + "` is for one bit");
    }

    @Test
    void shouldAlertThoughXbitsSaysNoalertAsInSuricata() {
        RuleFile file = Rules.parse(Rules.withOptions("xbits:set,a,track ip_src,expire 5,noalert;"));
        assertThat(file.rules().getFirst().options())
                .containsExactly(new HostBits(BitCommand.SET, "a", Owner.SOURCE, 5));
        assertThat(file.rules().getFirst().silent()).isFalse();
        assertThat(file.diagnostics().render(1)).contains("warning: `xbits` has no `noalert`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"noalert;", "flowbits:noalert;", "hostbits:noalert;"})
    void shouldBeSilentWhereTheRuleSaysSo(String option) {
        ResolvedRule rule = Rules.rule(Rules.withOptions(option));
        assertThat(rule.silent()).isTrue();
        assertThat(rule.options()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "flowbits:isset; ~ expected `command,name`",
                "flowbits:reset,a; ~ expected `set`, `unset`, `toggle`, `isset` or `isnotset`",
                "flowbits:set,a b; ~ the name of a bit has no spaces",
                "flowbits:set ,a; ~ expected `set`, `unset`, `toggle`, `isset` or `isnotset`",
                "xbits:set ,a,track ip_src; ~ expected `set`, `unset`, `toggle`, `isset` or `isnotset`",
                "flowint:a,isset; ~ the name begins with a letter",
                "flowint:a-b,+,1; ~ the name begins with a letter",
                "flowint:ab,+,c; ~ the name begins with a letter",
                "flowbits:isset,; ~ expected the name of a bit",
                "flowvar:a; ~ expected `name,\"bytes\"`",
                "flowvar:a,; ~ expected the bytes that the variable holds",
                "flowvar:a,!\"b\"; ~ what a variable does not hold cannot be asked for",
                "pktvar:a b,c; ~ the name of a variable has letters, digits, `_`, `-` and `.`",
                "flowint:ab; ~ expected `name,operation,value`",
                "flowint:ab,+; ~ `+` needs a value",
                "flowint:ab,!,1; ~ unknown operation `!`",
                "flowint:1ab,+,1; ~ the name begins with a letter",
                "flowint:ab,+,4294967296; ~ flowint must be 0..4294967295, got 4294967296",
                "stream_size:5; ~ expected `side,comparison,bytes`",
                "stream_size:Client,>,5; ~ expected `client`, `server`, `both` or `either`",
                "stream_size:client,!!,5; ~ expected one of `<`, `>`, `=`, `<=`, `>=` and `!=`",
                "stream_size:client,==,5; ~ expected one of `<`, `>`, `=`, `<=`, `>=` and `!=`",
                "stream_size:client,<,0; ~ no stream_size can satisfy `0`",
                "flow.age:x; ~ flow.age must be a number, got `x`",
                "xbits:set,a; ~ expected `command,name,track ip_src|ip_dst|ip_pair` and perhaps `,expire seconds`",
                "xbits:set,a,track both; ~ expected `ip_src`, `ip_dst` or `ip_pair`",
                "xbits:set,a,expire 5,track ip_src; ~ expected `expire` and a value",
                "xbits:set,a,track ip_src,expire 0; ~ expire must be 1..2147483647, got 0",
                "hostbits:set,a,both; ~ expected `src` or `dst`",
                "hostbits:set; ~ expected `command,name` and perhaps `,src` or `,dst`",
            })
    void shouldSayWhatIsWrong(String options, String message) {
        assertThat(Rules.complaint(Rules.withOptions(options))).startsWith(message);
    }
}
