package dev.winnow.rule.option;

/// `filemd5`, `filesha1`, `filesha256`: whether a file's digest is in a list, or is not.
///
/// @param buffer [Field#FILE_MD5] and its kin
/// @param list file of digests, one a line; relative to the folder of the rule
public record FileHash(Buffer buffer, String list, boolean negated) implements BufferOption {
    @Override
    public void writeTo(OptionWriter out) {
        out.option(buffer.field().keyword(), OptionWriter.negatable(negated, list))
                .leaveFor(buffer);
    }
}
