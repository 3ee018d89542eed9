package dev.winnow.rule.option;

/// `byte_extract`: reads a number into a variable. Moves the place from which relative options count behind it.
///
/// @param length of the number in bytes, 1..8, or 1..23 of a string
/// @param offset where the number begins
/// @param variable its name
/// @param multiplier 1..65535, of the number
/// @param align 2 or 4: the number, once multiplied, is rounded up to a multiple of it; 0 for none
public record ByteExtract(
        Buffer buffer,
        int length,
        int offset,
        String variable,
        boolean relative,
        int multiplier,
        ByteFormat format,
        int align)
        implements ByteOption {
    @Override
    public void writeTo(OptionWriter out) {
        ByteWords words = new ByteWords(length, offset, variable)
                .flag("relative", relative)
                .number("multiplier", multiplier, 1)
                .format(format)
                .number("align", align, 0);
        out.select(buffer).option("byte_extract", words);
    }
}
