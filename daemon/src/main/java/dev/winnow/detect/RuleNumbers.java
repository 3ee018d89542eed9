package dev.winnow.detect;

import dev.winnow.rule.syntax.Identity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers of rules that stay the same when a rule set takes the place of another, while the order of the rules does
/// not: what is remembered of rules beyond a packet is remembered by these. Immutable.
final class RuleNumbers {
    static final RuleNumbers NONE = new RuleNumbers(Map.of(), 0, new int[0]);

    private static final int GONE = -1;

    private final Map<Key, Integer> byKey;
    private final int count;
    private final int[] byIndex;
    private final int[] indices;

    private record Key(long gid, long sid) {}

    private RuleNumbers(Map<Key, Integer> byKey, int count, int[] byIndex) {
        this.byKey = byKey;
        this.count = count;
        this.byIndex = byIndex;
        indices = new int[count];
        Arrays.fill(indices, GONE);
        for (int index = 0; index < byIndex.length; index++) {
            indices[byIndex[index]] = index;
        }
    }

    /// The numbers of rules that take the place of those that these are about.
    ///
    /// @param rules in their new order; one whose gid and sid another one has already gets a number that lasts only
    ///     as long as this rule set
    RuleNumbers next(List<CompiledRule> rules) {
        Map<Key, Integer> known = new HashMap<>(byKey);
        int next = count;
        int[] numbers = new int[rules.size()];
        boolean[] taken = new boolean[count + rules.size()];
        for (int index = 0; index < numbers.length; index++) {
            Identity identity = rules.get(index).source().identity();
            Integer number = known.putIfAbsent(new Key(identity.gid(), identity.sid()), next);
            numbers[index] = number == null || taken[number] ? next++ : number;
            taken[numbers[index]] = true;
        }
        return new RuleNumbers(known, next, numbers);
    }

    /// @param index of the program's rules
    int of(int index) {
        return byIndex[index];
    }

    /// The rule of that number, or -1 if it is not among the rules any more.
    int index(int number) {
        return indices[number];
    }
}
