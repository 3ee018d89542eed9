package dev.winnow.detect.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.detect.TestBuffers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How much of a buffer a match needed, so that a window over a stream is not reported twice.
final class MatchEndTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            content:"b";                                ~ abab   ~ 2
            content:"a"; content:"b";                   ~ bxa    ~ 3
            content:"a"; content:"b"; distance:1;       ~ abab   ~ 4
            content:"a"; content:"c"; within:1;         ~ abacx  ~ 4
            pcre:"/a+b/";                               ~ xaab   ~ 4
            pcre:"/a/"; content:"b"; within:1;          ~ axaba  ~ 4
            content:"a"; content:!"q";                  ~ axxx   ~ 1
            content:!"q";                               ~ axxx   ~ 0
            content:"a"; isdataat:2,relative;           ~ axxx   ~ 3
            content:"a"; isdataat:!5,relative;          ~ axxx   ~ 1
            isdataat:2;                                 ~ axxx   ~ 3
            byte_test:2,>,0,1;                          ~ axxx   ~ 3
            byte_jump:1,0,from_beginning,post_offset -94; ~ axxx ~ 3
            content:"x"; byte_extract:1,0,v,relative; byte_test:1,=,v,0; ~ axax ~ 3
            base64_decode:bytes 4; base64_data; content:"aaa"; ~ YWFhxx ~ 4
            """)
    void shouldTellHowManyBytesTheMatchNeeded(String options, String bytes, int end) {
        try (TestBuffers buffers = new TestBuffers(options)) {
            assertThat(buffers.matches(bytes)).isTrue();
            assertThat(buffers.matchEnd()).isEqualTo(end);
            for (int shorter = 1; shorter < end; shorter++) {
                assertThat(buffers.matches(bytes.substring(0, shorter))).isFalse();
            }
        }
    }
}
