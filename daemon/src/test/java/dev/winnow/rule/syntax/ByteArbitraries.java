package dev.winnow.rule.syntax;

import dev.winnow.rule.option.Base64Decode;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.ByteExtract;
import dev.winnow.rule.option.ByteFormat;
import dev.winnow.rule.option.ByteJump;
import dev.winnow.rule.option.ByteMath;
import dev.winnow.rule.option.ByteTest;
import dev.winnow.rule.option.IsDataAt;
import dev.winnow.rule.option.Operand;
import dev.winnow.rule.option.Position;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Options that read numbers, and numbers that are variables. The variable is one that [#EXTRACT] sets.
final class ByteArbitraries {
    static final ByteExtract EXTRACT = new ByteExtract(Buffer.PAYLOAD, 1, 0, "var", false, 1, ByteFormat.BIG_ENDIAN, 0);

    private static final Operand VARIABLE = new Operand.Variable(EXTRACT.variable());
    private static final int U16_MAX = 0xFFFF;
    private static final long U32_MAX = 0xFFFF_FFFFL;

    private ByteArbitraries() {}

    /// Each an option for whatever buffer.
    static Arbitrary<Function<Buffer, BufferOption>> options() {
        return Arbitraries.oneOf(List.of(tests(), jumps(), extracts(), maths(), decodes(), dataAts()));
    }

    /// Places of a content that depend on a variable.
    static Arbitrary<Position> positions(int length) {
        Arbitrary<Optional<Operand>> room = operands(length, U16_MAX).optional();
        return Arbitraries.oneOf(
                room.map(r -> new Position.Computed(false, VARIABLE, r)),
                room.map(r -> new Position.Computed(true, VARIABLE, r)),
                number(0, U16_MAX).map(n -> new Position.Computed(false, Operand.of(n), Optional.of(VARIABLE))),
                number(-U16_MAX, U16_MAX).map(n -> new Position.Computed(true, Operand.of(n), Optional.of(VARIABLE))));
    }

    private static Arbitrary<Integer> number(int min, int max) {
        return Arbitraries.integers().between(min, max);
    }

    private static Arbitrary<Boolean> flag() {
        return Arbitraries.of(true, false);
    }

    private static Arbitrary<Operand> operands(int min, int max) {
        return Arbitraries.oneOf(number(min, max).map(Operand::of), Arbitraries.just(VARIABLE));
    }

    private static Arbitrary<ByteFormat> formats() {
        return Arbitraries.of(ByteFormat.class);
    }

    private static Arbitrary<Function<Buffer, BufferOption>> tests() {
        Arbitrary<Operand> values = Arbitraries.oneOf(Arbitraries.longs().map(Operand::of), Arbitraries.just(VARIABLE));
        return Combinators.combine(
                        operands(0, 8),
                        Arbitraries.of(ByteTest.Comparison.class),
                        flag(),
                        values,
                        operands(-U16_MAX, U16_MAX),
                        flag(),
                        formats(),
                        Arbitraries.longs())
                .as((length, comparison, negated, value, offset, relative, format, mask) -> buffer ->
                        new ByteTest(buffer, length, comparison, negated, value, offset, relative, format, mask));
    }

    private static Arbitrary<Function<Buffer, BufferOption>> jumps() {
        return Combinators.combine(
                        operands(0, 8),
                        operands(-U16_MAX, U16_MAX),
                        flag(),
                        number(1, U16_MAX),
                        formats(),
                        flag(),
                        Arbitraries.of(ByteJump.Origin.class),
                        number(-U16_MAX, U16_MAX))
                .as((length, offset, relative, multiplier, format, align, origin, post) -> buffer ->
                        new ByteJump(buffer, length, offset, relative, multiplier, format, align, origin, post));
    }

    private static Arbitrary<Function<Buffer, BufferOption>> extracts() {
        Arbitrary<ByteFormat> formats = formats().filter(format -> format != ByteFormat.STRING);
        return Combinators.combine(
                        number(1, 8),
                        number(-U16_MAX, U16_MAX),
                        flag(),
                        number(1, U16_MAX),
                        formats,
                        Arbitraries.of(0, 2, 4))
                .as((length, offset, relative, multiplier, format, align) ->
                        buffer -> new ByteExtract(buffer, length, offset, "v-1", relative, multiplier, format, align));
    }

    private static Arbitrary<Function<Buffer, BufferOption>> maths() {
        Arbitrary<Operand> rightSides =
                Arbitraries.oneOf(Arbitraries.longs().between(1, U32_MAX).map(Operand::of), Arbitraries.just(VARIABLE));
        return Combinators.combine(
                        operands(1, 10),
                        number(-U16_MAX, U16_MAX),
                        Arbitraries.of(ByteMath.Operator.class),
                        rightSides,
                        flag(),
                        formats().filter(format -> format != ByteFormat.STRING),
                        Arbitraries.longs())
                .as((length, offset, operator, right, relative, format, mask) ->
                        buffer -> new ByteMath(buffer, length, offset, operator, right, "v.2", relative, format, mask));
    }

    private static Arbitrary<Function<Buffer, BufferOption>> decodes() {
        Arbitrary<OptionalInt> bytes =
                number(1, U16_MAX).optional().map(n -> n.map(OptionalInt::of).orElse(OptionalInt.empty()));
        return Combinators.combine(bytes, number(0, U16_MAX), flag())
                .as((count, offset, relative) -> buffer -> new Base64Decode(buffer, count, offset, relative));
    }

    private static Arbitrary<Function<Buffer, BufferOption>> dataAts() {
        return Combinators.combine(flag(), operands(0, U16_MAX), flag(), flag())
                .as((negated, offset, relative, raw) ->
                        buffer -> new IsDataAt(buffer, negated, offset, relative, relative && raw));
    }
}
