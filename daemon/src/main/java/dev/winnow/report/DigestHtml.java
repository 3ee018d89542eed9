package dev.winnow.report;

import dev.winnow.history.AttackRow;
import dev.winnow.history.CountBucket;
import dev.winnow.history.CountNames;
import dev.winnow.history.LockdownRow;
import dev.winnow.report.TimePlot.Series;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A digest as one page of HTML that needs nothing else: styles and plots are in it, nothing is fetched and nothing in
/// it runs, by its own content security policy too.
public final class DigestHtml {
    private static final int ROWS = 50;

    /// Drops by these reasons have a color of their own in the plot.
    private static final List<String> COLORED = List.of("rule", "flow", "ban", "attack");

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <title>""";

    private static final String STYLE = """
            </title><style>
            :root { --ink: #1d2126; --faint: #6a7480; --line: #d5dae0; --paper: #ffffff; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e4e8ec; --faint: #96a0ab; --line: #3a424b; --paper: #15181c; } }
            body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
            .verdict { padding: .6rem .9rem; border-left: .4rem solid #2f9e6e; }
            .verdict.bad { border-color: #d1493f; }
            .verdict ul { margin: .3rem 0; }
            h1, p, li { overflow-wrap: anywhere; }
            .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0;
              border-bottom: 1px solid var(--line); white-space: nowrap; }
            th { color: var(--faint); font-weight: 500; } .n { text-align: right; }
            td.w { white-space: normal; overflow-wrap: anywhere; min-width: 11rem; }
            .bars { width: auto; } meter { width: 12rem; }
            figure { margin: 1rem 0; } figcaption { color: var(--faint); }
            .key { white-space: nowrap; margin-left: .8em; }
            svg { display: block; width: 100%; min-width: 42rem; height: auto; } svg text { font-size: 11px; fill: var(--faint); }
            .axis { fill: none; stroke: var(--line); } .gap { fill: var(--line); opacity: .5; } .attack { fill: #d1493f; }
            .key span { display: inline-block; width: .7em; height: .7em; margin-right: .25em; }
            .accepted { fill: #2f9e6e; background: #2f9e6e; } .rule { fill: #d1493f; background: #d1493f; }
            .flow { fill: #e39a35; background: #e39a35; } .ban { fill: #4b6cc1; background: #4b6cc1; }
            .kernel { fill: var(--ink); background: var(--ink); }
            .attacked { fill: #9156b3; background: #9156b3; } .other { fill: #86909b; background: #86909b; }
            </style></head><body>
            """;

    private final Digest digest;
    private final Words words;
    private final Markup page = new Markup();

    private DigestHtml(Digest digest, Words words) {
        this.digest = digest;
        this.words = words;
    }

    public static String of(Digest digest, Words words) {
        return new DigestHtml(digest, words).page();
    }

    /// A column of a table.
    ///
    /// @param style a class of the style sheet
    private record Column<T>(String title, String style, Function<T, String> cell) {
        /// Words that others have chosen: as long as they like, on as many lines as it takes.
        static <T> Column<T> words(String title, Function<T, String> cell) {
            return new Column<>(title, "w", cell);
        }

        /// What is short, on one line: an address, a time.
        static <T> Column<T> text(String title, Function<T, String> cell) {
            return new Column<>(title, "t", cell);
        }

        static <T> Column<T> number(String title, Function<T, Long> cell) {
            return new Column<>(title, "n", row -> Words.number(cell.apply(row)));
        }

        boolean isEmpty(List<T> rows) {
            return rows.stream().allMatch(row -> cell.apply(row).isEmpty());
        }
    }

    private String page() {
        String title = DigestText.title(digest, words);
        page.raw(HEAD).text(title).raw(STYLE).element("h1", title);
        verdict();
        plots();
        tried();
        sources();
        attacks();
        done();
        lockdowns();
        evidence();
        gaps();
        return page.raw("<p>")
                .text(digest.lastLine())
                .raw("</p></body></html>\n")
                .toString();
    }

    private void lockdowns() {
        table(
                "What was shut",
                digest.lockdowns(),
                List.of(
                        Column.text("Shut", Words::ports),
                        Column.words("To all but", Words::kept),
                        Column.text("From", lockdown -> words.time(lockdown.beginMs())),
                        Column.text("To", lockdown -> words.time(lockdown.lastMs())),
                        Column.words("By", LockdownRow::by),
                        Column.words("Opened by", LockdownRow::openedBy)));
    }

    private void evidence() {
        table(
                "Evidence",
                digest.evidence(),
                List.of(
                        Column.words("File", EvidenceFile::name),
                        Column.number("Packets", EvidenceFile::packets),
                        Column.text("Size", file -> Words.size(file.bytes())),
                        Column.text("From", file -> words.time(file.firstMs())),
                        Column.text("To", file -> words.time(file.lastMs()))));
    }

    private void gaps() {
        table(
                "When no filter was running",
                digest.gaps(),
                List.of(
                        Column.text("From", gap -> words.time(gap.beginMs())),
                        Column.text("To", gap -> words.time(gap.endMs())),
                        Column.text("Before", gap -> gap.stopped() ? "stopped" : "killed or died")));
    }

    private void verdict() {
        page.raw(digest.isWell() ? "<div class=\"verdict\">" : "<div class=\"verdict bad\">");
        if (digest.isWell()) {
            page.text(digest.lastLine());
        } else {
            page.raw("Not well:<ul>");
            digest.problems().forEach(problem -> page.element("li", problem));
            page.raw("</ul>");
        }
        page.raw("</div>");
    }

    private void plots() {
        TimePlot plot = new TimePlot(digest, words);
        String step = " in " + Words.duration(digest.stepMs() / 1_000) + " each";
        page.raw("<h2>Verdicts over time</h2>");
        if (!digest.gaps().isEmpty() || !digest.attacks().isEmpty()) {
            page.element("p", "Grey: no filter was running. Marks above the plots: attacks.");
        }
        plot.append(
                page,
                "Packets accepted," + step,
                List.of(new Series("accepted", "accepted", bucket -> bucket.count(CountNames.ACCEPTED))));
        plot.append(
                page,
                "Packets dropped," + step,
                List.of(
                        dropped("rule", "rule"),
                        dropped("flow", "flow"),
                        dropped("ban", "ban"),
                        dropped("attack", "attacked"),
                        new Series("other", "other", DigestHtml::otherDrops),
                        new Series("by the kernel", "kernel", bucket -> bucket.count(CountNames.KERNEL_DROPPED))));
        plot.append(
                page,
                "Alerts," + step,
                List.of(new Series("alerts", "rule", bucket -> bucket.count(CountNames.ALERTS))));
    }

    private static Series dropped(String reason, String style) {
        return new Series(reason, style, bucket -> bucket.count(CountNames.DROPPED + reason));
    }

    private static long otherDrops(CountBucket bucket) {
        Set<String> colored =
                COLORED.stream().map(reason -> CountNames.DROPPED + reason).collect(Collectors.toSet());
        return bucket.counts().entrySet().stream()
                .filter(count -> count.getKey().startsWith(CountNames.DROPPED) && !colored.contains(count.getKey()))
                .mapToLong(count -> count.getValue())
                .sum();
    }

    private void tried() {
        table(
                "What was tried",
                digest.tried(),
                List.of(
                        Column.words("What", Digest.Tried::name),
                        Column.text("Signature", tried -> tried.sid() == 0 ? "" : Long.toString(tried.sid())),
                        Column.text("How", tried -> String.join(" ", tried.techniques())),
                        Column.number("Times", Digest.Tried::times),
                        Column.number("Sources", Digest.Tried::sources),
                        Column.text("Most by", Digest.Tried::most)));
    }

    private void sources() {
        table(
                "By whom",
                digest.sources(),
                List.of(
                        Column.text("Source", Digest.Offender::address),
                        Column.number("Alerts", Digest.Offender::events),
                        Column.number("Dropped", Digest.Offender::dropped),
                        Column.words("Did", offender -> String.join(", ", offender.did())),
                        Column.text("From", offender -> words.time(offender.firstMs())),
                        Column.text("To", offender -> words.time(offender.lastMs())),
                        Column.text(
                                "Banned until",
                                offender -> offender.bannedTill() == 0 ? "" : words.time(offender.bannedTill()))));
        bars(
                "The ten that offended most",
                digest.sources(),
                Digest.Offender::address,
                row -> row.events() + row.dropped());
        table(
                "From which networks",
                digest.networks(),
                List.of(
                        Column.text("Network", Digest.Network::prefix),
                        Column.number("Sources", Digest.Network::sources),
                        Column.number("Alerts", Digest.Network::events),
                        Column.number("Dropped", Digest.Network::dropped)));
    }

    /// The first ten rows as bars.
    private <T> void bars(String title, List<T> rows, Function<T, String> name, Function<T, Long> value) {
        List<T> shown =
                rows.stream().filter(row -> value.apply(row) > 0).limit(10).toList();
        long most = shown.stream().mapToLong(value::apply).max().orElse(0);
        if (most == 0) {
            return;
        }
        page.raw("<figure><figcaption>").text(title).raw("</figcaption><table class=\"bars\">");
        for (T row : shown) {
            page.raw("<tr>").element("td", name.apply(row));
            page.raw("<td><meter max=\"" + most + "\" value=\"" + value.apply(row) + "\"></meter></td><td class=\"n\">")
                    .text(Words.number(value.apply(row)))
                    .raw("</td></tr>");
        }
        page.raw("</table></figure>");
    }

    private void attacks() {
        table(
                "Attacks",
                digest.attacks(),
                List.of(
                        Column.text("What", Findings::name),
                        Column.text("At", attack -> attack.target() + (attack.port() == 0 ? "" : " " + attack.port())),
                        Column.text("From", attack -> words.time(attack.beginMs())),
                        Column.text("To", attack -> words.time(attack.lastMs()) + (attack.over() ? "" : " or later")),
                        Column.number("Peak", AttackRow::peak),
                        Column.number("Threshold", AttackRow::threshold),
                        Column.number("Sources", AttackRow::sources),
                        Column.text("Due", AttackRow::reaction)));
    }

    private void done() {
        page.raw("<h2>What was done</h2><ul>");
        DigestText.done(digest.done()).forEach(line -> page.element("li", line));
        page.raw("</ul>");
        table(
                "Bans",
                digest.done().bans(),
                List.of(
                        Column.text("Network", Digest.BanLine::prefix),
                        Column.words("Why", Digest.BanLine::reason),
                        Column.words("By", Digest.BanLine::by),
                        Column.text("From", ban -> words.time(ban.beginMs())),
                        Column.text("Until", ban -> words.time(ban.endMs())),
                        Column.number("Offences", Digest.BanLine::hits)));
    }

    private void cell(Column<?> column, String element, String text) {
        page.raw("<" + element + " class=\"" + column.style() + "\">")
                .text(text)
                .raw("</" + element + ">");
    }

    private <T> void table(String title, List<T> rows, List<Column<T>> columns) {
        if (rows.isEmpty()) {
            return;
        }
        List<T> shown = rows.subList(0, Math.min(ROWS, rows.size()));
        List<Column<T>> telling =
                columns.stream().filter(column -> !column.isEmpty(shown)).toList();
        page.element("h2", title).raw("<div class=\"wide\"><table><tr>");
        telling.forEach(column -> cell(column, "th", column.title()));
        page.raw("</tr>");
        for (T row : shown) {
            page.raw("<tr>");
            telling.forEach(column -> cell(column, "td", column.cell().apply(row)));
            page.raw("</tr>");
        }
        page.raw("</table></div>");
        if (rows.size() > ROWS) {
            page.element("p", "and " + Words.number(rows.size() - ROWS) + " more");
        }
    }
}
