package dev.winnow.detect;

import dev.winnow.detect.TransactionGroup.FieldScan;
import dev.winnow.flow.Direction;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The rules that speak of transactions, by protocol and direction. Immutable, shared by all threads.
final class TransactionGroups {
    static final int WAYS = Direction.values().length;

    private final TransactionGroup[] groups;

    /// @param groups by [#index]
    TransactionGroups(TransactionGroup[] groups) {
        this.groups = groups;
    }

    static int index(AppProtocol protocol, Direction direction) {
        return protocol.ordinal() * WAYS + direction.ordinal();
    }

    TransactionGroup of(AppProtocol protocol, Direction direction) {
        return groups[index(protocol.family(), direction)];
    }

    Stream<Prefilter> prefilters() {
        return Arrays.stream(groups).flatMap(group -> group.scans().map(FieldScan::prefilter));
    }

    /// What the groups are made of; those without rules are left out.
    List<ProgramStatistics.Group> statistics() {
        List<ProgramStatistics.Group> statistics = new ArrayList<>();
        for (AppProtocol protocol : AppProtocol.values()) {
            for (Direction direction : Direction.values()) {
                TransactionGroup group = groups[index(protocol, direction)];
                if (!group.isEmpty()) {
                    String name = protocol.keyword() + " " + direction.name().toLowerCase(Locale.ROOT);
                    statistics.add(ProgramStatistics.Group.of(name, group));
                }
            }
        }
        return statistics;
    }
}
