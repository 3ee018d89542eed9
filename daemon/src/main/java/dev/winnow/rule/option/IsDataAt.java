package dev.winnow.rule.option;

/// `isdataat`: the buffer has, or when negated has not, a byte at `offset`.
///
/// Suricata's user guide: an absolute offset must be less than the buffer's length, but a relative one counts from the
/// previous match's end and holds when end plus offset is less than **or equal to** the length.
///
/// @param offset 0..65535 or a variable, from the buffer's start, or from the previous match's end when `relative`
/// @param rawBytes written in the rule and kept for printing; changes nothing
public record IsDataAt(Buffer buffer, boolean negated, Operand offset, boolean relative, boolean rawBytes)
        implements BufferOption {
    @Override
    public void writeTo(OptionWriter out) {
        String value = offset + (relative ? ",relative" : "") + (rawBytes ? ",rawbytes" : "");
        out.select(buffer).option("isdataat", OptionWriter.negatable(negated, value));
    }
}
