package dev.winnow.detect.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.option.Bytes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class LiteralTest {
    /// The memory holds just the text, so that reading one byte past it throws.
    private static MemorySegment offHeap(String text) {
        byte[] bytes = Bytes.ofLatin1(text).toArray();
        return Arena.ofAuto()
                .allocate(Math.max(1, bytes.length))
                .asSlice(0, bytes.length)
                .copyFrom(MemorySegment.ofArray(bytes));
    }

    @Property
    void shouldFindTheFirstPlaceThatTheLibraryFinds(
            @ForAll @Chars({'a', 'A', 'b', '@', '`'}) @StringLength(max = 40) String text,
            @ForAll @Chars({'a', 'A', 'b', '@', '`'}) @StringLength(min = 1, max = 4) String wanted,
            @ForAll @IntRange(max = 8) int from,
            @ForAll boolean noCase) {
        int to = text.length();
        int expected = noCase
                ? text.toLowerCase(Locale.ROOT).indexOf(wanted.toLowerCase(Locale.ROOT), from)
                : text.indexOf(wanted, from);

        int found = new Literal(Bytes.ofLatin1(wanted), noCase).find(offHeap(text), 0, from, to);

        assertThat(found).isEqualTo(expected);
    }

    @Property
    void shouldFindNothingBehindTheEndGiven(
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 30) String text,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(min = 1, max = 3) String wanted,
            @ForAll @IntRange(max = 30) int end) {
        int to = Math.min(end, text.length());

        int found = new Literal(Bytes.ofLatin1(wanted), false).find(offHeap(text), 0, 0, to);

        assertThat(found).isEqualTo(text.substring(0, to).indexOf(wanted));
    }

    @Test
    void shouldFoldNoByteThatIsNotAnAsciiLetter() {
        MemorySegment text = offHeap("\u00C4[{");

        assertThat(new Literal(Bytes.ofLatin1("\u00E4"), true).find(text, 0, 0, 3))
                .isEqualTo(-1);
        assertThat(new Literal(Bytes.ofLatin1("{"), true).find(text, 0, 0, 3)).isEqualTo(2);
    }
}
