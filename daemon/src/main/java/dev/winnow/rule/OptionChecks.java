package dev.winnow.rule;

import dev.winnow.rule.option.AlertOption;
import dev.winnow.rule.option.AppLayerProtocol;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.BufferSize;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.EventCondition;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.PacketOption.PayloadSize;
import dev.winnow.rule.option.Pcre;
import dev.winnow.rule.option.PcreFlag;
import dev.winnow.rule.option.Position;
import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.option.TransactionOption;
import dev.winnow.rule.option.TransactionOption.NumberTest;
import dev.winnow.rule.syntax.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What two options of a rule can have against each other.
final class OptionChecks {
    /// The slack that is added to it makes it no less.
    private static final NumberRange ANY_SIZE = NumberRange.between(0, Long.MAX_VALUE - 1);

    private OptionChecks() {}

    /// Why the options cannot stand together, if they cannot.
    static Optional<String> contradiction(Rule rule) {
        List<RuleOption> options = rule.options();
        if (options.stream().filter(RateLimit.class::isInstance).count() > 1) {
            return Optional.of("a rule has at most one `threshold` or `detection_filter`");
        }
        return protocols(rule)
                .or(() -> sizes(options))
                .or(() -> places(options))
                .or(() -> IpProtocolChecks.contradiction(rule));
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
        if (named.stream().distinct().count() < named.size()) {
            return Optional.of("an `app-layer-protocol` is given twice");
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
            case AlertOption.StoreCertificate _ -> true;
            case RuleOption _ -> false;
        };
    }

    /// As in Suricata 7.0.10, what counts from a match in the payload needs one.
    private static Optional<String> places(List<RuleOption> options) {
        boolean hasMatch = false;
        for (RuleOption option : options) {
            boolean looks = option instanceof Content || option instanceof Pcre;
            if (looks && ((BufferOption) option).buffer().equals(Buffer.PAYLOAD)) {
                if (!hasMatch && option instanceof Pcre pcre && pcre.flags().contains(PcreFlag.RELATIVE)) {
                    return Optional.of("no `content` or `pcre` before a `pcre` with `R` looks into the payload");
                }
                hasMatch = true;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> sizes(List<RuleOption> options) {
        Map<Buffer, Long> least = leastLengths(options);
        return options.stream()
                .filter(option -> least.getOrDefault(sizedBuffer(option), 0L) > room(option) + slack(option))
                .map(option -> "contents that take " + least.get(sizedBuffer(option))
                        + " bytes have no room in a buffer" + " of " + room(option) + " bytes")
                .findFirst();
    }

    /// What can never be in spite of what the options say one by one, where Suricata 7.0.10 loads the rule all the
    /// same.
    static Optional<String> warning(Rule rule) {
        Map<Buffer, Long> least = leastLengths(rule.options());
        return rule.options().stream()
                .filter(option -> least.getOrDefault(sizedBuffer(option), 0L) > room(option))
                .map(_ -> "the contents have no room in the buffer: this rule never matches")
                .findFirst();
    }

    /// As in Suricata 7.0.10, a size below a limit is taken for one up to it where it is compared with contents.
    private static int slack(RuleOption option) {
        NumberRange size = size(option);
        return size.low() < size.high() ? 1 : 0;
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

    /// The buffer whose size the option bounds.
    private static Buffer sizedBuffer(RuleOption option) {
        return switch (option) {
            case BufferSize size -> size.buffer();
            case NumberTest length -> length.buffer();
            case RuleOption _ -> Buffer.PAYLOAD;
        };
    }

    /// The most bytes that the buffer can have if the option holds.
    private static long room(RuleOption option) {
        NumberRange size = size(option);
        return size.negated() ? ANY_SIZE.high() : Math.min(size.high(), ANY_SIZE.high());
    }

    private static NumberRange size(RuleOption option) {
        return switch (option) {
            case BufferSize size -> size.length();
            case PayloadSize size -> size.length();
            case NumberTest length when isOfUri(length) -> length.range();
            case RuleOption _ -> ANY_SIZE;
        };
    }

    /// Of `urilen` Suricata 7.0.10 compares only exact lengths with the contents.
    private static boolean isOfUri(NumberTest test) {
        return !test.buffer().equals(Buffer.PAYLOAD)
                && test.range().low() == test.range().high();
    }
}
