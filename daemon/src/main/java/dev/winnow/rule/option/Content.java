package dev.winnow.rule.option;

/// `content`: a literal that is, or when negated is not, in the buffer.
///
/// @param pattern at least one byte, escapes and hex already decoded
/// @param noCase ASCII letters match in either case
/// @param position where in the buffer the literal may lie
/// @param endsWith the literal's last byte is the buffer's last byte
/// @param rawBytes written in the rule and kept for printing; the payload is never decoded, so it changes nothing
/// @param fastPattern whether the rule's author wants this literal in the prefilter
public record Content(
        Buffer buffer,
        Bytes pattern,
        boolean negated,
        boolean noCase,
        Position position,
        boolean endsWith,
        boolean rawBytes,
        FastPattern fastPattern)
        implements BufferOption {

    public Content {
        if (pattern.length() == 0) {
            throw new IllegalArgumentException("a content needs at least one byte");
        }
    }

    @Override
    public void writeTo(OptionWriter out) {
        out.select(buffer).option("content", OptionWriter.negatable(negated, "\"" + pattern.toRuleText() + "\""));
        out.flag("nocase", noCase);
        position.writeTo(out);
        out.flag("endswith", endsWith).flag("rawbytes", rawBytes);
        fastPattern.writeTo(out);
    }
}
