package dev.winnow.detect.transform;

import dev.winnow.detect.content.RegexPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.rule.option.Transform;
import java.util.List;

/// The transforms of one buffer, in the rule's order (Suricata's user guide, "Transformations"). Immutable, any thread,
/// allocates nothing.
public final class TransformChain {
    private final ByteTransform[] steps;

    private TransformChain(ByteTransform[] steps) {
        this.steps = steps;
    }

    /// @param regexes gets the regular expressions of `pcrexform`
    /// @throws IllegalArgumentException if such an expression is none, or does not capture just one group
    public static TransformChain of(List<Transform> transforms, RegexPool regexes) {
        return new TransformChain(
                transforms.stream().map(transform -> step(transform, regexes)).toArray(ByteTransform[]::new));
    }

    private static ByteTransform step(Transform transform, RegexPool regexes) {
        return switch (transform) {
            case Transform.Simple simple -> step(simple);
            case Transform.PcreXform capture -> new CaptureTransform(regexes.get(capture));
            case Transform.Xor xor -> new XorTransform(xor.key().toArray());
        };
    }

    private static ByteTransform step(Transform.Simple transform) {
        return switch (transform) {
            case TO_LOWERCASE -> LetterCase.LOWER;
            case TO_UPPERCASE -> LetterCase.UPPER;
            case STRIP_WHITESPACE -> Whitespace.STRIP;
            case COMPRESS_WHITESPACE -> Whitespace.COMPRESS;
            case URL_DECODE -> UrlDecode.INSTANCE;
            case TO_MD5 -> DigestTransform.MD5;
            case TO_SHA1 -> DigestTransform.SHA1;
            case TO_SHA256 -> DigestTransform.SHA256;
            case DOTPREFIX -> DotPrefix.INSTANCE;
            case HEADER_LOWERCASE -> HeaderTransform.LOWER_NAMES;
            case STRIP_PSEUDO_HEADERS -> HeaderTransform.STRIP_PSEUDO;
        };
    }

    /// Whether it leaves bytes as they are.
    public boolean isEmpty() {
        return steps.length == 0;
    }

    /// Turns `bytes` to their transformed copy in `space`, which is good until the next call.
    public void apply(ByteRange bytes, TransformSpace space) {
        int length = space.take(bytes);
        for (ByteTransform step : steps) {
            length = step.apply(space, length);
        }
        bytes.set(space.memory, space.base, length);
    }
}
