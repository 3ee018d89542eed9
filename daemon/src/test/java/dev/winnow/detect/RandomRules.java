package dev.winnow.detect;

import dev.winnow.packet.TcpFlags;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.BitTest;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferSize;
import dev.winnow.rule.option.ByteExtract;
import dev.winnow.rule.option.ByteFormat;
import dev.winnow.rule.option.ByteJump;
import dev.winnow.rule.option.ByteJump.Origin;
import dev.winnow.rule.option.ByteTest;
import dev.winnow.rule.option.ByteTest.Comparison;
import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.FastPattern;
import dev.winnow.rule.option.IsDataAt;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.Operand;
import dev.winnow.rule.option.PacketOption;
import dev.winnow.rule.option.Pcre;
import dev.winnow.rule.option.PcreFlag;
import dev.winnow.rule.option.Position;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.syntax.Protocol;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Rules over an alphabet so small that they match often, and nearly match more often.
final class RandomRules {
    private static final char[] ALPHABET = {'a', 'b', 'B'};
    private static final int MAX_OPTIONS = 4;
    private static final String VARIABLE = "v";

    private RandomRules() {}

    static Arbitrary<String> payloads() {
        return Arbitraries.strings().withChars(ALPHABET).ofMaxLength(10);
    }

    /// Rules with signature ids 1, 2, ...
    static Arbitrary<List<ResolvedRule>> ruleSets() {
        Arbitrary<List<RuleOption>> options = Arbitraries.frequencyOf(
                        Tuple.of(12, bufferOptions()), Tuple.of(1, packetOptions()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(MAX_OPTIONS)
                .map(RandomRules::withVariablesThatAreSet);
        Arbitrary<Draft> drafts = Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just(Action.ALERT)), Tuple.of(1, Arbitraries.of(Action.class))),
                        Arbitraries.of(Protocol.IP, Protocol.TCP, Protocol.TCP, Protocol.UDP, Protocol.IPV4),
                        Arbitraries.integers().between(1, 3),
                        options)
                .as(Draft::new);
        return drafts.list().ofMinSize(1).ofMaxSize(6).map(RandomRules::numbered);
    }

    private record Draft(Action action, Protocol protocol, int priority, List<RuleOption> options) {}

    private static List<ResolvedRule> numbered(List<Draft> drafts) {
        return IntStream.range(0, drafts.size())
                .mapToObj(i -> numbered(drafts.get(i), i + 1L))
                .toList();
    }

    private static ResolvedRule numbered(Draft draft, long sid) {
        return TestRules.rule(draft.action, draft.protocol, draft.priority, sid, draft.options);
    }

    private static Arbitrary<RuleOption> bufferOptions() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, contents().map(RuleOption.class::cast)),
                Tuple.of(3, pcres().map(RuleOption.class::cast)),
                Tuple.of(2, isDataAts().map(RuleOption.class::cast)),
                Tuple.of(2, byteTests().map(RuleOption.class::cast)),
                Tuple.of(2, byteJumps().map(RuleOption.class::cast)),
                Tuple.of(
                        1,
                        Combinators.combine(Arbitraries.integers().between(-1, 3), chance(2))
                                .as((offset, relative) -> new ByteExtract(
                                        Buffer.PAYLOAD, 1, offset, VARIABLE, relative, 1, ByteFormat.BIG_ENDIAN, 0))
                                .map(RuleOption.class::cast)),
                Tuple.of(
                        1,
                        ranges(10)
                                .map(range -> new BufferSize(Buffer.PAYLOAD, range))
                                .map(RuleOption.class::cast)));
    }

    private static Arbitrary<Content> contents() {
        Arbitrary<String> patterns =
                Arbitraries.strings().withChars(ALPHABET).ofMinLength(1).ofMaxLength(3);
        return patterns.flatMap(pattern -> Combinators.combine(
                        positions(pattern.length()), chance(4), chance(3), chance(8), fastPatterns(pattern.length()))
                .as((position, negated, noCase, endsWith, fastPattern) -> new Content(
                        Buffer.PAYLOAD,
                        Bytes.ofLatin1(pattern),
                        negated,
                        noCase,
                        position,
                        endsWith,
                        false,
                        negated ? FastPattern.Unspecified.INSTANCE : fastPattern)));
    }

    private static Arbitrary<Position> positions(int length) {
        Arbitrary<OptionalInt> bounds = Arbitraries.integers()
                .between(length, length + 5)
                .map(OptionalInt::of)
                .optional(0.6)
                .map(bound -> bound.orElse(OptionalInt.empty()));
        Arbitrary<OptionalInt> distances = Arbitraries.integers()
                .between(-4, 4)
                .map(OptionalInt::of)
                .optional(0.8)
                .map(distance -> distance.orElse(OptionalInt.empty()));
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Position.Anywhere.INSTANCE)),
                Tuple.of(1, Arbitraries.just(Position.Start.INSTANCE)),
                Tuple.of(
                        2,
                        Combinators.combine(Arbitraries.integers().between(0, 5), bounds)
                                .as(Position.Absolute::new)),
                Tuple.of(5, Combinators.combine(distances, bounds).as(Position.Relative::new)));
    }

    private static Arbitrary<FastPattern> fastPatterns(int length) {
        return Arbitraries.of(
                FastPattern.Unspecified.INSTANCE, new FastPattern.Whole(false), new FastPattern.Chop(length - 1, 1));
    }

    private static Arbitrary<Pcre> pcres() {
        Arbitrary<String> expressions =
                Arbitraries.of("a", "ab", "^a", "b$", "a.b", "[aB]b", "a|bb", "a+", "b*?a", "(a)b?", "^", "a??");
        Arbitrary<Set<PcreFlag>> flags = Combinators.combine(chance(2), chance(3))
                .as((relative, noCase) -> {
                    Set<PcreFlag> set = EnumSet.noneOf(PcreFlag.class);
                    if (relative) {
                        set.add(PcreFlag.RELATIVE);
                    }
                    if (noCase) {
                        set.add(PcreFlag.CASELESS);
                    }
                    return set;
                });
        return Combinators.combine(expressions, chance(4), flags)
                .as((expression, negated, set) -> new Pcre(Buffer.PAYLOAD, expression, negated, set));
    }

    private static Arbitrary<IsDataAt> isDataAts() {
        return Combinators.combine(chance(2), Arbitraries.integers().between(0, 5), chance(2))
                .as((negated, offset, relative) ->
                        new IsDataAt(Buffer.PAYLOAD, negated, Operand.of(offset), relative, false));
    }

    private static Arbitrary<ByteTest> byteTests() {
        Arbitrary<Operand> values = Arbitraries.of(
                Operand.of('a'), Operand.of('b'), new Operand.Variable(VARIABLE), new Operand.Variable(VARIABLE));
        return Combinators.combine(
                        Arbitraries.of(Comparison.class),
                        chance(3),
                        values,
                        Arbitraries.integers().between(-2, 4),
                        chance(2))
                .as((comparison, negated, value, offset, relative) -> new ByteTest(
                        Buffer.PAYLOAD,
                        Operand.of(1),
                        comparison,
                        negated,
                        value,
                        Operand.of(offset),
                        relative,
                        ByteFormat.BIG_ENDIAN,
                        0));
    }

    /// Back by about as much as a letter jumps, so that most land in the buffer.
    private static Arbitrary<ByteJump> byteJumps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(-1, 3),
                        chance(2),
                        Arbitraries.of(Origin.class),
                        Arbitraries.integers().between(-100, -95),
                        chance(3))
                .as((length, offset, relative, origin, postOffset, aligned) -> new ByteJump(
                        Buffer.PAYLOAD,
                        Operand.of(length),
                        Operand.of(offset),
                        relative,
                        1,
                        ByteFormat.BIG_ENDIAN,
                        aligned,
                        origin,
                        length == 0 ? 0 : postOffset));
    }

    /// Without the tests of a variable before anything sets it; set once, because a name means what has it first.
    private static List<RuleOption> withVariablesThatAreSet(List<RuleOption> options) {
        List<RuleOption> kept = new ArrayList<>();
        boolean set = false;
        for (RuleOption option : options) {
            if (option instanceof ByteExtract extract && set) {
                kept.add(new ByteExtract(
                        extract.buffer(),
                        extract.length(),
                        extract.offset(),
                        "other" + kept.size(),
                        extract.relative(),
                        extract.multiplier(),
                        extract.format(),
                        extract.align()));
                continue;
            }
            set |= option instanceof ByteExtract;
            if (set || !(option instanceof ByteTest test) || test.value() instanceof Operand.Constant) {
                kept.add(option);
            }
        }
        return kept;
    }

    private static Arbitrary<RuleOption> packetOptions() {
        return Arbitraries.oneOf(
                ranges(10).map(PacketOption.PayloadSize::new),
                ranges(3)
                        .map(range -> new PacketOption.TimeToLive(
                                new NumberRange(range.low() + 63, range.high() + 63, range.negated()))),
                ranges(20).map(PacketOption.IpProtocol::new),
                Arbitraries.just(PacketOption.SameIp.INSTANCE),
                Combinators.combine(
                                Arbitraries.of(TcpFlags.ACK, TcpFlags.SYN, TcpFlags.ACK | TcpFlags.PSH),
                                Arbitraries.of(BitTest.class),
                                Arbitraries.of(0, TcpFlags.PSH))
                        .as(PacketOption.TcpFlags::new));
    }

    private static Arbitrary<NumberRange> ranges(int max) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, max),
                        Arbitraries.integers().between(0, 4),
                        chance(4))
                .as((low, more, negated) -> new NumberRange(low, low + more, negated));
    }

    private static Arbitrary<Boolean> chance(int oneIn) {
        return Arbitraries.integers().between(1, oneIn).map(i -> i == 1);
    }
}
