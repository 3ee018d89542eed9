package dev.winnow.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Direction;
import dev.winnow.rule.option.Field;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ordinary, odd and hostile connections of TLS and DNS, and the fields that Suricata 7.0.10 sees in them.
final class ProtocolProbesTest {
    private static final List<Field> FIELDS = List.of(
            Field.TLS_SNI,
            Field.JA3_STRING,
            Field.JA3S_STRING,
            Field.TLS_CERT_SUBJECT,
            Field.TLS_CERT_ISSUER,
            Field.TLS_CERT_SERIAL,
            Field.TLS_CERT_FINGERPRINT,
            Field.DNS_QUERY);

    /// One connection.
    ///
    /// @param name transport, port and a name, with spaces between them
    /// @param lines what is said, in order
    /// @param values what is seen, by field
    record Probe(String name, List<String> lines, Map<String, Set<String>> values) {
        @Override
        public String toString() {
            return name;
        }

        void addLine(String line) {
            int space = line.indexOf(' ');
            if (space == 1) {
                lines.add(line);
            } else {
                values.put(
                        line.substring(0, space),
                        Arrays.stream(line.substring(space + 1).split(" ", -1))
                                .map(value -> new String(decode(value), StandardCharsets.ISO_8859_1))
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        }

        Talk open() {
            String[] words = name.split(" ", 3);
            int port = Integer.parseInt(words[1]);
            return words[0].equals("tcp") ? Talk.tcp(port) : Talk.udp(port);
        }
    }

    private static byte[] decode(String text) {
        return Base64.getDecoder().decode(text);
    }

    static Stream<Probe> probes() throws IOException {
        List<Probe> probes = new ArrayList<>();
        try (InputStream in = ProtocolProbesTest.class.getResourceAsStream("probes.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n", -1)) {
                if (line.startsWith("= ")) {
                    probes.add(new Probe(line.substring(2), new ArrayList<>(), new TreeMap<>()));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    probes.getLast().addLine(line);
                }
            }
        }
        return probes.stream();
    }

    @ParameterizedTest
    @MethodSource("probes")
    void shouldSeeTheSameFields(Probe probe) {
        Map<String, Set<String>> seen = new TreeMap<>();
        try (Talk talk = probe.open()) {
            for (String line : probe.lines()) {
                talk.say(line.charAt(0) == '>' ? Direction.TO_SERVER : Direction.TO_CLIENT, decode(line.substring(2)));
            }
            FIELDS.forEach(field -> collect(talk, field, seen));
        }
        assertThat(seen).isEqualTo(probe.values());
    }

    private static void collect(Talk talk, Field field, Map<String, Set<String>> seen) {
        for (Direction direction : Direction.values()) {
            for (String value : talk.all(field, direction)) {
                if (!value.isEmpty()) {
                    seen.computeIfAbsent(field.keyword(), _ -> new TreeSet<>()).add(value);
                }
            }
        }
    }
}
