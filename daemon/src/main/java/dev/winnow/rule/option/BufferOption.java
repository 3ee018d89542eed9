package dev.winnow.rule.option;

/// A condition on the bytes of one buffer. Options of a buffer are evaluated in the rule's order.
public sealed interface BufferOption extends RuleOption
        permits Content, Pcre, IsDataAt, BufferSize, ByteOption, Base64Decode, Asn1, Dataset, DataReputation, FileHash {
    /// Where to look.
    Buffer buffer();
}
