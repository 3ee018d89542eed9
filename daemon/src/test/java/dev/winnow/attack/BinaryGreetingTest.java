package dev.winnow.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryGreetingTest {
    /// BitTorrent's encrypted handshake begins with a number of so many bytes.
    private static final int HANDSHAKE = 96;

    private static final int MANY = 10_000;

    private static boolean greets(byte[] bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(bytes.length, 1).copyFrom(MemorySegment.ofArray(bytes));
            return BinaryGreeting.greets(memory, 0, bytes.length);
        }
    }

    private static boolean greets(String bytes) {
        return greets(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "g",
                "\r\nGET / HTTP/1.1\r\n\r\n",
                "\r\n\r\n",
                "GET /\u00e9 HTTP/1.1\r\n",
                "BASELINE-CONTROL-AND-MORE-\u0000",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "QUIT\n\u0000",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "PROXY TCP4 198.18.0.1 198.18.0.2 1 2\r\n",
                "\r\n\r\n\u0000\r\nQUIT\n!\u0011",
                "\u0016\u0003\u0001\u0002\u0000\u0001",
            })
    void shouldLetThroughWhatAWebServerMayBeTold(String bytes) {
        assertThat(greets(bytes)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                " GET / HTTP/1.1\r\n",
                "G\u0001T / HTTP/1.1\r\n",
                "GE\u007f / HTTP/1.1\r\n",
                "\u00e3\u0003\u0000\u0000\u0000\u0002ab",
                "\u0013OtherTorrent protocol",
                "\u0016\u0002",
                "\u0003\u0000\u0000\u0013\u000e",
                "\r\n\r\n\u0000\r\nQUIP\n",
                "abc\u00ff def",
            })
    void shouldKnowWhatNoClientOfAWebServerSends(String bytes) {
        assertThat(greets(bytes)).isTrue();
    }

    @Test
    void shouldKnowAlmostAllBytesAtRandom() {
        Random random = new Random(5);
        int known = 0;
        for (int i = 0; i < MANY; i++) {
            byte[] bytes = new byte[HANDSHAKE];
            random.nextBytes(bytes);
            known += greets(bytes) ? 1 : 0;
        }
        assertThat(known).isGreaterThan(MANY * 99 / 100);
    }
}
