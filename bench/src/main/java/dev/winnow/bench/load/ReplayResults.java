package dev.winnow.bench.load;

import dev.winnow.bench.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The replays of one capture in all rounds, as a table that is Markdown as well.
final class ReplayResults {
    private static final double MIB = 1 << 20;

    private final long captureBytes;
    private final Map<String, List<ReplayRun>> runs = new LinkedHashMap<>();

    ReplayResults(long captureBytes) {
        this.captureBytes = captureBytes;
    }

    void add(ReplayContender contender, ReplayRun run) {
        runs.computeIfAbsent(name(contender.name(), contender.withRules()), _ -> new ArrayList<>())
                .add(run);
    }

    private static String name(String program, boolean withRules) {
        return program + (withRules ? ", all rules" : ", no rules");
    }

    /// @param all those of one capture each
    /// @param remarks who was absent or wrong, and why
    static String render(String machine, String rules, int rounds, List<ReplayResults> all, List<String> remarks) {
        StringBuilder text = new StringBuilder("# Replay of web traffic\n\n")
                .append(machine)
                .append("\n\nRules of %s, median of %d rounds, one worker, alerts only.\n".formatted(rules, rounds));
        for (ReplayResults results : all) {
            text.append("\n## A capture of %.0f MB\n\n".formatted(results.captureBytes / 1e6))
                    .append(results.table().render());
        }
        if (!remarks.isEmpty()) {
            text.append("\n## Remarks\n\n");
            remarks.forEach(remark -> text.append("- ").append(remark).append('\n'));
        }
        return text.append("""

                Gbit/s and read s: the capture alone, loading left out · total s: from start to end · RSS: the most memory
                resident · ×: Gbit/s divided by Suricata's with the same rules.
                """).toString();
    }

    private Table table() {
        Table table = new Table("contender", "Gbit/s", "read s", "total s", "RSS MiB", "alerts", "×");
        runs.forEach((name, all) -> table.add(
                name,
                number("%.2f", gbits(all)),
                number("%.2f", median(all, ReplayRun::seconds)),
                number("%.1f", median(all, ReplayRun::totalSeconds)),
                number("%.0f", median(all, run -> run.peakBytes() / MIB)),
                number("%.0f", median(all, ReplayRun::alerts)),
                number("%.2f", ratio(name))));
        return table;
    }

    private double gbits(List<ReplayRun> all) {
        return captureBytes * 8 / 1e9 / median(all, ReplayRun::seconds);
    }

    /// NaN without Suricata.
    private double ratio(String name) {
        String peer = "Suricata" + name.substring(name.indexOf(','));
        return runs.containsKey(peer) ? gbits(runs.get(name)) / gbits(runs.get(peer)) : Double.NaN;
    }

    private static double median(List<ReplayRun> all, ToDoubleFunction<ReplayRun> value) {
        return Results.median(all.stream().mapToDouble(value).toArray());
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
