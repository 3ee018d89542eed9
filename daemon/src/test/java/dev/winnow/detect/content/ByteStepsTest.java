package dev.winnow.detect.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.detect.content.ByteJumpStep.Jump;
import dev.winnow.detect.content.NumberFormat.Binary;
import dev.winnow.rule.option.ByteJump.Origin;
import dev.winnow.rule.option.ByteMath.Operator;
import dev.winnow.rule.option.ByteTest.Comparison;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Steps that read numbers, one at a time; what the user guide leaves open is as Suricata 7.0.10 has it.
final class ByteStepsTest {
    private static final int SLOT = 3;
    private static final int NO_PLACE = -1;

    private static NumberSource source(int count, int offset, boolean relative) {
        return new NumberSource(Amount.of(offset), relative, Amount.of(count), Binary.BIG_ENDIAN);
    }

    private static boolean matches(Step step, String text, int previousEnd) {
        return matches(step, text.getBytes(StandardCharsets.ISO_8859_1), previousEnd, new long[1]);
    }

    private static boolean matches(Step step, byte[] bytes, int previousEnd, long[] variable) {
        try (RegexPool pool = new RegexPool();
                Inspection in = new Inspection(pool, InspectionLimits.DEFAULT);
                Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(bytes.length + 1L).asSlice(0, bytes.length);
            in.lookAt(memory.copyFrom(MemorySegment.ofArray(bytes)), 0, bytes.length);
            in.begin();
            in.variables[SLOT] = variable[0];
            boolean matched = step.matches(in, previousEnd);
            variable[0] = in.variables[SLOT];
            return matched;
        }
    }

    /// Where the step leaves the previous match's end, found by asking how many bytes are behind it.
    private static int placeAfter(UnaryOperator<Step> step, String text, int previousEnd) {
        for (int place = 0; place <= text.length(); place++) {
            Step behind = new DataAtStep(Amount.of(text.length() - place), true, false, Step.End.INSTANCE);
            Step noMore = new DataAtStep(Amount.of(text.length() - place + 1), true, true, behind);
            if (matches(step.apply(noMore), text, previousEnd)) {
                return place;
            }
        }
        return NO_PLACE;
    }

    static Stream<Arguments> places() {
        return Stream.of(
                Arguments.of(2, 0, false, 0, "\0A", true),
                Arguments.of(2, 0, false, 0, "A", false),
                Arguments.of(2, -1, false, 0, "\0A", false),
                Arguments.of(1, 5, false, 0, "AAAAA", false),
                Arguments.of(1, 1, true, 1, "..A", true),
                Arguments.of(1, -1, true, 1, "A.", true),
                Arguments.of(1, -2, true, 1, "A.", false),
                Arguments.of(0, 2, false, 0, "..", false));
    }

    @ParameterizedTest
    @MethodSource("places")
    void shouldReadTheNumberWhereItIsAndNowhereElse(
            int count, int offset, boolean relative, int previousEnd, String text, boolean found) {
        NumberSource source = source(count, offset, relative);
        Amount a = Amount.of('A');

        Step equal = new ByteTestStep(source, BitMask.ALL, Comparison.EQUAL, a, false, Step.End.INSTANCE);
        Step unequal = new ByteTestStep(source, BitMask.ALL, Comparison.EQUAL, Amount.of('B'), true, Step.End.INSTANCE);

        assertThat(matches(equal, text, previousEnd)).isEqualTo(found);
        assertThat(matches(unequal, text, previousEnd)).isEqualTo(found || (count == 0 && offset == 2));
    }

    @ParameterizedTest
    @CsvSource({
        "LESS,              65, 64, 66",
        "LESS_OR_EQUAL,     65, 65, 66",
        "EQUAL,             65, 65, 66",
        "GREATER_OR_EQUAL,  65, 65, 64",
        "GREATER,           65, 66, 65",
        "GREATER,          -1, , 255",
        "AND,               3, 1, 4",
        "XOR,               65, 66, 65"
    })
    void shouldCompareUnsigned(Comparison comparison, long with, Integer matching, int near) {
        if (matching != null) {
            assertThat(comparison.test(matching, with)).isTrue();
        }
        assertThat(comparison.test(near, with)).isFalse();
        assertThat(Comparison.GREATER.test(-1, 0)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0x4142, 0xff00, 0x41", "0x4142, 0xf000, 4", "0x8000, 0x8000, 1", "0xff, 0x3c, 0xf", "0x12, -1, 0x12"})
    void shouldMoveMaskedBitsRight(String number, String mask, String result) {
        assertThat(new BitMask(Long.decode(mask)).apply(Long.decode(number))).isEqualTo(Long.decode(result));
    }

    static Stream<Arguments> jumps() {
        Jump plain = new Jump(Origin.NUMBER, 1, false, 0);
        Jump aligned = new Jump(Origin.NUMBER, 3, true, 0);
        Jump end = new Jump(Origin.FROM_END, 1, false, -3);
        return Stream.of(
                Arguments.of(plain, "\2..a", 3),
                Arguments.of(plain, "\2..", 3),
                Arguments.of(plain, "\2.", NO_PLACE),
                Arguments.of(plain, "\0", 1),
                Arguments.of(new Jump(Origin.NUMBER, 2, false, 0), "\2.....", 5),
                Arguments.of(aligned, "\1.....", 5),
                Arguments.of(aligned, "\1...", NO_PLACE),
                Arguments.of(new Jump(Origin.FROM_BEGINNING, 1, false, 0), "\2...", 2),
                Arguments.of(new Jump(Origin.FROM_BEGINNING, 1, true, 0), "\2....", 4),
                Arguments.of(end, "\0.....", 3),
                Arguments.of(end, "\2.....", 5),
                Arguments.of(end, "\4.....", NO_PLACE),
                Arguments.of(new Jump(Origin.NUMBER, 1, false, 1), "\2....", 4),
                Arguments.of(new Jump(Origin.NUMBER, 1, false, -1), "\2....", 2),
                Arguments.of(new Jump(Origin.NUMBER, 1, false, -9), "\2....", 0));
    }

    @ParameterizedTest
    @MethodSource("jumps")
    void shouldJumpAsFarAsTheNumberTells(Jump jump, String text, int place) {
        assertThat(placeAfter(next -> new ByteJumpStep(source(1, 0, false), jump, next), text, 0))
                .isEqualTo(place);
    }

    @Property
    void shouldJumpIntoTheBufferOrNotAtAll(
            @ForAll @Size(min = 8, max = 20) byte[] bytes,
            @ForAll @IntRange(max = 8) int count,
            @ForAll Origin origin,
            @ForAll @IntRange(min = -65535, max = 65535) int postOffset,
            @ForAll @IntRange(min = 1, max = 65535) int multiplier) {
        Step inside = new DataAtStep(Amount.of(0), true, false, Step.End.INSTANCE);
        Step jump = new ByteJumpStep(source(count, 0, false), new Jump(origin, multiplier, true, postOffset), inside);
        Step anyway = new ByteJumpStep(
                source(count, 0, false), new Jump(origin, multiplier, true, postOffset), Step.End.INSTANCE);

        assertThat(matches(jump, bytes, 0, new long[1])).isEqualTo(matches(anyway, bytes, 0, new long[1]));
    }

    @ParameterizedTest
    @CsvSource({"1,1,3", "2,1,6", "1,4,4", "3,2,10", "3,4,12"})
    void shouldKeepANumberMultipliedThenAligned(long multiplier, int alignment, long kept) {
        long[] variable = new long[1];
        Step step = new ByteExtractStep(source(1, 0, false), multiplier, alignment, SLOT, Step.End.INSTANCE);

        assertThat(matches(step, new byte[] {3}, 0, variable)).isTrue();
        assertThat(variable[0]).isEqualTo(kept);
        assertThat(matches(step, new byte[0], 0, variable)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ADD,          6, 3, 9",
        "SUBTRACT,     3, 5, -2",
        "MULTIPLY,     6, 3, 18",
        "DIVIDE,       7, 2, 3",
        "SHIFT_LEFT,   1, 33, 8589934592",
        "SHIFT_LEFT,   1, 64, 0",
        "SHIFT_LEFT,   1, 65, 0",
        "SHIFT_RIGHT,  8, 2, 2",
        "SHIFT_RIGHT,  2, 65, 1"
    })
    void shouldReckon(Operator operator, byte left, long right, long result) {
        long[] variable = new long[1];
        Step step =
                new ByteMathStep(source(1, 0, false), operator, Amount.of(right), BitMask.ALL, SLOT, Step.End.INSTANCE);

        assertThat(matches(step, new byte[] {left}, 0, variable)).isTrue();
        assertThat(variable[0]).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({"0x13ff, 4", "0x0300, 3"})
    void shouldMaskTheResultAndNotTheNumber(String number, long result) {
        long value = Long.decode(number);
        long[] variable = new long[1];
        Step step = new ByteMathStep(
                source(2, 0, false), Operator.ADD, Amount.of(1), new BitMask(0xF00), SLOT, Step.End.INSTANCE);

        assertThat(matches(step, new byte[] {(byte) (value >> 8), (byte) value}, 0, variable))
                .isTrue();
        assertThat(variable[0]).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "2, true"})
    void shouldNotDivideByZero(long by, boolean holds) {
        long[] variable = {by};
        Step step = new ByteMathStep(
                source(1, 0, false), Operator.DIVIDE, Amount.variable(SLOT), BitMask.ALL, SLOT, Step.End.INSTANCE);

        assertThat(matches(step, new byte[] {8}, 0, variable)).isEqualTo(holds);
    }

    /// What follows counts from behind the number that was kept.
    @ParameterizedTest
    @CsvSource({"0, 2", "1, 3", "2, -1"})
    void shouldCountFromBehindANumberThatIsKept(int previousEnd, int place) {
        NumberSource source = source(2, 0, true);

        assertThat(placeAfter(next -> new ByteExtractStep(source, 1, 1, SLOT, next), "...", previousEnd))
                .isEqualTo(place);
        assertThat(placeAfter(
                        next -> new ByteMathStep(source, Operator.ADD, Amount.of(1), BitMask.ALL, SLOT, next),
                        "...",
                        previousEnd))
                .isEqualTo(place);
        assertThat(placeAfter(
                        next -> new ByteTestStep(source, BitMask.ALL, Comparison.GREATER, Amount.of(0), false, next),
                        "...",
                        previousEnd))
                .isEqualTo(place < 0 ? NO_PLACE : previousEnd);
    }

    /// 64 bits are kept, but offsets have 32 with a sign, and `isdataat` has all without one.
    @ParameterizedTest
    @CsvSource({
        "2,                   true,  true",
        "3,                   false, false",
        "0x100000002,         true,  false",
        "0xfffffffe,          true,  false",
        "0xfffffffd,          false, false",
        "-1,                  true,  false"
    })
    void shouldTakeOffsetsFromVariables(String number, boolean readable, boolean present) {
        long[] variable = {Long.decode(number)};
        NumberSource source =
                new NumberSource(Amount.variable(SLOT), variable[0] >>> 31 != 0, Amount.of(1), Binary.BIG_ENDIAN);
        Step test = new ByteTestStep(source, BitMask.ALL, Comparison.GREATER, Amount.of(0), false, Step.End.INSTANCE);
        int previousEnd = source.relative() && (int) variable[0] < 0 ? 2 : 0;

        assertThat(matches(test, new byte[] {1, 1, 1}, previousEnd, variable)).isEqualTo(readable);
        assertThat(matches(
                        new DataAtStep(Amount.variable(SLOT), false, false, Step.End.INSTANCE),
                        new byte[3],
                        0,
                        variable))
                .isEqualTo(present);
    }
}
