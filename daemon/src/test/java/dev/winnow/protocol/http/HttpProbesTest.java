package dev.winnow.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Direction;
import dev.winnow.rule.option.Field;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ordinary, odd and hostile connections, and every field that Suricata 7.0.10 sees in them.
final class HttpProbesTest {
    private static final Map<String, Field> FIELDS = Arrays.stream(Field.values())
            .filter(field -> field.keyword().startsWith("http.") || field == Field.FILE_DATA)
            .filter(field -> field != Field.HTTP_REQUEST_HEADER && field != Field.HTTP_RESPONSE_HEADER)
            .collect(Collectors.toMap(Field::keyword, field -> field));

    private static final Pattern ESCAPE = Pattern.compile("\\\\(x..|.)");

    /// One connection.
    ///
    /// @param lines what is said, in order
    /// @param values what is seen, by field and direction
    record Probe(String name, List<String> lines, Map<String, Set<String>> values) {
        @Override
        public String toString() {
            return name;
        }

        void addLine(String line) {
            int space = line.indexOf(' ');
            if (space > 1) {
                String[] all = line.substring(space + 2).split("\\|", -1);
                values.put(
                        line.substring(0, space),
                        Arrays.stream(all)
                                .limit(all.length - 1L)
                                .map(HttpProbesTest::unescape)
                                .collect(Collectors.toCollection(TreeSet::new)));
            } else {
                lines.add(line);
            }
        }
    }

    static List<Probe> probes() throws IOException {
        List<Probe> probes = new ArrayList<>();
        try (InputStream in = HttpProbesTest.class.getResourceAsStream("probes.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n", -1)) {
                if (line.startsWith("= ")) {
                    probes.add(new Probe(line.substring(2), new ArrayList<>(), new TreeMap<>()));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    probes.getLast().addLine(line);
                }
            }
        }
        return probes;
    }

    static Stream<Probe> all() throws IOException {
        return probes().stream();
    }

    private static String unescape(String text) {
        return ESCAPE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found.group())));
    }

    private static String character(String escape) {
        return switch (escape.charAt(1)) {
            case 'r' -> "\r";
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'x' -> Character.toString(Integer.parseInt(escape.substring(2), 16));
            default -> escape.substring(1);
        };
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldSeeTheSameFields(Probe probe) {
        Map<String, Set<String>> seen = new TreeMap<>();
        try (HttpWire wire = new HttpWire(Integer.MAX_VALUE)) {
            for (String line : probe.lines()) {
                say(wire, line);
            }
            wire.end();
            for (int i = 0; i < wire.parser().transactionCount(); i++) {
                collect(wire, i, seen);
            }
        }
        assertThat(seen).isEqualTo(probe.values());
    }

    private static void say(HttpWire wire, String line) {
        Direction direction =
                line.indexOf('<') >= 0 && line.indexOf('<') < 3 ? Direction.TO_CLIENT : Direction.TO_SERVER;
        if (line.charAt(0) == '!') {
            wire.parser().gap(direction, Long.parseLong(line.substring(4)));
        } else {
            wire.write(direction, unescape(line.substring(2)));
        }
    }

    private static void collect(HttpWire wire, int transaction, Map<String, Set<String>> seen) {
        FIELDS.forEach((keyword, field) -> {
            for (Direction direction : Direction.values()) {
                String value = wire.field(transaction, field, direction, 0);
                if (value != null && !value.isEmpty()) {
                    seen.computeIfAbsent(keyword + (direction == Direction.TO_SERVER ? ">" : "<"), _ -> new TreeSet<>())
                            .add(value);
                }
            }
        });
    }
}
