package dev.winnow.rule.option;

/// An option that reads a number from a buffer.
public sealed interface ByteOption extends BufferOption permits ByteTest, ByteJump, ByteExtract, ByteMath {
    /// Whether the offset counts from the end of the match before it, and not from the buffer's start.
    boolean relative();

    /// How the bytes make a number.
    ByteFormat format();
}
