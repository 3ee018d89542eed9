package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.PacketOption.IpProtocol;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpProtocolTest {
    private static final String ONE = "an `ip_proto` that names one protocol leaves nothing to another one";
    private static final String TWICE = "a rule has at most one `ip_proto` with `<`, and one with `>`";

    static Stream<Arguments> shouldReadAProtocol() {
        return Stream.of(
                arguments("ip_proto:47;", NumberRange.exactly(47)),
                arguments("ip_proto:\"47\";", NumberRange.exactly(47)),
                arguments("ip_proto:!GRE;", new NumberRange(47, 47, true)),
                arguments("ip_proto:<6;", NumberRange.between(0, 5)));
    }

    @ParameterizedTest
    @MethodSource
    void shouldReadAProtocol(String options, NumberRange expected) {
        assertThat(Rules.rule(rule("ip", options)).options()).containsExactly(new IpProtocol(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ip_proto:!6; ip_proto:!17; ip_proto:!1;",
                "ip_proto:>5; ip_proto:<20;",
                "ip_proto:<20; ip_proto:>5; ip_proto:!6;",
                "ip_proto:>5; ip_proto:<6;",
                "ip_proto:>20; ip_proto:!6;"
            })
    void shouldTakeWhatGoesTogether(String options) {
        assertThat(Rules.rule(rule("ipv6", options)).options()).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "ip_proto:6; ip_proto:6; ~ " + ONE,
                "ip_proto:!6; ip_proto:17; ~ " + ONE,
                "ip_proto:6; ip_proto:>5; ~ " + ONE,
                "ip_proto:>5; ip_proto:>7; ~ " + TWICE,
                "ip_proto:<5; ip_proto:!6; ip_proto:<9; ~ " + TWICE,
                "ip_proto:>20; ip_proto:<5; ~ no protocol can satisfy both `ip_proto`",
                "ip_proto:<5; ip_proto:>5; ~ no protocol can satisfy both `ip_proto`"
            })
    void shouldRefuseWhatDoesNot(String options, String message) {
        assertThat(Rules.complaint(rule("ip", options))).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "udp", "icmp", "sctp", "tcp-pkt", "http", "dns"})
    void shouldRefuseProtocolsWhereTheHeaderNamesOne(String protocol) {
        assertThat(Rules.complaint(rule(protocol, "ip_proto:!6;")))
                .isEqualTo("`ip_proto` is for rules whose header names no protocol but `ip`");
    }

    private static String rule(String protocol, String options) {
        return "alert " + protocol + " any any -> any any (" + options + " sid:1;)";
    }
}
