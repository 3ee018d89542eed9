package dev.winnow.rule;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferSize;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.PacketOption.PayloadSize;
import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RuleOption;
import java.util.List;
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
        return options.stream()
                .filter(Content.class::isInstance)
                .map(Content.class::cast)
                .filter(content -> !content.negated())
                .flatMap(content -> tooLong(content, options).stream())
                .findFirst();
    }

    private static Optional<String> tooLong(Content content, List<RuleOption> options) {
        for (RuleOption option : options) {
            long room = switch (option) {
                case BufferSize size
                when size.buffer().equals(content.buffer()) && !size.length().negated() ->
                    size.length().high();
                case PayloadSize size
                when content.buffer().equals(Buffer.PAYLOAD) && !size.length().negated() ->
                    size.length().high();
                case RuleOption _ -> Long.MAX_VALUE;
            };
            if (content.pattern().length() > room) {
                return Optional.of("a content of " + content.pattern().length() + " bytes has no room in a buffer of "
                        + room + " bytes");
            }
        }
        return Optional.empty();
    }
}
