package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Hundreds of small rules over a few dozen packets, with the packets that each must match: every form of the keywords
/// about payloads and headers. The table says where its answers are from.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeywordTableTest {
    private final Arena arena = Arena.ofConfined();
    private final List<MemorySegment> packets = new ArrayList<>();
    private final Map<Long, Line> lines = new TreeMap<>();
    private Map<Long, List<Integer>> matched;

    /// @param expected numbers of packets, from 1
    record Line(long sid, List<Integer> expected, String rule) {
        static Line of(String line) {
            String[] parts = line.split(" ~ ", 2);
            List<Integer> expected = parts[0].equals("-")
                    ? List.of()
                    : Arrays.stream(parts[0].split(" ", -1))
                            .map(Integer::valueOf)
                            .toList();
            String digits = parts[1].replaceAll(".*sid:(\\d+);\\)", "$1");
            return new Line(Long.parseLong(digits), expected, parts[1]);
        }
    }

    @BeforeAll
    void judgeAll() throws IOException {
        read();
        String rules = lines.values().stream().map(Line::rule).collect(Collectors.joining("\n"));
        matched = lines.keySet().stream().collect(Collectors.toMap(sid -> sid, _ -> new ArrayList<>()));
        try (Judge judge = new Judge(rules, new Matches(lines.size()))) {
            for (int i = 0; i < packets.size(); i++) {
                int number = i + 1;
                judge.alerts(TestPackets.view(packets.get(i), 0))
                        .forEach(sid -> matched.get(sid).add(number));
            }
        }
    }

    private void read() throws IOException {
        try (InputStream in = KeywordTableTest.class.getResourceAsStream("keyword-table.txt")) {
            new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).lines().forEach(this::read);
        }
    }

    private void read(String line) {
        if (line.startsWith("packet ")) {
            byte[] bytes = HexFormat.of().parseHex(line.substring("packet ".length()));
            packets.add(arena.allocate(bytes.length).copyFrom(MemorySegment.ofArray(bytes)));
        } else if (!line.startsWith("#")) {
            Line read = Line.of(line);
            lines.put(read.sid(), read);
        }
    }

    @AfterAll
    void free() {
        arena.close();
    }

    List<Line> shouldMatchThePacketsThatTheTableSays() {
        assertThat(lines).hasSizeGreaterThan(300);
        return List.copyOf(lines.values());
    }

    @ParameterizedTest
    @MethodSource
    void shouldMatchThePacketsThatTheTableSays(Line line) {
        assertThat(matched.get(line.sid())).as(line.rule()).isEqualTo(line.expected());
    }
}
