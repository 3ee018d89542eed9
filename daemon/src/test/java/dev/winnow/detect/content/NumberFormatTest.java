package dev.winnow.detect.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers in bytes; the cases that the user guide leaves open are as Suricata 7.0.10 has them.
final class NumberFormatTest {
    @Property
    void shouldReadBinaryNumbersAsTheLibraryDoes(@ForAll @Size(min = 1, max = 8) byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        long expected = new BigInteger(1, bytes).longValue();

        assertThat(read(NumberFormat.Binary.BIG_ENDIAN, bytes)).hasValue(expected);
        assertThat(read(NumberFormat.Binary.LITTLE_ENDIAN, reversed)).hasValue(expected);
    }

    @Property
    void shouldReadDigitsAsTheLibraryDoes(@ForAll long number) {
        assertThat(text(10, Long.toUnsignedString(number))).hasValue(number);
        assertThat(text(16, Long.toUnsignedString(number, 16))).hasValue(number);
        assertThat(text(8, Long.toUnsignedString(number, 8))).hasValue(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            10 ~ '12x'   ~ 12
            10 ~ '012'   ~ 12
            10 ~ ' \t12' ~ 12
            10 ~ '+12'   ~ 12
            10 ~ '-1 '   ~ -1
            10 ~ '0x1'   ~ 0
            16 ~ '0x1f'  ~ 31
            16 ~ '1F'    ~ 31
            16 ~ '0xg'   ~ 0
            8  ~ '0108'  ~ 8
            0  ~ '012'   ~ 10
            0  ~ '10a'   ~ 10
            0  ~ '0xa'   ~ 10
            0  ~ '0'     ~ 0
            10 ~ '18446744073709551615' ~ -1
            """)
    void shouldReadDigitsUpToWhatIsNone(int base, String text, long number) {
        assertThat(text(base, text)).hasValue(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            10 ~ ''
            10 ~ 'xyz'
            10 ~ '- 1'
            10 ~ '  '
            8  ~ '8'
            10 ~ '18446744073709551616'
            10 ~ '99999999999999999999'
            16 ~ '10000000000000000'
            10 ~ '000000000000000000000012'
            """)
    void shouldReadNoNumberWhereNoneIs(int base, String text) {
        assertThat(text(base, text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'',0", "ff,255", "ffffffffffffffff,-1"})
    void shouldReadUpToEightBytes(String hex, long number) {
        assertThat(read(NumberFormat.Binary.BIG_ENDIAN, HexFormat.of().parseHex(hex)))
                .hasValue(number);
        assertThat(read(NumberFormat.Binary.BIG_ENDIAN, new byte[9])).isEmpty();
    }

    private static OptionalLong text(int base, String text) {
        return read(new NumberFormat.Text(base), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static OptionalLong read(NumberFormat format, byte[] bytes) {
        try (RegexPool pool = new RegexPool();
                Inspection in = new Inspection(pool, InspectionLimits.DEFAULT);
                Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(bytes.length + 1L).asSlice(0, bytes.length);
            in.lookAt(memory.copyFrom(MemorySegment.ofArray(bytes)), 0, bytes.length);
            int taken = format.read(in, 0, bytes.length);
            return taken == NumberFormat.NONE ? OptionalLong.empty() : OptionalLong.of(in.number);
        }
    }
}
