package dev.winnow.rule;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferSize;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.PacketOption.PayloadSize;
import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RuleOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What two options of a rule can have against each other.
final class OptionChecks {
    private OptionChecks() {}

    /// Why the options cannot stand together, if they cannot.
    static Optional<String> contradiction(List<RuleOption> options) {
        long rateLimits = options.stream().filter(RateLimit.class::isInstance).count();
        if (rateLimits > 1) {
            return Optional.of("a rule has at most one `threshold` or `detection_filter`");
        }
        Map<Buffer, Integer> longest = longestContents(options);
        return options.stream()
                .filter(option -> longest.getOrDefault(sizedBuffer(option), 0) > room(option))
                .map(option -> "a content of " + longest.get(sizedBuffer(option)) + " bytes has no room in a buffer of "
                        + room(option) + " bytes")
                .findFirst();
    }

    private static Map<Buffer, Integer> longestContents(List<RuleOption> options) {
        Map<Buffer, Integer> longest = new HashMap<>();
        for (RuleOption option : options) {
            if (option instanceof Content content && !content.negated()) {
                longest.merge(content.buffer(), content.pattern().length(), Math::max);
            }
        }
        return longest;
    }

    /// The buffer whose size the option bounds, which is the payload for every option but one.
    private static Buffer sizedBuffer(RuleOption option) {
        return option instanceof BufferSize size ? size.buffer() : Buffer.PAYLOAD;
    }

    /// The most bytes that the buffer can have if the option holds.
    private static long room(RuleOption option) {
        return switch (option) {
            case BufferSize size when !size.length().negated() -> size.length().high();
            case PayloadSize size when !size.length().negated() -> size.length().high();
            case RuleOption _ -> Long.MAX_VALUE;
        };
    }
}
