package dev.winnow.rule.option;

import java.util.HexFormat;
import java.util.Locale;

/// What is done to a buffer's bytes before a rule looks into them (user guide: "Transformations"). Immutable.
public sealed interface Transform {
    /// Transforms that are named and nothing more.
    enum Simple implements Transform {
        TO_LOWERCASE,
        TO_UPPERCASE,
        STRIP_WHITESPACE,
        COMPRESS_WHITESPACE,
        URL_DECODE,
        TO_MD5,
        TO_SHA1,
        TO_SHA256,
        DOTPREFIX,
        HEADER_LOWERCASE,
        STRIP_PSEUDO_HEADERS;

        /// The name as written in rules.
        public String keyword() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public void writeTo(OptionWriter out) {
            out.flag(keyword());
        }
    }

    /// `pcrexform`: the first group that the expression captures.
    record PcreXform(String expression) implements Transform {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("pcrexform", "\"" + expression + "\"");
        }
    }

    /// `xor`: each byte with a byte of the key, which is repeated.
    record Xor(Bytes key) implements Transform {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("xor", "\"" + HexFormat.of().formatHex(key.toArray()) + "\"");
        }
    }

    /// Writes the transform as a rule has it.
    void writeTo(OptionWriter out);
}
