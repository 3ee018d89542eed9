package dev.winnow.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rules of all files together, of which no two have the same gid and sid.
///
/// @param rules in the order of the files, and within them
/// @param total how many rules the files hold, usable or not
public record RuleSet(List<ResolvedRule> rules, int total) {
    private record Key(long gid, long sid) {}

    public RuleSet {
        rules = List.copyOf(rules);
    }

    /// Puts the files together. Of two rules with the same gid and sid the one with the higher `rev` is kept, and the
    /// earlier one if that is equal; the other is reported to its file's diagnostics.
    public static RuleSet of(List<RuleFile> files) {
        Map<Key, ResolvedRule> byKey = new LinkedHashMap<>();
        Map<Key, RuleFile> owners = new LinkedHashMap<>();
        int total = 0;
        for (RuleFile file : files) {
            total += file.total();
            for (ResolvedRule rule : file.rules()) {
                Key key = new Key(rule.identity().gid(), rule.identity().sid());
                ResolvedRule before = byKey.get(key);
                if (before == null || before.identity().rev() < rule.identity().rev()) {
                    byKey.put(key, rule);
                    RuleFile owner = owners.put(key, file);
                    if (before != null) {
                        reportDuplicate(owner, before, rule);
                    }
                } else {
                    reportDuplicate(file, rule, before);
                }
            }
        }
        return new RuleSet(List.copyOf(byKey.values()), total);
    }

    private static void reportDuplicate(RuleFile file, ResolvedRule left, ResolvedRule kept) {
        String message = "sid " + left.identity().sid() + " rev "
                + left.identity().rev() + " gives way to rev " + kept.identity().rev() + " at "
                + kept.place().file() + ":" + kept.place().line();
        int start = left.place().start();
        file.diagnostics().error(start, left.place().end(), message);
    }

    /// How many rules are whole, understood, and the only ones of their sid.
    public int usable() {
        return rules.size();
    }
}
