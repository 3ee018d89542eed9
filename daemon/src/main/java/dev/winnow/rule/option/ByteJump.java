package dev.winnow.rule.option;

import java.util.Locale;

/// `byte_jump`: moves the place from which relative options count by a number in the buffer.
///
/// @param length of the number in bytes, 0..8, or 0..23 of a string
/// @param offset where the number begins
/// @param multiplier 1..65535, of the number
/// @param align the number, once multiplied, is rounded up to a multiple of 4
/// @param origin from where the jump is counted
/// @param postOffset added to the place that was jumped to
public record ByteJump(
        Buffer buffer,
        Operand length,
        Operand offset,
        boolean relative,
        int multiplier,
        ByteFormat format,
        boolean align,
        Origin origin,
        int postOffset)
        implements ByteOption {
    /// Where a jump starts.
    public enum Origin {
        /// Behind the number.
        NUMBER,
        /// At the buffer's first byte.
        FROM_BEGINNING,
        /// Behind the buffer's last byte.
        FROM_END
    }

    @Override
    public void writeTo(OptionWriter out) {
        ByteWords words = new ByteWords(length, offset)
                .flag("relative", relative)
                .number("multiplier", multiplier, 1)
                .format(format)
                .flag("align", align)
                .flag(origin.name().toLowerCase(Locale.ROOT), origin != Origin.NUMBER)
                .number("post_offset", postOffset, 0);
        out.select(buffer).option("byte_jump", words);
    }
}
