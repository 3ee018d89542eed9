package dev.winnow.rule.option;

/// `byte_math`: calculates with a number of the buffer and leaves the result in a variable. Moves the place from which
/// relative options count behind the number.
///
/// @param length of the number in bytes, 1..10
/// @param offset where the number begins
/// @param operand the right side, 0..2^32-1
/// @param variable the result's name
/// @param bitmask put on the number, which then is shifted right by the mask's trailing zeros; 0 for none
public record ByteMath(
        Buffer buffer,
        Operand length,
        int offset,
        Operator operator,
        Operand operand,
        String variable,
        boolean relative,
        ByteFormat format,
        long bitmask)
        implements ByteOption {
    /// What is calculated.
    public enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        /// The option does not hold if the right side is 0.
        DIVIDE("/"),
        SHIFT_LEFT("<<"),
        SHIFT_RIGHT(">>");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /// The sign as written.
        public String sign() {
            return sign;
        }
    }

    @Override
    public void writeTo(OptionWriter out) {
        ByteWords words = new ByteWords(
                        "bytes " + length,
                        "offset " + offset,
                        "oper " + operator.sign(),
                        "rvalue " + operand,
                        "result " + variable)
                .flag("relative", relative)
                .flag("endian little", format == ByteFormat.LITTLE_ENDIAN)
                .flag("dce", format == ByteFormat.DCE)
                .flag(format.words().replace(',', ' '), format.isString())
                .bitmask(bitmask);
        out.select(buffer).option("byte_math", words);
    }
}
