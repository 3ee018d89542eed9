package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.ResolvedRule;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FastLiteralTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            content:"aa"; content:"QZ"                                             ~ false ~ pkt_data        ~ QZ
            content:"aaaaaaaa"; content:"eaton"; nocase                            ~ false ~ pkt_data        ~ eaton
            content:"a"; fast_pattern; content:"QZQZ"                              ~ false ~ pkt_data        ~ a
            content:"abcdef"; fast_pattern:2,3; content:"QZQZ"                     ~ false ~ pkt_data        ~ cde
            content:!"QZ"; content:"a"                                             ~ false ~ pkt_data        ~ a
            content:!"QZ"                                                          ~ false ~                 ~
            http.method; content:"GET"; http.host; content:"a.io"                  ~ true  ~ http.host       ~ a.io
            http.host; content:"io"; http.header_names; content:"|0d 0a|User-Agent" ~ true ~ http.host       ~ io
            http.stat_code; content:"200"; file.data; content:"ab"                 ~ true  ~ file.data       ~ ab
            http.method; content:"GET"; http.content_type; content:"text/html"     ~ true  ~ http.content_type ~ text/html
            http.method; content:"GET"; fast_pattern; http.host; content:"a.io"    ~ true  ~ http.method     ~ GET
            content:"QZQZQZ"; http.host; content:"a.io"                            ~ true  ~ http.host       ~ a.io
            """)
    void shouldChooseWhatTellsMost(String options, boolean transactional, String buffer, String literal) {
        ResolvedRule rule = TestRules.parse("alert ip any any -> any any (" + options + "; sid:1;)")
                .getFirst();

        Optional<FastLiteral.Placed> chosen = FastLiteral.of(rule, transactional);

        assertThat(chosen.map(placed -> placed.buffer().name())).isEqualTo(Optional.ofNullable(buffer));
        assertThat(chosen.map(placed -> placed.literal().bytes().toRuleText())).isEqualTo(Optional.ofNullable(literal));
    }
}
