package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Segments that overlap with other bytes in them: what is judged is what the receiver reads, whatever system he runs.
final class OverlapReadingTest {
    private static final String HANDSHAKE = "aaa";
    private static final String BYTES = "abcdefghij";
    /// Of a segment that comes behind one with the fifth byte to the eighth: its first byte and its last.
    private static final int[][] LATER = {{3, 6}, {5, 8}, {5, 10}, {5, 6}, {7, 10}};

    /// @param winners for each of the later segments, whether its bytes count, `l`, or the earlier one's
    @ParameterizedTest
    @CsvSource({
        "bsd, l----",
        "linux, l-l--",
        "old-linux, lll--",
        "solaris, -ll-l",
        "vista, -----",
        "windows, l----",
        "macos, l----",
        "hpux11, -ll-l"
    })
    void shouldReadOverlapsAsTheirReceiverDoes(String host, String winners) {
        for (int i = 0; i < LATER.length; i++) {
            int from = LATER[i][0];
            int to = LATER[i][1];
            TcpScript script = new TcpScript();
            List<byte[]> packets = new ArrayList<>(script.handshake());
            packets.add(script.client(5, BYTES.substring(4, 8)));
            packets.add(script.client(from, BYTES.substring(from - 1, to).toUpperCase(Locale.ROOT)));
            packets.add(script.client(1, BYTES.substring(0, Math.min(from, 5) - 1)));
            packets.add(script.client(Math.max(to, 8) + 1, BYTES.substring(Math.max(to, 8))));

            assertRead(host, read(from, to, winners.charAt(i) == 'l'), packets);
        }
    }

    private static String read(int from, int to, boolean laterCounts) {
        StringBuilder read = new StringBuilder();
        for (int place = 1; place <= BYTES.length(); place++) {
            boolean isLaters = place >= from && place <= to && (laterCounts || place < 5 || place > 8);
            char letter = BYTES.charAt(place - 1);
            read.append(isLaters ? Character.toUpperCase(letter) : letter);
        }
        return read.toString();
    }

    private static void assertRead(String host, String read, List<byte[]> packets) {
        String rule = "alert tcp any any -> any any (content:\"" + read + "\"; sid:1;)";
        String key = "host-os-policy." + host + "=[0.0.0.0/0]";
        try (JudgedTraffic traffic = new JudgedTraffic(rule, false, key)) {
            packets.forEach(traffic::send);
            assertThat(traffic.end().alerts()).as(read).containsExactly(1L);
        }
        try (JudgedTraffic traffic = new JudgedTraffic(rule, true, key)) {
            packets.forEach(traffic::send);
            assertThat(traffic.verdicts()).isEqualTo(HANDSHAKE + "adaa");
        }
    }
}
