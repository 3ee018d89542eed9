package dev.winnow.detect.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.detect.TestBuffers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What counts from a body's start counts from there in every window of it.
final class BodyPositionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            content:"abc";                        ~ abc    ~ 100 ~ true
            content:"abc"; depth:103;             ~ abc    ~ 100 ~ true
            content:"abc"; depth:102;             ~ abc    ~ 100 ~ false
            content:"abc"; offset:100;            ~ abc    ~ 100 ~ true
            content:"abc"; offset:101;            ~ abc    ~ 100 ~ false
            content:"abc"; offset:101; depth:3;   ~ xabc   ~ 100 ~ true
            content:"abc"; offset:101; depth:3;   ~ xxabc  ~ 100 ~ false
            content:"abc"; startswith;            ~ abc    ~ 0   ~ true
            content:"abc"; startswith;            ~ abc    ~ 100 ~ false
            content:"abc"; endswith;              ~ xabc   ~ 100 ~ true
            content:!"abc"; depth:103;            ~ abc    ~ 100 ~ false
            content:!"abc"; depth:102;            ~ abc    ~ 100 ~ true
            content:"a"; content:"b"; distance:1; ~ axb    ~ 100 ~ true
            bsize:103;                            ~ abc    ~ 100 ~ true
            bsize:3;                              ~ abc    ~ 100 ~ false
            isdataat:102;                         ~ abc    ~ 100 ~ true
            isdataat:103;                         ~ abc    ~ 100 ~ false
            isdataat:!103;                        ~ abc    ~ 100 ~ true
            content:"a"; isdataat:!3,relative;    ~ abc    ~ 100 ~ true
            byte_test:1,=,0x62,101;               ~ abc    ~ 100 ~ true
            byte_test:1,=,0x61,0;                 ~ abc    ~ 100 ~ false
            byte_jump:1,100,from_beginning,post_offset 5; content:"c"; within:1; ~ abc ~ 100 ~ true
            base64_decode:offset 101; base64_data; content:"aaa"; ~ xYWFh ~ 100 ~ true
            base64_decode:offset 0; base64_data; content:"aaa"; ~ YWFh ~ 100 ~ false
            """)
    void shouldCountFromTheBodysStart(String options, String bytes, long position, boolean expected) {
        try (TestBuffers buffers = new TestBuffers("http.request_body; " + options)) {
            assertThat(buffers.matches(bytes.getBytes(StandardCharsets.ISO_8859_1), position))
                    .isEqualTo(expected);
        }
    }
}
