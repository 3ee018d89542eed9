package dev.winnow.bench.arena.contender;

import java.util.List;
import java.util.function.Supplier;

/// Who can take part, in the order of the tables.
public final class Defences {
    /// A new one of each kind, for one run of one story.
    public static final List<Supplier<Defence>> ALL =
            List.of(NoFilter::new, ScriptOf2007::new, NftRateLimit::new, Fail2ban::new, SuricataNfq::new, Winnow::new);

    private Defences() {}
}
