package dev.winnow.detect;

import dev.winnow.detect.TransactionGroup.FieldScan;
import dev.winnow.detect.transform.TransformChain;
import dev.winnow.flow.Direction;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The rules that speak of transactions, by protocol and direction. Immutable, shared by all threads; owned by the
/// program.
final class TransactionGroups implements AutoCloseable {
    private static final int WAYS = Direction.values().length;

    private final TransactionGroup[] groups;

    private TransactionGroups(TransactionGroup[] groups) {
        this.groups = groups;
    }

    /// Compiles the groups; takes as many threads as the common pool has.
    static TransactionGroups compile(List<CompiledRule> rules) {
        TransactionGroup[] groups = IntStream.range(0, AppProtocol.values().length * WAYS)
                .parallel()
                .mapToObj(i -> group(rules, AppProtocol.values()[i / WAYS], Direction.values()[i % WAYS]))
                .toArray(TransactionGroup[]::new);
        return new TransactionGroups(groups);
    }

    private static TransactionGroup group(List<CompiledRule> rules, AppProtocol protocol, Direction direction) {
        Map<Buffer, PrefilterBuilder> builders = new LinkedHashMap<>();
        List<List<Integer>> unfiltered = new ArrayList<>();
        Arrays.stream(Stage.values()).forEach(_ -> unfiltered.add(new ArrayList<>()));
        for (int i = 0; i < rules.size(); i++) {
            CompiledRule rule = rules.get(i);
            if (isMember(rule, protocol, direction)) {
                int index = i;
                FastLiteral.of(rule.source().options(), TransactionGroups::isScanned)
                        .ifPresentOrElse(
                                placed -> builders.computeIfAbsent(placed.buffer(), _ -> new PrefilterBuilder())
                                        .add(index, placed.literal()),
                                () -> unfiltered
                                        .get(rule.requiredStage().ordinal())
                                        .add(index));
            }
        }
        List<FieldScan> scans = builders.entrySet().stream()
                .map(entry -> new FieldScan(
                        entry.getKey(),
                        transforms(entry.getKey(), rules),
                        entry.getValue().build()))
                .sorted(Comparator.comparing(scan -> scan.buffer().field().stage()))
                .toList();
        int[][] byStage = unfiltered.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        return new TransactionGroup(scans, byStage);
    }

    private static TransformChain transforms(Buffer buffer, List<CompiledRule> rules) {
        return rules.stream()
                .flatMap(rule -> Arrays.stream(rule.transactionFields()))
                .filter(check -> check.buffer().equals(buffer))
                .findFirst()
                .orElseThrow()
                .transforms();
    }

    private static boolean isScanned(Buffer buffer) {
        return buffer.field().layer() == Field.Layer.TRANSACTION;
    }

    private static boolean isMember(CompiledRule rule, AppProtocol protocol, Direction direction) {
        return rule.isTransactional() && speaks(rule, protocol) && goes(rule, direction);
    }

    /// Protocols of one family share their fields and their rules, so they share a group.
    private static boolean speaks(CompiledRule rule, AppProtocol protocol) {
        return protocol == protocol.family()
                && Arrays.stream(rule.transactionNumbers())
                        .allMatch(number -> number.field().protocol().family() == protocol)
                && rule.source().application().stream().allMatch(of -> of.family() == protocol)
                && Arrays.stream(rule.transactionFields())
                        .map(check -> check.buffer().field().protocol())
                        .allMatch(of -> of.isEmpty() || of.get().family() == protocol);
    }

    private static boolean goes(CompiledRule rule, Direction direction) {
        Flow.Direction way = direction == Direction.TO_SERVER ? Flow.Direction.TO_SERVER : Flow.Direction.TO_CLIENT;
        Stream<Flow.Direction> fields = Arrays.stream(rule.transactionFields())
                .map(check -> check.buffer().field().side());
        Stream<Flow.Direction> flows = rule.source().options().stream()
                .filter(Flow.class::isInstance)
                .map(option -> ((Flow) option).direction());
        Stream<Flow.Direction> numbers = Arrays.stream(rule.transactionNumbers())
                .map(number -> number.field().side());
        return Stream.concat(Stream.concat(fields, numbers), flows)
                .allMatch(side -> side == Flow.Direction.ANY || side == way);
    }

    TransactionGroup of(AppProtocol protocol, Direction direction) {
        return groups[protocol.family().ordinal() * WAYS + direction.ordinal()];
    }

    Stream<Prefilter> prefilters() {
        return Arrays.stream(groups)
                .flatMap(group -> Arrays.stream(group.scans()).map(FieldScan::prefilter));
    }

    @Override
    public void close() {
        Arrays.stream(groups).forEach(TransactionGroup::close);
    }
}
