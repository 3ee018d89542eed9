package dev.winnow.detect.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.winnow.detect.TestBuffers;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `asn1` on bytes that fulfil it and on bytes that just do not, where `-` stands for 256 bytes, each '1'. Suricata
/// 7.0.10 was asked about lines like these.
final class Asn1KeywordTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            asn1:bitstring_overflow; ~ 030109 ~ 030105
            asn1:bitstring_overflow; ~ 030109 ~ 03020901
            asn1:bitstring_overflow; ~ 3003030109 ~ 3003030105
            asn1:bitstring_overflow; ~ 030109 ~ 830109
            asn1:bitstring_overflow; ~ 02013130030301097878 ~ 30040301097878
            asn1:bitstring_overflow, absolute_offset 4; ~ 41424344030109 ~ 414243030109
            asn1:bitstring_overflow absolute_offset 1; ~ 41030109 ~ 030109
            content:"AB"; asn1:bitstring_overflow, relative_offset 2; ~ 41424344030109 ~ 4142030109
            content:"C"; asn1:bitstring_overflow, relative_offset -4; ~ 03010943 ~ 0301430943
            asn1:double_overflow; ~ 0982010100- ~ 098200ff00-
            asn1:double_overflow; ~ 0982010100- ~ 0982010140-
            asn1:double_overflow; ~ 308201050982010100- ~ 308201050982010140-
            asn1:double_overflow; ~ 0982010100- ~ 89 82010100-
            asn1:double_overflow, bitstring_overflow; ~ 030109 ~ 030108
            asn1:oversize_length 256; ~ 0482010100- ~ 04820100-
            asn1:oversize_length 256; ~ 30800482010131-0000 ~ 308004820100-0000
            asn1:oversize_length 2; ~ 0403616161 ~ 04026161
            asn1:oversize_length 2; ~ 1f8101 03616161 ~ 1f8101 026161
            asn1:oversize_length 2; ~ 0403616161 ~ 0484ffffffff616161
            asn1:oversize_length 2; ~ 0403616161 ~ 04046161
            asn1:oversize_length 2; ~ a003414243 ~ 3003414243
            asn1:oversize_length 0; ~ 0c0161 ~ 0c00
            """)
    void shouldTellApartWhatMatchesAndWhatNearlyDoes(String options, String matching, String near) {
        try (TestBuffers buffers = new TestBuffers(options)) {
            assertThat(buffers.matches(bytes(matching))).isTrue();
            assertThat(buffers.matches(bytes(near))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a003030109", "a00530030301 09", "6005a003030109"})
    void shouldLookIntoElementsOfAnyClass(String hex) {
        try (TestBuffers buffers = new TestBuffers("asn1:bitstring_overflow;")) {
            assertThat(buffers.matches(bytes(hex))).isTrue();
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", "").replace("-", "31".repeat(256)));
    }

    @Property(tries = 2000)
    void shouldReadAnyBytes(@ForAll @Size(max = 60) byte[] bytes) {
        try (TestBuffers buffers = new TestBuffers("asn1:bitstring_overflow, double_overflow, oversize_length 50;")) {
            assertThatCode(() -> buffers.matches(bytes)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({"1,true", "120,true", "200,false"})
    void shouldGoDownToABoundedDepth(int depth, boolean expected) {
        String indefinite = "3080".repeat(depth) + "030109" + "0000".repeat(depth);

        try (TestBuffers buffers = new TestBuffers("asn1:bitstring_overflow;")) {
            assertThat(buffers.matches(HexFormat.of().parseHex(indefinite))).isEqualTo(expected);
        }
    }
}
