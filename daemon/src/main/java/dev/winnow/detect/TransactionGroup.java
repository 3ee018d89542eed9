package dev.winnow.detect;

import dev.winnow.detect.transform.TransformChain;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Stage;
import java.util.List;

/// The rules that look into one protocol's transactions in one direction. Immutable, shared by all threads; owned by
/// the program.
final class TransactionGroup implements AutoCloseable {
    private final FieldScan[] scans;
    private final int[][] unfiltered;

    /// One buffer's literals, all searched for at once.
    record FieldScan(Buffer buffer, TransformChain transforms, Prefilter prefilter) {}

    /// @param scans in the order of their fields' stages
    /// @param unfiltered rules without a literal to look for, by the ordinal of the stage that they need
    TransactionGroup(List<FieldScan> scans, int[][] unfiltered) {
        this.scans = scans.toArray(FieldScan[]::new);
        this.unfiltered = unfiltered;
    }

    FieldScan[] scans() {
        return scans;
    }

    /// Rules without a literal that can be judged once the transaction has come to `stage`.
    int[] unfiltered(Stage stage) {
        return unfiltered[stage.ordinal()];
    }

    boolean isEmpty() {
        if (scans.length > 0) {
            return false;
        }
        for (int[] rules : unfiltered) {
            if (rules.length > 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        for (FieldScan scan : scans) {
            scan.prefilter().close();
        }
    }
}
