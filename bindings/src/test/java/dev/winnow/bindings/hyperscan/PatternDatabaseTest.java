package dev.winnow.bindings.hyperscan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternDatabaseTest {
    private static final Pattern FINE = new Pattern(7, "EXTENDEDPROTOCOL", 0);

    @Test
    void shouldNameThePatternWhenItDoesNotCompile() {
        PatternException complaint = catchThrowableOfType(
                PatternException.class, () -> PatternDatabase.compile(List.of(FINE, new Pattern(8, "(unclosed", 0))));

        assertThat(complaint.index()).isEqualTo(1);
        assertThat(complaint).hasMessageContaining("parenthes");
    }

    @Test
    void shouldRefuseWhenThereAreNoPatterns() {
        assertThatThrownBy(() -> PatternDatabase.compile(List.of())).isInstanceOf(PatternException.class);
    }

    @Test
    void shouldFindTheSameWhenRestoredFromBytes() throws PatternException {
        byte[] bytes;
        try (PatternDatabase database = PatternDatabase.compile(List.of(FINE))) {
            bytes = database.serialize();
            assertThat(database.sizeBytes()).isPositive();
            assertThat(database.info()).contains("Mode: BLOCK");
        }

        try (PatternDatabase restored = PatternDatabase.deserialize(bytes);
                Scratch scratch = Scratch.of(restored);
                Arena arena = Arena.ofConfined()) {
            MatchBuffer matches = MatchBuffer.ofAll(arena, 4);
            MemorySegment data = arena.allocateFrom("$Lock EXTENDEDPROTOCOL");

            assertThat(MatchCollector.collect(restored, data, 0, 22, scratch, matches))
                    .isEqualTo(1);
            assertThat(matches.id(0)).isEqualTo(7);
        }
    }

    @Test
    void shouldSayWhyWhenBytesAreNoDatabase() {
        assertThatThrownBy(() -> PatternDatabase.deserialize(new byte[100]))
                .isInstanceOf(HyperscanException.class)
                .hasMessageStartingWith("hs_deserialize_database: ");
    }

    @Test
    void shouldStayHarmlessWhenClosedTwice() throws PatternException {
        PatternDatabase database = PatternDatabase.compile(List.of(FINE));
        Scratch scratch = Scratch.of(database);
        scratch.close();
        scratch.close();
        database.close();
        database.close();

        assertThat(database.address()).isZero();
    }

    @Test
    void shouldRefuseACharacterThatIsNoByte() {
        assertThatThrownBy(() -> new Pattern(1, "\u20ac", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pattern(1, "a\0b", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
