package dev.winnow.detect;

import dev.winnow.detect.transform.TransformChain;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The rules that look into one protocol's transactions in one direction. Immutable, shared by all threads.
final class TransactionGroup {
    private final int ruleCount;
    private final FieldScan[][] scans;
    private final int[][] unfiltered;
    private final int[] onEvents;

    /// One buffer's literals, all searched for at once.
    record FieldScan(Buffer buffer, TransformChain transforms, Prefilter prefilter) {}

    /// @param unfiltered rules without a literal to look for, by the ordinal of the stage that they need
    /// @param onEvents rules about what is odd
    TransactionGroup(int ruleCount, List<FieldScan> scans, int[][] unfiltered, int[] onEvents) {
        this.ruleCount = ruleCount;
        this.scans = Arrays.stream(Stage.values())
                .map(stage -> scans.stream()
                        .filter(scan -> scan.buffer().field().stage() == stage)
                        .toArray(FieldScan[]::new))
                .toArray(FieldScan[][]::new);
        this.unfiltered = unfiltered;
        this.onEvents = onEvents;
    }

    /// What is searched once the transaction has come to `stage`.
    FieldScan[] scans(Stage stage) {
        return scans[stage.ordinal()];
    }

    Stream<FieldScan> scans() {
        return Arrays.stream(scans).flatMap(Arrays::stream);
    }

    /// Rules without a literal that can be judged once the transaction has come to `stage`.
    int[] unfiltered(Stage stage) {
        return unfiltered[stage.ordinal()];
    }

    /// Rules that are judged whenever something odd was noticed.
    int[] onEvents() {
        return onEvents;
    }

    int ruleCount() {
        return ruleCount;
    }

    int unfilteredCount() {
        return Arrays.stream(unfiltered).mapToInt(rules -> rules.length).sum();
    }

    boolean isEmpty() {
        return ruleCount == 0;
    }
}
