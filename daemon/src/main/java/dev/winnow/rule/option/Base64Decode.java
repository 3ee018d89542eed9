package dev.winnow.rule.option;

import java.util.OptionalInt;

/// `base64_decode`: decodes bytes of the buffer for the options that look into [Field#BASE64_DATA]. Holds whatever
/// comes of it.
///
/// @param bytes how many encoded bytes at most; empty for all there are
/// @param offset where they begin
/// @param relative whether that counts from the end of the match before it
public record Base64Decode(Buffer buffer, OptionalInt bytes, int offset, boolean relative) implements BufferOption {
    @Override
    public void writeTo(OptionWriter out) {
        ByteWords words = new ByteWords();
        bytes.ifPresent(count -> words.number("bytes", count, -1));
        words.number("offset", offset, 0).flag("relative", relative);
        out.select(buffer);
        if (words.toString().isEmpty()) {
            out.flag("base64_decode");
        } else {
            out.option("base64_decode", words);
        }
    }
}
