package dev.winnow.protocol.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// The examples are those of RFC 7541, appendix C.
final class HeaderDecoderTest {
    private final BlockPool blocks = new BlockPool(Arena.ofAuto(), 1 << 22);
    private final HeaderDecoder decoder = new HeaderDecoder(blocks);
    private final StreamNumbers numbers = new StreamNumbers();

    private String decode(byte[] block) {
        GrowingBytes bytes = new GrowingBytes(blocks, 1 << 16);
        bytes.append(MemorySegment.ofArray(block), 0, block.length);
        HeaderList headers = new HeaderList(blocks);
        decoder.decode(bytes, headers, numbers);
        ByteRange range = new ByteRange();
        headers.point(0, headers.count() == 0 ? 0 : headers.lineEnd(headers.count() - 1), range);
        byte[] text = range.memory().asSlice(range.offset(), range.length()).toArray(ValueLayout.JAVA_BYTE);
        return new String(text, StandardCharsets.ISO_8859_1).replace("\r\n", "|");
    }

    private String decode(String hex) {
        return decode(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Test
    void shouldDecodeOneHeader() {
        assertThat(decode("400a637573746f6d2d6b65790d637573746f6d2d686561646572"))
                .isEqualTo("custom-key: custom-header|");
        assertThat(decode("040c2f73616d706c652f70617468")).isEqualTo(":path: /sample/path|");
        assertThat(decode("100870617373776f726406736563726574")).isEqualTo("password: secret|");
        assertThat(decode("82")).isEqualTo(":method: GET|");
    }

    @Test
    void shouldDecodeRequestsThatReferToEachOther() {
        assertThat(decode("828684410f7777772e6578616d706c652e636f6d"))
                .isEqualTo(":method: GET|:scheme: http|:path: /|:authority: www.example.com|");
        assertThat(decode("828684be58086e6f2d6361636865"))
                .isEqualTo(":method: GET|:scheme: http|:path: /|:authority: www.example.com|cache-control: no-cache|");
        assertThat(decode("828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565"))
                .isEqualTo(":method: GET|:scheme: https|:path: /index.html|:authority: www.example.com|"
                        + "custom-key: custom-value|");
    }

    @Test
    void shouldDecodeHuffmanCodes() {
        assertThat(decode("828684418cf1e3c2e5f23a6ba0ab90f4ff"))
                .isEqualTo(":method: GET|:scheme: http|:path: /|:authority: www.example.com|");
        assertThat(decode("828684be5886a8eb10649cbf")).endsWith("cache-control: no-cache|");
        assertThat(decode("828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf")).endsWith("custom-key: custom-value|");
    }

    @Test
    void shouldForgetTheOldestHeadersOfASmallTable() {
        decode("3fe101");
        assertThat(numbers.get(StreamNumbers.SIZE_UPDATE, 0)).isEqualTo(256);
        assertThat(decode("488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff"
                        + "6e919d29ad171863c78f0b97c8e9ae82ae43d3"))
                .isEqualTo(":status: 302|cache-control: private|date: Mon, 21 Oct 2013 20:13:21 GMT|"
                        + "location: https://www.example.com|");
        assertThat(decode("4883640effc1c0bf"))
                .isEqualTo(":status: 307|cache-control: private|date: Mon, 21 Oct 2013 20:13:21 GMT|"
                        + "location: https://www.example.com|");
        assertThat(decode("88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335"
                        + "dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007"))
                .isEqualTo(":status: 200|cache-control: private|date: Mon, 21 Oct 2013 20:13:22 GMT|"
                        + "location: https://www.example.com|content-encoding: gzip|"
                        + "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1|");
    }

    @Test
    void shouldKeepTheTableThroughManyMoreHeadersThanItHolds() {
        for (int i = 0; i < 5000; i++) {
            String value = "value-" + i;
            decode(Http2Messages.added("name-" + i % 7, value));
            assertThat(decode("be")).isEqualTo("name-" + i % 7 + ": " + value + "|");
            if (i >= 63) {
                assertThat(decode("fd")).endsWith(": value-" + (i - 63) + "|");
            }
        }
    }

    @Test
    void shouldUnderstandNothingBehindWhatItCannotUnderstand() {
        for (String hex : new String[] {
            "80", "be", "ffffffffff7f", "4083", "40", "7f", "00 03 61", "00 81 00 00", "00 84 ff ff ff ff 00"
        }) {
            decoder.clear();
            decode(hex);
            assertThat(decoder.isBroken()).as(hex).isTrue();
            assertThat(decode("82")).isEmpty();
        }
    }

    @Test
    void shouldBoundTheHeaders() {
        decode(Http2Messages.added("x", "y".repeat(100)));
        byte[] bomb = new byte[60_000];
        java.util.Arrays.fill(bomb, (byte) 0xBE);
        assertThat(decode(bomb).split("\\|")).hasSizeLessThanOrEqualTo(512);
    }

    @Property(tries = 2000)
    void shouldNeverThrow(@ForAll @Size(max = 60) byte[] block) {
        decode(block);
        assertThat(blocks.lentBytes()).isNotNegative();
    }
}
