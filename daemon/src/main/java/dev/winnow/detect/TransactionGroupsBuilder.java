package dev.winnow.detect;

import dev.winnow.detect.TransactionGroup.FieldScan;
import dev.winnow.detect.transform.TransformChain;
import dev.winnow.flow.Direction;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Sorts rules into [TransactionGroups].
final class TransactionGroupsBuilder {
    private final Draft[] drafts = new Draft[AppProtocol.values().length * TransactionGroups.WAYS];

    /// The literals that are looked for in one buffer.
    private record Scan(TransformChain transforms, PrefilterBuilder literals) {}

    /// A [TransactionGroup] that is still being filled.
    private static final class Draft {
        final Map<Buffer, Scan> scans = new LinkedHashMap<>();
        final List<List<Integer>> unfiltered = Arrays.stream(Stage.values())
                .<List<Integer>>map(_ -> new ArrayList<>())
                .toList();
        final List<Integer> onEvents = new ArrayList<>();
        int ruleCount;

        void add(int index, CompiledRule rule) {
            ruleCount++;
            if (rule.transactionEvents() != 0) {
                onEvents.add(index);
                return;
            }
            rule.literal()
                    .ifPresentOrElse(
                            found -> scan(rule, found.buffer()).literals.add(index, found.literal()),
                            () -> unfiltered.get(rule.requiredStage().ordinal()).add(index));
        }

        private Scan scan(CompiledRule rule, Buffer buffer) {
            return scans.computeIfAbsent(
                    bytesOf(buffer), _ -> new Scan(transforms(rule, buffer), new PrefilterBuilder()));
        }

        private static TransformChain transforms(CompiledRule rule, Buffer buffer) {
            return Arrays.stream(rule.transactionFields())
                    .filter(check -> check.buffer().equals(buffer))
                    .findFirst()
                    .orElseThrow()
                    .transforms();
        }

        /// Whichever of a manifold field's instances a rule means, all of them are scanned. A response's body is a file
        /// as well, and is scanned as one, so that no body is scanned twice.
        private static Buffer bytesOf(Buffer buffer) {
            Field field = buffer.field() == Field.HTTP_RESPONSE_BODY ? Field.FILE_DATA : buffer.field();
            return new Buffer(field, buffer.transforms());
        }

        TransactionGroup build(PatternDatabases databases) {
            List<FieldScan> fields = scans.entrySet().stream()
                    .map(scan -> new FieldScan(
                            scan.getKey(),
                            scan.getValue().transforms,
                            scan.getValue().literals.build(databases)))
                    .toList();
            int[][] byStage = unfiltered.stream()
                    .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                    .toArray(int[][]::new);
            return new TransactionGroup(
                    ruleCount,
                    fields,
                    byStage,
                    onEvents.stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /// @param rules those that do not speak of transactions are passed over
    TransactionGroupsBuilder(List<CompiledRule> rules) {
        Arrays.setAll(drafts, _ -> new Draft());
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).isTransactional()) {
                add(i, rules.get(i));
            }
        }
    }

    private void add(int index, CompiledRule rule) {
        for (Direction direction : Direction.values()) {
            if (goes(rule, direction)) {
                add(index, rule, direction);
            }
        }
    }

    private void add(int index, CompiledRule rule, Direction direction) {
        for (AppProtocol protocol : AppProtocol.values()) {
            if (speaks(rule, protocol)) {
                drafts[TransactionGroups.index(protocol, direction)].add(index, rule);
            }
        }
    }

    /// Protocols of one family share their fields and their rules, so they share a group.
    private static boolean speaks(CompiledRule rule, AppProtocol protocol) {
        if (protocol != protocol.family() || !isOf(rule.source().application(), protocol)) {
            return false;
        }
        for (FieldCheck check : rule.transactionFields()) {
            if (!isOf(check.buffer().field().protocol(), protocol)) {
                return false;
            }
        }
        return Arrays.stream(rule.transactionNumbers())
                .allMatch(number -> isOf(number.field().protocol(), protocol));
    }

    private static boolean isOf(Optional<AppProtocol> asked, AppProtocol family) {
        return asked.isEmpty() || asked.get().family() == family;
    }

    private static boolean goes(CompiledRule rule, Direction direction) {
        return Stream.concat(
                        Stream.of(rule.source().side()),
                        Arrays.stream(rule.transactionNumbers())
                                .map(number -> number.field().side()))
                .allMatch(side -> switch (side) {
                    case ANY -> true;
                    case TO_SERVER -> direction == Direction.TO_SERVER;
                    case TO_CLIENT -> direction == Direction.TO_CLIENT;
                });
    }

    /// What the groups search for.
    Stream<List<FastLiteral>> literalSets() {
        return Arrays.stream(drafts)
                .flatMap(draft -> draft.scans.values().stream())
                .map(scan -> scan.literals.literals());
    }

    /// @param databases has those of [#literalSets]
    TransactionGroups build(PatternDatabases databases) {
        return new TransactionGroups(
                Arrays.stream(drafts).map(draft -> draft.build(databases)).toArray(TransactionGroup[]::new));
    }
}
