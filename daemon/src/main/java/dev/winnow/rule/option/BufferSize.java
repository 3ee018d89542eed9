package dev.winnow.rule.option;

/// `bsize`: the length of the whole buffer in bytes.
public record BufferSize(Buffer buffer, NumberRange length) implements BufferOption {
    @Override
    public void writeTo(OptionWriter out) {
        out.select(buffer).option("bsize", length);
    }
}
