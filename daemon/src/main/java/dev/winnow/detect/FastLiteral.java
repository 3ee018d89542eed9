package dev.winnow.detect;

import dev.winnow.bindings.hyperscan.Pattern;
import dev.winnow.detect.content.ByteRarity;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.FastPattern;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.RuleOption;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The one literal of a rule that the prefilter looks for: nothing without it can match the rule.
///
/// @param bytes in lower case if `noCase`
record FastLiteral(Bytes bytes, boolean noCase) {
    /// A literal and the buffer that it must be in.
    record Placed(Buffer buffer, FastLiteral literal) {}

    /// Any order will do, as long as it is always the same.
    static final Comparator<FastLiteral> ORDER =
            Comparator.comparing(FastLiteral::bytes).thenComparing(FastLiteral::noCase);

    /// Longer literals select no better and cost more to compile.
    static final int MAX_LENGTH = 32;
    /// Bytes that were searched before, and may be the beginning of a literal that ends in new ones.
    static final int OVERLAP = MAX_LENGTH - 1;

    /// Fields that are alike in most messages: what is in them tells little, however rare its bytes are.
    private static final Set<Field> COMMONPLACE = EnumSet.of(
            Field.HTTP_METHOD,
            Field.HTTP_PROTOCOL,
            Field.HTTP_STAT_CODE,
            Field.HTTP_STAT_MSG,
            Field.HTTP_HEADER_NAMES,
            Field.HTTP_CONNECTION,
            Field.HTTP_ACCEPT,
            Field.HTTP_ACCEPT_ENC,
            Field.HTTP_ACCEPT_LANG,
            Field.HTTP_CONTENT_TYPE);

    private static final Comparator<Content> TELLING = Comparator.comparing(
                    (Content content) -> !COMMONPLACE.contains(content.buffer().field()))
            .thenComparingInt(content -> distinction(content.pattern()));

    /// The author's choice, or else the content that tells most, among those in buffers that are scanned; empty if no
    /// content has to be there.
    static Optional<Placed> of(List<? extends RuleOption> options, Predicate<Buffer> scanned) {
        List<Content> contents = options.stream()
                .filter(Content.class::isInstance)
                .map(Content.class::cast)
                .filter(content -> !content.negated() && scanned.test(content.buffer()))
                .toList();
        return contents.stream()
                .filter(content -> content.fastPattern() != FastPattern.Unspecified.INSTANCE)
                .findFirst()
                .or(() -> contents.stream().max(TELLING))
                .map(content -> new Placed(content.buffer(), literal(content)));
    }

    /// The literal that the rule is found by, in the payload or in a field of a transaction.
    ///
    /// @param transactional whether the rule speaks of transactions
    static Optional<Placed> of(ResolvedRule rule, boolean transactional) {
        return of(
                rule.options(),
                transactional ? buffer -> buffer.field().layer() == Field.Layer.TRANSACTION : Buffer.PAYLOAD::equals);
    }

    /// The literal for libhs. It may be reported at each place where it is: keeping track of what was reported costs
    /// libhs more than reporting it again costs the match collector.
    Pattern pattern(int id) {
        return Pattern.literal(id, bytes.toArray(), noCase ? Pattern.CASELESS : 0);
    }

    private static FastLiteral literal(Content content) {
        Bytes bytes = switch (content.fastPattern()) {
            case FastPattern.Chop(int offset, int length) -> content.pattern().slice(offset, length);
            case FastPattern.Whole _, FastPattern.Unspecified _ -> content.pattern();
        };
        Bytes part = bytes.length() > MAX_LENGTH ? mostDistinct(bytes) : bytes;
        return content.noCase() ? new FastLiteral(part.toLowerCase(), true) : new FastLiteral(part, false);
    }

    private static Bytes mostDistinct(Bytes bytes) {
        Bytes best = bytes.slice(0, MAX_LENGTH);
        for (int offset = 1; offset + MAX_LENGTH <= bytes.length(); offset++) {
            Bytes part = bytes.slice(offset, MAX_LENGTH);
            if (distinction(part) > distinction(best)) {
                best = part;
            }
        }
        return best;
    }

    /// How much the literal tells: its bytes' rarity, where a byte that is there already tells little.
    private static int distinction(Bytes bytes) {
        boolean[] seen = new boolean[256];
        int sum = 0;
        for (int i = 0; i < bytes.length(); i++) {
            byte value = bytes.at(i);
            sum += seen[value & 0xFF] ? 1 : 1 + ByteRarity.of(value);
            seen[value & 0xFF] = true;
        }
        return sum;
    }
}
