package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bodies that are not compressed although their header says so: what is in them is seen, however they are cut.
final class MislabelledBodyTest {
    @ParameterizedTest(name = "{0} in pieces of {1}")
    @CsvSource(textBlock = """
                    # the first byte of each looks like a deflated block to begin with; some bytes even come out of one
                    '{"name": "evil"}', 1
                    '{"name": "evil"}', 100
                    'GET /a HTTP/1.1 evil', 1
                    'GET /a HTTP/1.1 evil', 100
                    'ready or not, here comes something that is longer than what is tried, and it is evil', 1
                    'ready or not, here comes something that is longer than what is tried, and it is evil', 7
                    'ready or not, here comes something that is longer than what is tried, and it is evil', 100
                    """)
    void shouldBeSeenAsTheyAre(String text, int pieceLength) {
        String body = "\n" + text;
        assertThat(alerts(body, pieceLength, "evil")).isEqualTo(1);
        assertThat(alerts(body, pieceLength, "evil!")).isZero();
    }

    private static long alerts(String body, int pieceLength, String content) {
        List<String> turns = new ArrayList<>();
        turns.add("GET / HTTP/1.1^Host: a^^");
        turns.add("<HTTP/1.1 200 OK^Content-Encoding: gzip^Content-Length: %d^^".formatted(body.length()));
        for (int at = 0; at < body.length(); at += pieceLength) {
            turns.add("<" + body.substring(at, Math.min(body.length(), at + pieceLength)));
        }
        String rule = "alert http any any -> any any (file.data; content:\"" + content + "\"; sid:1;)";
        try (JudgedTraffic traffic = new JudgedTraffic(rule, false)) {
            Turns.packets(turns.toArray(String[]::new)).forEach(traffic::send);
            return traffic.alerts().size();
        }
    }
}
