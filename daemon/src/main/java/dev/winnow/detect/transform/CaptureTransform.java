package dev.winnow.detect.transform;

import dev.winnow.bindings.pcre2.MatchLimits;
import dev.winnow.bindings.pcre2.Regex;

/// `pcrexform`: what the expression's group captures. Bytes in which it finds nothing, or captures nothing, stay as
/// they are.
final class CaptureTransform implements ByteTransform {
    private static final int GROUP = 1;

    /// Steps over all places where the group's expression could start; some milliseconds.
    private static final int WORK = 1_000_000;

    private final Regex regex;

    CaptureTransform(Regex regex) {
        this.regex = regex;
    }

    @Override
    public int apply(TransformSpace space, int length) {
        space.matcher.limitSteps(Math.clamp(WORK / (length + 1), 1, MatchLimits.DEFAULT.steps()));
        int found = space.matcher.match(regex, space.memory, space.base, length, 0, 0);
        if (found <= GROUP) {
            return length;
        }
        int start = space.matcher.start(GROUP);
        int captured = space.matcher.end(GROUP) - start;
        if (captured <= 0) {
            return length;
        }
        space.move(start, 0, captured);
        return captured;
    }
}
