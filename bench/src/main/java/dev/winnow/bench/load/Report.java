package dev.winnow.bench.load;

import dev.winnow.bench.Table;
import java.util.List;
import java.util.Locale;

/// The results as text that is Markdown as well.
///
/// @param machine one line about the machine
/// @param method one line about rounds and windows
/// @param results what was measured
/// @param remarks who was absent or failed, and why
record Report(String machine, String method, Results results, List<String> remarks) {

    String render() {
        StringBuilder text = new StringBuilder("# One queue under load\n\n")
                .append(machine)
                .append("\n\n")
                .append(method)
                .append("\n");
        for (String load : results.loads()) {
            text.append("\n## ").append(load).append("\n\n").append(table(load).render());
        }
        if (!remarks.isEmpty()) {
            text.append("\n## Not measured\n\n");
            remarks.forEach(remark -> text.append("- ").append(remark).append('\n'));
        }
        return text.append("""

                offered: packets sent · inspected: packets that the contender was given · received: packets that arrived
                behind it · unseen: let past a full queue by fail-open · lost: never arrived · queue_dropped, user_dropped:
                the kernel's own counters, the worst round · CPU: user and system time of the contender, all threads, for
                each packet inspected · ×: that CPU time, divided by the batched C program's in the same round.
                """).toString();
    }

    private Table table(String load) {
        Table table = new Table(
                "contender",
                "offered/s",
                "inspected/s",
                "received/s",
                "unseen",
                "lost",
                "queue_dropped",
                "user_dropped",
                "CPU µs",
                "×");
        for (String contender : results.contenders(load)) {
            table.add(
                    contender,
                    number("%,.0f", results.median(load, contender, Measurement::offeredPerSecond)),
                    number("%,.0f", results.median(load, contender, Measurement::inspectedPerSecond)),
                    number("%,.0f", results.median(load, contender, Measurement::receivedPerSecond)),
                    number("%.1f %%", 100 * results.median(load, contender, Measurement::unseenShare)),
                    number("%.1f %%", 100 * results.median(load, contender, Measurement::lostShare)),
                    number("%.0f", results.worst(load, contender, Measurement::queueDropped)),
                    number("%.0f", results.worst(load, contender, Measurement::userDropped)),
                    number("%.2f", results.median(load, contender, Measurement::cpuMicrosPerPacket)),
                    number("%.2f", results.ratio(load, contender, Lineup.BASELINE)));
        }
        return table;
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
