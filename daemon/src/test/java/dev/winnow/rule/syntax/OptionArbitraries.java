package dev.winnow.rule.syntax;

import dev.winnow.rule.option.Alert;
import dev.winnow.rule.option.AppLayerProtocol;
import dev.winnow.rule.option.BitTest;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.BufferSize;
import dev.winnow.rule.option.Bypass;
import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Capture;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.DataReputation;
import dev.winnow.rule.option.Dataset;
import dev.winnow.rule.option.FastPattern;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.NoAlert;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.PacketOption;
import dev.winnow.rule.option.Pcre;
import dev.winnow.rule.option.PcreFlag;
import dev.winnow.rule.option.Position;
import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RuleOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Options of every kind, as they are after reading.
final class OptionArbitraries {
    private static final int U16_MAX = 0xFFFF;
    private static final long U32_MAX = 0xFFFF_FFFFL;

    private OptionArbitraries() {}

    /// Lists of options with at most one fast pattern and one `flow`, as rules have it.
    static Arbitrary<List<RuleOption>> options() {
        return Combinators.combine(
                        segment(Arbitraries.just(Buffer.PAYLOAD)),
                        segment(BufferArbitraries.buffers()).list().ofMaxSize(3))
                .as(OptionArbitraries::joined)
                .filter(list -> list.stream()
                                .filter(OptionArbitraries::choosesFastPattern)
                                .count()
                        <= 1)
                .filter(list -> list.stream().filter(Flow.class::isInstance).count() <= 1);
    }

    /// Options between two changes of the buffer, the first of which looks into it, and the last of which end it.
    private record Segment(Buffer buffer, List<Function<Buffer, RuleOption>> options) {}

    private static Arbitrary<Segment> segment(Arbitrary<Buffer> buffers) {
        Arbitrary<Function<Buffer, RuleOption>> inBuffer =
                Arbitraries.oneOf(List.of(contents(), pcres(), sizes(), numbers(), sets()));
        Arbitrary<Function<Buffer, RuleOption>> any = Arbitraries.oneOf(List.of(
                inBuffer,
                packetOptions().map(option -> _ -> option),
                flows().map(option -> _ -> option),
                protocols().map(option -> _ -> option),
                StateArbitraries.options().map(option -> _ -> option),
                rates().map(option -> _ -> option)));
        Arbitrary<List<RuleOption>> last =
                StateArbitraries.numbersOfMessages().list().ofMaxSize(2);
        return Combinators.combine(buffers, inBuffer, any.list().ofMaxSize(3), last)
                .as((buffer, first, others, ending) -> {
                    List<Function<Buffer, RuleOption>> options = new ArrayList<>(List.of(first));
                    options.addAll(others);
                    ending.forEach(option -> options.add(_ -> option));
                    return new Segment(buffer, options);
                });
    }

    /// Numbers the selections of manifold fields as reading does.
    private static List<RuleOption> joined(Segment first, List<Segment> others) {
        List<RuleOption> options = new ArrayList<>(List.of(ByteArbitraries.EXTRACT));
        Map<Field, Integer> selections = new EnumMap<>(Field.class);
        List<Segment> segments = new ArrayList<>(List.of(first));
        segments.addAll(others);
        for (Segment segment : segments) {
            Buffer buffer = segment.buffer();
            int before = buffer.field().isManifold() ? selections.merge(buffer.field(), 1, Integer::sum) - 1 : 0;
            Buffer selected = new Buffer(buffer.field(), buffer.transforms(), before);
            segment.options().forEach(option -> options.add(option.apply(selected)));
        }
        return options;
    }

    private static Arbitrary<RuleOption> protocols() {
        return Combinators.combine(Arbitraries.of(AppProtocol.class).optional(), flag())
                .as(AppLayerProtocol::new);
    }

    private static boolean choosesFastPattern(RuleOption option) {
        return option instanceof Content content && content.fastPattern() != FastPattern.Unspecified.INSTANCE;
    }

    private static Arbitrary<Boolean> flag() {
        return Arbitraries.of(true, false);
    }

    private static Arbitrary<Integer> upTo(int max) {
        return Arbitraries.integers().between(0, max);
    }

    private static Arbitrary<NumberRange> ranges(int max) {
        Arbitrary<Integer> number = upTo(max);
        return Arbitraries.oneOf(
                number.map(NumberRange::exactly),
                number.map(n -> new NumberRange(n, n, true)),
                number.map(n -> NumberRange.between(0, n)),
                number.map(n -> NumberRange.between(n, Long.MAX_VALUE)),
                Combinators.combine(Arbitraries.integers().between(1, max / 2), upTo(max / 2 - 1))
                        .as((low, more) -> NumberRange.between(low, low + more)));
    }

    private static Arbitrary<Function<Buffer, RuleOption>> contents() {
        Arbitrary<byte[]> bytes =
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(12);
        return Combinators.combine(bytes.map(Bytes::of), flag(), flag(), flag(), flag())
                .flatAs((pattern, negated, noCase, endsWith, rawBytes) -> positions(pattern.length())
                        .flatMap(position -> fastPatterns(pattern, negated, position)
                                .map(fast -> buffer -> new Content(
                                        buffer,
                                        pattern,
                                        negated,
                                        noCase,
                                        position,
                                        endsWith,
                                        rawBytes && buffer.field() == Field.PKT_DATA,
                                        fast))));
    }

    private static Arbitrary<Position> positions(int length) {
        Arbitrary<OptionalInt> room =
                Arbitraries.integers().between(length, U16_MAX).map(OptionalInt::of);
        Arbitrary<OptionalInt> distance =
                Arbitraries.integers().between(-1048576, 1048576).map(OptionalInt::of);
        return Arbitraries.oneOf(
                Arbitraries.of(Position.Anywhere.INSTANCE, Position.Start.INSTANCE),
                upTo(U16_MAX).map(offset -> new Position.Absolute(offset, OptionalInt.empty())),
                Combinators.combine(upTo(U16_MAX), room).as(Position.Absolute::new),
                distance.map(d -> new Position.Relative(d, OptionalInt.empty())),
                room.map(within -> new Position.Relative(OptionalInt.empty(), within)),
                Combinators.combine(distance, room).as(Position.Relative::new),
                ByteArbitraries.positions(length));
    }

    private static Arbitrary<FastPattern> fastPatterns(Bytes pattern, boolean negated, Position position) {
        Arbitrary<FastPattern> none = Arbitraries.just(FastPattern.Unspecified.INSTANCE);
        if (position != Position.Anywhere.INSTANCE) {
            return negated ? none : Arbitraries.oneOf(none, Arbitraries.just(new FastPattern.Whole(false)));
        }
        Arbitrary<FastPattern> chop = upTo(pattern.length() - 1)
                .flatMap(offset -> Arbitraries.integers()
                        .between(1, pattern.length() - offset)
                        .map(length -> new FastPattern.Chop(offset, length)));
        return Arbitraries.oneOf(none, Arbitraries.just(new FastPattern.Whole(!negated)), chop);
    }

    private static Arbitrary<Function<Buffer, RuleOption>> pcres() {
        Arbitrary<String> piece =
                Arbitraries.of("a", "\\;", "\\\"", "\\/", "[^\"]", " ", "|", "\\x3b", "(b)*", "\u00ff", ":");
        Arbitrary<String> expression = piece.list().ofMinSize(1).ofMaxSize(8).map(pieces -> String.join("", pieces));
        return Combinators.combine(
                        expression, flag(), Arbitraries.of(PcreFlag.class).set(), captures())
                .as((text, negated, flags, captures) -> buffer -> new Pcre(buffer, text, negated, flags, captures));
    }

    private static Arbitrary<List<Capture>> captures() {
        return Arbitraries.of(Capture.Owner.class)
                .list()
                .ofMaxSize(2)
                .map(owners -> IntStream.range(0, owners.size())
                        .mapToObj(i -> new Capture(owners.get(i), "n" + i, i + 1))
                        .toList());
    }

    /// Larger than any content of these lists, so that none contradicts it.
    private static Arbitrary<Function<Buffer, RuleOption>> sizes() {
        return Arbitraries.integers().between(12, U16_MAX).map(n -> buffer -> size(buffer, NumberRange.exactly(n)));
    }

    private static RuleOption size(Buffer buffer, NumberRange range) {
        return buffer.equals(Buffer.PAYLOAD) ? new PacketOption.PayloadSize(range) : new BufferSize(buffer, range);
    }

    private static Arbitrary<Function<Buffer, RuleOption>> numbers() {
        return ByteArbitraries.options().map(option -> option::apply);
    }

    private static Arbitrary<Optional<String>> files() {
        return Arbitraries.of("a.lst", "b/c.lst").optional();
    }

    private static Arbitrary<Dataset.Files> datasetFiles() {
        return Arbitraries.oneOf(
                Combinators.combine(files(), files())
                        .as((load, save) -> new Dataset.Files(load, save, Optional.empty())),
                files().map(state -> new Dataset.Files(Optional.empty(), Optional.empty(), state)));
    }

    private static Arbitrary<OptionalLong> memcaps() {
        return Arbitraries.of(OptionalLong.empty(), OptionalLong.of(1 << 20));
    }

    /// Questions about sets, which are not asked about the payload: there is another option in their place.
    private static Arbitrary<Function<Buffer, RuleOption>> sets() {
        Arbitrary<Function<Buffer, BufferOption>> datasets = Combinators.combine(
                        Arbitraries.of(Dataset.Command.class),
                        Arbitraries.of(Dataset.Type.class).optional(),
                        datasetFiles(),
                        memcaps())
                .as((command, type, files, memcap) ->
                        buffer -> new Dataset(buffer, command, "set-1", type, files, memcap));
        Arbitrary<Function<Buffer, BufferOption>> reputations = Combinators.combine(
                        upTo(100), Arbitraries.of(Dataset.Type.class).optional(), files(), memcaps())
                .as((least, type, load, memcap) -> buffer -> new DataReputation(
                        buffer, "set.2", NumberRange.between(least, Long.MAX_VALUE), type, load, memcap));
        return Arbitraries.oneOf(datasets, reputations)
                .map(option ->
                        buffer -> buffer.equals(Buffer.PAYLOAD) ? PacketOption.SameIp.INSTANCE : option.apply(buffer));
    }

    private static Arbitrary<RuleOption> packetOptions() {
        Arbitrary<BitTest> tests = Arbitraries.of(BitTest.class);
        Arbitrary<Long> u32 = Arbitraries.longs().between(0, U32_MAX);
        return Arbitraries.oneOf(List.of(
                ranges(U16_MAX).map(PacketOption.PayloadSize::new),
                ranges(255).map(PacketOption.TimeToLive::new),
                Combinators.combine(upTo(255), flag()).as(PacketOption.TypeOfService::new),
                upTo(U16_MAX).map(PacketOption.IpId::new),
                ranges(255).map(PacketOption.IpProtocol::new),
                Combinators.combine(Arbitraries.integers().between(1, 7), tests).as(PacketOption.FragmentBits::new),
                ranges(U16_MAX).map(PacketOption.FragmentOffset::new),
                Arbitraries.just(PacketOption.SameIp.INSTANCE),
                Combinators.combine(upTo(255), tests, upTo(255)).as(PacketOption.TcpFlags::new),
                u32.map(PacketOption.TcpSequence::new),
                u32.map(PacketOption.TcpAcknowledgment::new),
                Combinators.combine(upTo(U16_MAX), flag()).as(PacketOption.TcpWindow::new),
                ranges(255).map(PacketOption.IcmpType::new),
                ranges(255).map(PacketOption.IcmpCode::new),
                upTo(U16_MAX).map(PacketOption.IcmpId::new),
                upTo(U16_MAX).map(PacketOption.IcmpSequence::new)));
    }

    private static Arbitrary<RuleOption> flows() {
        Arbitrary<Flow.Scope> scopes = Arbitraries.of(Flow.Scope.class);
        return Combinators.combine(
                        Arbitraries.of(Flow.Direction.class), Arbitraries.of(Flow.State.class), scopes, scopes)
                .as(Flow::new)
                .filter(flow ->
                        !flow.equals(new Flow(Flow.Direction.ANY, Flow.State.ANY, Flow.Scope.ANY, Flow.Scope.ANY)))
                .map(flow -> flow);
    }

    private static Arbitrary<RuleOption> rates() {
        Arbitrary<Integer> number = Arbitraries.integers().between(1, Integer.MAX_VALUE);
        Arbitrary<RateLimit.Track> tracks = Arbitraries.of(RateLimit.Track.class);
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(RateLimit.Threshold.Type.class), tracks, number, number)
                        .as(RateLimit.Threshold::new),
                Combinators.combine(tracks, number, number).as(RateLimit.DetectionFilter::new),
                Arbitraries.of(NoAlert.INSTANCE, Alert.INSTANCE, Bypass.INSTANCE));
    }
}
