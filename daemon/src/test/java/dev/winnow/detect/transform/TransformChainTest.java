package dev.winnow.detect.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.detect.content.RegexPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Transform;
import dev.winnow.rule.option.Transform.Simple;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each transform makes of its bytes; the cases that the user guide leaves open are as Suricata 7.0.10 has them.
final class TransformChainTest {
    private static final int CAPACITY = 64;

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            TO_LOWERCASE         ~ 'aB@[Z\\304'        ~ 'ab@[z\\304'
            TO_UPPERCASE         ~ 'aB`{z\\344'        ~ 'AB`{Z\\344'
            STRIP_WHITESPACE     ~ ' a b\\t\\013\\014c\\r\\n' ~ 'abc'
            STRIP_WHITESPACE     ~ 'a\\000b\\037c\\205' ~ 'a\\000b\\037c\\205'
            STRIP_WHITESPACE     ~ ' \\n'              ~ ''
            COMPRESS_WHITESPACE  ~ '  a\\t b \\r\\n'   ~ ' a\\tb '
            COMPRESS_WHITESPACE  ~ 'a b'               ~ 'a b'
            URL_DECODE           ~ 'a%20b+c%2Fd%2fe'   ~ 'a b c/d/e'
            URL_DECODE           ~ 'a%zz%4%'           ~ 'a%zz%4%'
            URL_DECODE           ~ '%%41%2541%ff'      ~ '%A%41\\377'
            DOTPREFIX            ~ 'example.com'       ~ '.example.com'
            HEADER_LOWERCASE     ~ 'HoST: Abc:D\\r\\nX-Y: Z\\rQ: W\\r\\n NaMe' ~ 'host: Abc:D\\r\\nx-y: Z\\rQ: W\\r\\n name'
            STRIP_PSEUDO_HEADERS ~ ':a: b\\r\\nc: :d\\r\\n:e\\r\\n' ~ 'c: :d\\r\\n'
            """)
    void shouldTransform(Simple transform, String input, String expected) {
        assertThat(transformed(unescaped(input), List.of(transform))).isEqualTo(unescaped(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "TO_MD5,    abc, 900150983cd24fb0d6963f7d28e17f72",
        "TO_MD5,    '',  d41d8cd98f00b204e9800998ecf8427e",
        "TO_SHA1,   abc, a9993e364706816aba3e25717850c26c9cd0d89d",
        "TO_SHA256, abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    })
    void shouldGiveTheBytesOfADigest(Simple transform, String input, String digest) {
        assertThat(HexFormat.of()
                        .formatHex(Bytes.ofLatin1(transformed(input, List.of(transform)))
                                .toArray()))
                .isEqualTo(digest);
    }

    @Property(tries = 200)
    void shouldDigestAsTheLibraryDoesWhateverWasDigestedBefore(
            @ForAll @StringLength(max = 40) @Chars({'a', '\u00ff'}) String first,
            @ForAll @StringLength(max = 40) @Chars({'a', 'b'}) String second)
            throws Exception {
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(second.getBytes(StandardCharsets.ISO_8859_1));
        try (RegexPool pool = new RegexPool();
                Arena arena = Arena.ofConfined()) {
            TransformSpace space = new TransformSpace(arena, CAPACITY, pool);
            TransformChain chain = TransformChain.of(List.of(Simple.TO_SHA256), pool);

            chain.apply(range(first), space);
            ByteRange range = range(second);
            chain.apply(range, space);

            assertThat(Bytes.ofLatin1(text(range)).toArray()).isEqualTo(expected);
        }
    }

    @Test
    void shouldRepeatTheKeyOfXor() {
        Transform xor = new Transform.Xor(Bytes.of((byte) 1, (byte) 0x80));

        assertThat(transformed("abc", List.of(xor))).isEqualTo("`\u00e2b");
    }

    @ParameterizedTest
    @CsvSource({
        "a(b+)c, xabbcx, bb",
        "a(b+)c, xaxbb,  xaxbb",
        "a(b*)c, ac,     ac",
        "a(z)?b, ab,     ab",
        "(a)+b,  aaab,   a"
    })
    void shouldKeepWhatTheFirstGroupCaptures(String expression, String input, String expected) {
        assertThat(transformed(input, List.of(new Transform.PcreXform(expression))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"ab+c", "(a)(b)", "(a"})
    void shouldRefuseAnExpressionThatDoesNotCaptureJustOneGroup(String expression) {
        try (RegexPool pool = new RegexPool()) {
            assertThatThrownBy(() -> TransformChain.of(List.of(new Transform.PcreXform(expression)), pool))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldApplyTransformsInOrder() {
        assertThat(transformed("A b", List.of(Simple.STRIP_WHITESPACE, Simple.DOTPREFIX, Simple.TO_LOWERCASE)))
                .isEqualTo(".ab");
        assertThat(transformed("A", List.of(Simple.TO_MD5, Simple.DOTPREFIX))).hasSize(17);
    }

    @Test
    void shouldLeaveTheOriginalAsItWas() {
        ByteRange original = range("ABC");
        ByteRange range = range("");
        range.set(original.memory(), original.offset(), original.length());
        try (RegexPool pool = new RegexPool();
                Arena arena = Arena.ofConfined()) {
            TransformChain.of(List.of(Simple.TO_LOWERCASE), pool)
                    .apply(range, new TransformSpace(arena, CAPACITY, pool));
        }

        assertThat(text(original)).isEqualTo("ABC");
    }

    @Test
    void shouldTransformNoMoreThanThereIsRoomFor() {
        String longer = "A".repeat(CAPACITY + 1);

        assertThat(transformed(longer, List.of(Simple.TO_LOWERCASE))).isEqualTo("a".repeat(CAPACITY));
        assertThat(transformed(longer, List.of(Simple.DOTPREFIX))).isEqualTo("." + "A".repeat(CAPACITY - 1));
    }

    private static String transformed(String input, List<Transform> transforms) {
        try (RegexPool pool = new RegexPool();
                Arena arena = Arena.ofConfined()) {
            TransformChain chain = TransformChain.of(transforms, pool);
            try (TransformSpace space = new TransformSpace(arena, CAPACITY, pool)) {
                ByteRange range = range(input);
                chain.apply(range, space);
                return text(range);
            }
        }
    }

    private static ByteRange range(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        MemorySegment memory = Arena.ofAuto().allocate(Math.max(1, bytes.length));
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        ByteRange range = new ByteRange();
        range.set(memory, 0, bytes.length);
        return range;
    }

    private static String text(ByteRange range) {
        byte[] bytes = new byte[range.length()];
        MemorySegment.copy(range.memory(), ValueLayout.JAVA_BYTE, range.offset(), bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String unescaped(String text) {
        return text.translateEscapes();
    }
}
