package dev.winnow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.memory.ByteRange;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class StreamPropertyTest {
    private static final int LENGTH = 300;
    private static final String TEXT = new Random(1)
            .ints(LENGTH, 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    /// A part of the text, sent once.
    record Part(int from, int to) {}

    private static FlowSettings settings(ReleasePolicy release, OverlapPolicy policy) {
        return FlowSettings.DEFAULT.withStream(new StreamSettings(
                false, false, 8 << 20, 0, release, false, true, 2560, new HostPolicies(List.of(), policy)));
    }

    @Provide
    Arbitrary<List<Part>> parts() {
        Arbitrary<Integer> place = Arbitraries.integers().between(0, LENGTH);
        Arbitrary<Part> part = Combinators.combine(place, place)
                .as((a, b) -> new Part(Math.min(a, b), Math.max(a, b)))
                .filter(p -> p.from < p.to);
        Arbitrary<List<Part>> cut = place.set().ofMaxSize(30).map(StreamPropertyTest::cutAt);
        return Combinators.combine(cut, part.list().ofMaxSize(10), Arbitraries.randomValue(r -> r.nextLong()))
                .as((whole, copies, seed) -> {
                    List<Part> all = new ArrayList<>(whole);
                    all.addAll(copies);
                    Collections.shuffle(all, new Random(seed));
                    return all;
                });
    }

    private static List<Part> cutAt(Iterable<Integer> places) {
        List<Integer> sorted = new ArrayList<>(List.of(0, LENGTH));
        places.forEach(sorted::add);
        List<Integer> cuts = sorted.stream().distinct().sorted().toList();
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i < cuts.size(); i++) {
            parts.add(new Part(cuts.get(i - 1), cuts.get(i)));
        }
        return parts;
    }

    @Property(tries = 400)
    void shouldBeTheTextHoweverItIsCutShuffledAndRepeated(
            @ForAll("parts") List<Part> parts,
            @ForAll ReleasePolicy release,
            @ForAll OverlapPolicy policy,
            @ForAll @IntRange(min = -400, max = 400) int initial) {
        Recorder recorder = new Recorder();
        FlowTable table = new FlowTable(Arena.ofAuto(), settings(release, policy), recorder);
        Connection connection =
                new Connection(table).initial(initial, initial / 2).handshake();
        StringBuilder seen = new StringBuilder();
        boolean[] sent = new boolean[LENGTH];

        for (Part part : parts) {
            connection.client("A", 1 + part.from, 1, TEXT.substring(part.from, part.to));
            Arrays.fill(sent, part.from, part.to, true);
            int whole = 0;
            while (whole < LENGTH && sent[whole]) {
                whole++;
            }
            if (release == ReleasePolicy.ON_ARRIVAL) {
                assertThat(recorder.toServer()).isEqualTo(TEXT.substring(0, whole));
            }
            inspect(connection, seen);
            if (part.from % 3 == 0) {
                connection.server("A", 1, 1 + whole);
                assertThat(recorder.toServer()).isEqualTo(TEXT.substring(0, whole));
                inspect(connection, seen);
            }
            assertThat(connection.events()).doesNotContain("reassembly_overlap_different_data");
        }
        connection.client("FA", 1 + LENGTH, 1).server("FA", 1, 2 + LENGTH);
        inspect(connection, seen);

        assertThat(recorder.toServer()).isEqualTo(TEXT + "|");
        assertThat(seen).hasToString(TEXT);
        assertThat(table.streamRefusals()).isZero();
    }

    /// Collects what is fresh in the window, after making sure that what is not was there before.
    private static void inspect(Connection connection, StringBuilder seen) {
        Stream stream = connection.flow().stream(Direction.TO_SERVER);
        ByteRange range = new ByteRange();
        stream.window(range);
        byte[] bytes = range.length() == 0
                ? new byte[0]
                : range.memory().asSlice(range.offset(), range.length()).toArray(ValueLayout.JAVA_BYTE);
        String window = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(stream.position() + stream.freshOffset()).isEqualTo(seen.length());
        assertThat(seen.substring((int) stream.position())).isEqualTo(window.substring(0, stream.freshOffset()));
        seen.append(window.substring(stream.freshOffset()));
        stream.inspected();
        assertThat(stream.freshOffset()).isEqualTo(window.length());
    }

    /// Other bytes in each segment: which one wins a place is told by the slow oracle, which knows for each place the
    /// segment that owns it.
    @Property(tries = 400)
    void shouldKeepTheBytesThatTheHostKeeps(@ForAll("parts") List<Part> parts, @ForAll OverlapPolicy policy) {
        Recorder recorder = new Recorder();
        FlowTable table = new FlowTable(Arena.ofAuto(), settings(ReleasePolicy.ON_ACK, policy), recorder);
        Connection connection = new Connection(table).handshake();
        Part[] owners = new Part[LENGTH];
        char[] expected = new char[LENGTH];

        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            char letter = (char) ('0' + i);
            connection.client("A", 2 + part.from, 1, String.valueOf(letter).repeat(part.to - part.from));
            for (int at = part.from; at < part.to; at++) {
                Part owner = owners[at];
                if (owner == null || policy.prefersLater(owner.from, owner.to, part.from, part.to)) {
                    owners[at] = part;
                    expected[at] = letter;
                }
            }
        }
        connection.client("A", 1, 1, ".").server("A", 1, 2 + LENGTH);

        assertThat(recorder.toServer()).isEqualTo("." + new String(expected));
    }

    /// Bytes that were handed on stay: the first for a place, as long as they came when their turn was.
    @Property(tries = 400)
    void shouldKeepWhatCameFirstWhereBytesAreJudgedOnTheirWay(@ForAll("parts") List<Part> parts) {
        Recorder recorder = new Recorder();
        FlowTable table =
                new FlowTable(Arena.ofAuto(), settings(ReleasePolicy.ON_ARRIVAL, OverlapPolicy.LAST), recorder);
        Connection connection = new Connection(table).handshake();
        char[] expected = new char[LENGTH];

        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            char letter = (char) ('0' + i);
            boolean known = false;
            for (int at = part.from; at < part.to; at++) {
                known |= expected[at] != 0;
                expected[at] = expected[at] == 0 ? letter : expected[at];
            }
            connection.client("A", 1 + part.from, 1, String.valueOf(letter).repeat(part.to - part.from));
            assertThat(connection.events().contains("reassembly_overlap_different_data"))
                    .isEqualTo(known);
        }

        assertThat(recorder.toServer()).isEqualTo(new String(expected));
    }
}
