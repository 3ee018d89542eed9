package dev.winnow.rule.option;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CaptureTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            (?P<flow_a>x)                        ~ flow:a 1
            (?<pkt_b>x)                          ~ pkt:b 1
            (?'flow_c'x)                         ~ flow:c 1
            (y)(?P<flow_a>x)                     ~ flow:a 2
            (?P<name>y)(?P<flow_a>(?P<pkt_b>x))  ~ flow:a 2, pkt:b 3
            (?:y)(?i)(?=z)(?!z)(?P<flow_a>x)     ~ flow:a 1
            (?<=y)(?<!z)(?P<flow_a>x)            ~ flow:a 1
            (*ANYCRLF)(?P<flow_a>x)              ~ flow:a 1
            \\((?P<flow_a>x)                     ~ flow:a 1
            [(](?P<flow_a>x)                     ~ flow:a 1
            []()](?P<flow_a>x)                   ~ flow:a 1
            [^](](?P<flow_a>x)                   ~ flow:a 1
            [\\](](?P<flow_a>x)                  ~ flow:a 1
            \\Q(((\\E(?P<flow_a>x)               ~ flow:a 1
            (?P<flow_>x)(?P<flow>y)(?P<my_a>z)   ~ ''
            (?P<flow_a                           ~ ''
            """)
    void shouldFindTheGroupsThatAreKept(String expression, String expected) {
        assertThat(Capture.named(expression).stream().map(capture -> capture + " " + capture.group()))
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(", "));
    }
}
