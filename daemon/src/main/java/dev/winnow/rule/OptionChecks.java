package dev.winnow.rule;

import dev.winnow.rule.option.AppLayerProtocol;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.BufferSize;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.EventCondition;
import dev.winnow.rule.option.PacketOption.PayloadSize;
import dev.winnow.rule.option.Position;
import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.option.TransactionOption;
import dev.winnow.rule.syntax.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What two options of a rule can have against each other.
final class OptionChecks {
    private OptionChecks() {}

    /// Why the options cannot stand together, if they cannot.
    static Optional<String> contradiction(Rule rule) {
        List<RuleOption> options = rule.options();
        if (options.stream().filter(RateLimit.class::isInstance).count() > 1) {
            return Optional.of("a rule has at most one `threshold` or `detection_filter`");
        }
        return protocols(rule).or(() -> sizes(options));
    }

    private static Optional<String> protocols(Rule rule) {
        List<AppLayerProtocol> named = rule.options().stream()
                .filter(AppLayerProtocol.class::isInstance)
                .map(AppLayerProtocol.class::cast)
                .toList();
        if (!named.isEmpty() && rule.header().application().isPresent()) {
            return Optional.of("the rule's header names a protocol already");
        }
        for (RuleOption option : rule.options()) {
            if (option instanceof AppLayerProtocol) {
                break;
            }
            if (!named.isEmpty() && namesProtocol(option)) {
                return Optional.of("what stands before `app-layer-protocol` names a protocol already");
            }
        }
        return named.size() > 1 && named.stream().anyMatch(protocol -> !protocol.negated())
                ? Optional.of("an `app-layer-protocol` without `!` leaves nothing to another one")
                : Optional.empty();
    }

    private static boolean namesProtocol(RuleOption option) {
        return switch (option) {
            case BufferOption buffered -> buffered.buffer().field().protocol().isPresent();
            case TransactionOption number -> number.field().protocol().isPresent();
            case EventCondition event -> event.ofMessage().isPresent();
            case RuleOption _ -> false;
        };
    }

    private static Optional<String> sizes(List<RuleOption> options) {
        Map<Buffer, Long> least = leastLengths(options);
        return options.stream()
                .filter(option -> least.getOrDefault(sizedBuffer(option), 0L) > room(option))
                .map(option -> "contents that take " + least.get(sizedBuffer(option))
                        + " bytes have no room in a buffer" + " of " + room(option) + " bytes")
                .findFirst();
    }

    /// The bytes that each buffer must have at least for all of its contents to be found.
    private static Map<Buffer, Long> leastLengths(List<RuleOption> options) {
        Map<Buffer, Long> least = new HashMap<>();
        Map<Buffer, Long> ends = new HashMap<>();
        for (RuleOption option : options) {
            if (option instanceof Content content && !content.negated()) {
                long start = leastStart(content.position(), ends.getOrDefault(content.buffer(), 0L));
                long end = Math.max(0, start) + content.pattern().length();
                ends.put(content.buffer(), end);
                least.merge(content.buffer(), end, Math::max);
            } else if (option instanceof BufferOption other && !(other instanceof BufferSize)) {
                // It may have moved the place that the next content counts from, in either direction.
                ends.put(other.buffer(), 0L);
            }
        }
        return least;
    }

    /// @param previousEnd where the match before ends at the earliest
    private static long leastStart(Position position, long previousEnd) {
        return switch (position) {
            case Position.Absolute absolute -> absolute.offset();
            case Position.Relative relative -> previousEnd + relative.distance().orElse(0);
            case Position.Anywhere _, Position.Start _, Position.Computed _ -> 0;
        };
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
