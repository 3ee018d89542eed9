package dev.winnow.detect.content;

import dev.winnow.rule.option.ByteExtract;
import dev.winnow.rule.option.ByteFormat;
import dev.winnow.rule.option.ByteJump;
import dev.winnow.rule.option.ByteMath;
import dev.winnow.rule.option.ByteOption;
import dev.winnow.rule.option.ByteTest;
import dev.winnow.rule.option.Operand;
import java.util.function.UnaryOperator;

/// Makes the steps of options that read numbers.
final class ByteSteps {
    private final Variables variables;

    ByteSteps(Variables variables) {
        this.variables = variables;
    }

    /// What makes the option's step, given the next one.
    ///
    /// @throws IllegalArgumentException if the option asks for what there is not
    UnaryOperator<Step> of(ByteOption option) {
        return switch (option) {
            case ByteTest test -> of(test);
            case ByteJump jump -> of(jump);
            case ByteExtract extract -> of(extract);
            case ByteMath math -> of(math);
        };
    }

    private UnaryOperator<Step> of(ByteTest test) {
        NumberSource source = source(test.offset(), test.length(), test);
        Amount value = variables.amount(test.value());
        BitMask mask = mask(test.bitmask());
        return next -> new ByteTestStep(source, mask, test.comparison(), value, test.negated(), next);
    }

    private UnaryOperator<Step> of(ByteJump option) {
        NumberSource source = source(option.offset(), option.length(), option);
        ByteJumpStep.Jump jump =
                new ByteJumpStep.Jump(option.origin(), option.multiplier(), option.align(), option.postOffset());
        return next -> new ByteJumpStep(source, jump, next);
    }

    private UnaryOperator<Step> of(ByteExtract extract) {
        NumberSource source = source(Operand.of(extract.offset()), Operand.of(extract.length()), extract);
        int alignment = Math.max(1, extract.align());
        int slot = variables.define(extract.variable());
        return next -> new ByteExtractStep(source, extract.multiplier(), alignment, slot, next);
    }

    private UnaryOperator<Step> of(ByteMath math) {
        NumberSource source = source(Operand.of(math.offset()), math.length(), math);
        Amount right = variables.amount(math.operand());
        BitMask mask = mask(math.bitmask());
        int slot = variables.define(math.variable());
        return next -> new ByteMathStep(source, math.operator(), right, mask, slot, next);
    }

    private NumberSource source(Operand offset, Operand length, ByteOption option) {
        return new NumberSource(
                variables.amount(offset), option.relative(), variables.amount(length), format(option.format()));
    }

    private static BitMask mask(long bits) {
        return bits == 0 ? BitMask.ALL : new BitMask(bits);
    }

    private static NumberFormat format(ByteFormat format) {
        return switch (format) {
            case BIG_ENDIAN -> NumberFormat.Binary.BIG_ENDIAN;
            case LITTLE_ENDIAN -> NumberFormat.Binary.LITTLE_ENDIAN;
            case DCE -> throw new IllegalArgumentException("the byte order of `dce` needs DCE/RPC, which is not read");
            case STRING -> new NumberFormat.Text(0);
            case HEX_STRING -> new NumberFormat.Text(16);
            case DECIMAL_STRING -> new NumberFormat.Text(10);
            case OCTAL_STRING -> new NumberFormat.Text(8);
        };
    }
}
