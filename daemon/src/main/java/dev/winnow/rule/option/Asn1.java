package dev.winnow.rule.option;

import java.util.OptionalLong;
import java.util.StringJoiner;

/// `asn1`: an element of ASN.1 in the payload is made to break its reader. Moves nothing.
///
/// Suricata's user guide, "asn1"; encodings are those of X.690. One of the three conditions is enough.
///
/// @param bitStringOverflow a bit string leaves more bits unused than it has
/// @param doubleOverflow a decimal real number is longer than what it is usually read into
/// @param oversizeLength an element has more bytes than that
/// @param offset where the first element begins
/// @param relative whether that counts from the end of the match before it
public record Asn1(
        boolean bitStringOverflow, boolean doubleOverflow, OptionalLong oversizeLength, int offset, boolean relative)
        implements BufferOption {
    @Override
    public Buffer buffer() {
        return Buffer.PAYLOAD;
    }

    @Override
    public void writeTo(OptionWriter out) {
        StringJoiner words = new StringJoiner(", ");
        if (bitStringOverflow) {
            words.add("bitstring_overflow");
        }
        if (doubleOverflow) {
            words.add("double_overflow");
        }
        oversizeLength.ifPresent(length -> words.add("oversize_length " + length));
        words.add((relative ? "relative_offset " : "absolute_offset ") + offset);
        out.select(buffer()).option("asn1", words);
    }
}
