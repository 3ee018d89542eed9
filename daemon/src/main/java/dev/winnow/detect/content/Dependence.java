package dev.winnow.detect.content;

import dev.winnow.rule.option.Asn1;
import dev.winnow.rule.option.Base64Decode;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.BufferSize;
import dev.winnow.rule.option.ByteExtract;
import dev.winnow.rule.option.ByteJump;
import dev.winnow.rule.option.ByteMath;
import dev.winnow.rule.option.ByteOption;
import dev.winnow.rule.option.ByteTest;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.DataReputation;
import dev.winnow.rule.option.Dataset;
import dev.winnow.rule.option.FileHash;
import dev.winnow.rule.option.IsDataAt;
import dev.winnow.rule.option.Pcre;
import dev.winnow.rule.option.Position;
import java.util.List;

/// Which options count from which others.
final class Dependence {
    private Dependence() {}

    /// Whether `option` counts from the previous match's end.
    static boolean isRelative(BufferOption option) {
        return switch (option) {
            case Content content -> content.position().isRelative();
            case Pcre pcre -> pcre.isRelative();
            case IsDataAt dataAt -> dataAt.relative();
            case ByteOption number -> number.relative();
            case Base64Decode decode -> decode.relative();
            case Asn1 asn1 -> asn1.relative();
            case BufferSize _, Dataset _, DataReputation _, FileHash _ -> false;
        };
    }

    /// Whether what is behind `option` counts from what it found.
    static boolean moves(BufferOption option) {
        return switch (option) {
            case Content content -> !content.negated();
            case Pcre pcre -> !pcre.negated();
            case ByteJump _, ByteExtract _, ByteMath _ -> true;
            case ByteTest _, IsDataAt _, BufferSize _ -> false;
            case Base64Decode _, Asn1 _, Dataset _, DataReputation _, FileHash _ -> false;
        };
    }

    /// Whether `option` keeps a number for later ones.
    static boolean keepsNumber(BufferOption option) {
        return option instanceof ByteExtract || option instanceof ByteMath;
    }

    /// Whether options behind the one at `index` may hold at a later place of it where they did not at the first.
    ///
    /// Suricata 7.0.10 thinks so where the next option is relative. A content or expression counts from the last
    /// one before it, even a negated one, whatever is between the two that moves nothing. A content that has
    /// `distance` alone finds after the first place whatever it finds after a later one. Base64 is decoded once,
    /// and ASN.1 read once.
    static boolean isRetried(List<BufferOption> options, int index) {
        boolean direct = true;
        for (BufferOption option : options.subList(index + 1, options.size())) {
            if (option instanceof Content || option instanceof Pcre) {
                return isRelative(option) && !isBoundByDistanceOnly(option);
            }
            boolean counts = direct && isRelative(option) && !isOnce(option);
            if (counts || moves(option)) {
                return counts;
            }
            direct = direct && option instanceof BufferSize;
        }
        return false;
    }

    private static boolean isOnce(BufferOption option) {
        return option instanceof Base64Decode || option instanceof Asn1;
    }

    private static boolean isBoundByDistanceOnly(BufferOption option) {
        return option instanceof Content content && !content.negated() && isBoundByDistanceOnly(content.position());
    }

    private static boolean isBoundByDistanceOnly(Position position) {
        return switch (position) {
            case Position.Relative relative -> relative.within().isEmpty();
            case Position.Computed computed ->
                computed.relative() && computed.room().isEmpty();
            case Position.Anywhere _, Position.Start _, Position.Absolute _ -> false;
        };
    }
}
