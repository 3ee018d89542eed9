package dev.winnow.detect.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Base64Test {
    private static final int CAPACITY = 64;

    @Property
    void shouldDecodeWhatTheLibraryEncodes(@ForAll @Size(max = 40) byte[] bytes, @ForAll boolean padded) {
        java.util.Base64.Encoder encoder = java.util.Base64.getEncoder();
        String text = (padded ? encoder : encoder.withoutPadding()).encodeToString(bytes);

        assertThat(decoded(text, CAPACITY)).isEqualTo(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Property
    void shouldNeverWriteMoreThanThereIsRoomFor(
            @ForAll @StringLength(max = 80) String text, @ForAll @IntRange(max = 20) int capacity) {
        String latin1 = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);

        assertThat(decoded(latin1, capacity).length()).isLessThanOrEqualTo(capacity);
    }

    /// How many bytes Suricata 7.0.10 decodes of them.
    @ParameterizedTest
    @CsvSource({
        "Zm9vYmFy,   6",
        "Zm9v!YmFy,  3",
        "!Zm9v,      0",
        "'Zm9v YmF', 3",
        "Zm9v-_8,    3",
        "Z,          0",
        "Z!,         1",
        "Zm9vZ!,     4",
        "Zm9vZ,      3",
        "Zg,         1",
        "Zg!,        1",
        "Zg=,        2",
        "Zg==,       1",
        "Zm8=Zm8=,   4",
        "Z===Zg==,   1",
        "Zm==Z===,   1",
        "=m9v,       2",
        "Z=m=,       1",
        "Zm9v====,   3",
        "Zm9v=,      3",
        "Zm9v==,     4",
        "Zm9v===,    5",
        "Zm9v=YmFy,  5",
        "Zm9vYm=Fy,  5",
        "Zm9vYm!,    4"
    })
    void shouldDecodeAsFarAsItGoes(String text, int length) {
        assertThat(decoded(text, CAPACITY)).hasSize(length);
    }

    private static String decoded(String text, int capacity) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment source = arena.allocate(bytes.length + 1L).asSlice(0, bytes.length);
            MemorySegment target = arena.allocate(capacity + 1L).asSlice(0, capacity);
            source.copyFrom(MemorySegment.ofArray(bytes));
            int length = Base64.decode(source, 0, bytes.length, target, 0, capacity);
            return new String(target.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
        }
    }
}
