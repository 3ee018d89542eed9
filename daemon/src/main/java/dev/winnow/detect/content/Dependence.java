package dev.winnow.detect.content;

import dev.winnow.rule.option.Base64Decode;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.BufferSize;
import dev.winnow.rule.option.ByteOption;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.DataReputation;
import dev.winnow.rule.option.Dataset;
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
            case BufferSize _, Dataset _, DataReputation _ -> false;
        };
    }

    /// Whether options behind the one at `index` may hold at a later place of it where they did not at the first.
    ///
    /// Suricata 7.0.10 thinks so where the next option is relative. A content or expression counts from the content
    /// or expression before it, even a negated one, whatever is between the two. A content that is bound by
    /// `distance` alone finds after the first place whatever it finds after a later one.
    static boolean isRetried(List<BufferOption> options, int index) {
        boolean direct = true;
        for (BufferOption option : options.subList(index + 1, options.size())) {
            if (searches(option)) {
                return isRelative(option) && !isBoundByDistanceOnly(option);
            }
            if (direct && isRelative(option)) {
                return true;
            }
            direct = direct && option instanceof BufferSize;
        }
        return false;
    }

    private static boolean searches(BufferOption option) {
        return option instanceof Content || option instanceof Pcre;
    }

    private static boolean isBoundByDistanceOnly(BufferOption option) {
        return option instanceof Content content
                && !content.negated()
                && content.position() instanceof Position.Relative relative
                && relative.within().isEmpty();
    }
}
