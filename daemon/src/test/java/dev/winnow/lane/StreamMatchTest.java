package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How often a rule speaks of what a stream holds more than once: with each packet that brings it anew, also where it
/// is still shown from before.
final class StreamMatchTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            content:"evil"                                | evil / evil / evil        | 3
            content:"evil"                                | evil / good / evil        | 2
            content:"evil"                                | evil / ev / il            | 2
            content:"evil"                                | evilevilevilevil / evil   | 2
            content:"evil"; content:"day"; distance:0     | evil day / evil day       | 2
            content:"evil"; content:"day"; distance:0     | evil day / evil / day     | 2
            content:"evil"; content:"day"; distance:0     | evil day / good / night   | 1
            content:"evil"; content:!"day"                | evil / evil day / evil    | 1
            content:"evil"; offset:4; depth:8             | good evil / good evil     | 1
            pcre:"/ev[i1]l/"                              | evil / ev1l / evel        | 2
            """)
    void shouldAlertWheneverItComesAnew(String options, String segments, int alerts) {
        String rule = "alert tcp-stream any any -> any any (" + options + "; sid:1;)";
        try (JudgedTraffic traffic = new JudgedTraffic(rule, true)) {
            TcpScript script = new TcpScript();
            script.handshake().forEach(traffic::send);
            int place = 1;
            for (String segment : segments.split(" / ", -1)) {
                traffic.send(script.client(place, segment));
                place += segment.length();
            }
            assertThat(traffic.end().alerts()).isEqualTo(Collections.nCopies(alerts, 1L));
        }
    }
}
