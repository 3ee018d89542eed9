package dev.winnow.rule.option;

/// `byte_test`: a number in the buffer compares with another one. Moves nothing.
///
/// @param length of the number in bytes, 0..8, or 0..23 of a string
/// @param value compared as unsigned 64 bits
/// @param offset where the number begins
/// @param bitmask put on the number, which then is shifted right by the mask's trailing zeros; 0 for none
public record ByteTest(
        Buffer buffer,
        Operand length,
        Comparison comparison,
        boolean negated,
        Operand value,
        Operand offset,
        boolean relative,
        ByteFormat format,
        long bitmask)
        implements ByteOption {
    /// What is asked of the number on the left and the value on the right.
    public enum Comparison {
        LESS("<"),
        GREATER(">"),
        EQUAL("="),
        LESS_OR_EQUAL("<="),
        GREATER_OR_EQUAL(">="),
        /// They have a bit in common.
        AND("&"),
        /// They differ in a bit.
        XOR("^");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /// The sign as written.
        public String sign() {
            return sign;
        }

        /// Whether the comparison holds, between unsigned numbers.
        public boolean test(long left, long right) {
            int order = Long.compareUnsigned(left, right);
            return switch (this) {
                case LESS -> order < 0;
                case GREATER -> order > 0;
                case EQUAL -> order == 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER_OR_EQUAL -> order >= 0;
                case AND -> (left & right) != 0;
                case XOR -> (left ^ right) != 0;
            };
        }
    }

    @Override
    public void writeTo(OptionWriter out) {
        String against =
                value instanceof Operand.Constant(long number) ? Long.toUnsignedString(number) : value.toString();
        ByteWords words = new ByteWords(length, (negated ? "!" : "") + comparison.sign(), against, offset)
                .flag("relative", relative)
                .format(format)
                .bitmask(bitmask);
        out.select(buffer).option("byte_test", words);
    }
}
