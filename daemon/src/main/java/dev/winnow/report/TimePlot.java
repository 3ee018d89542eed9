package dev.winnow.report;

import dev.winnow.history.AttackRow;
import dev.winnow.history.CountBucket;
import dev.winnow.report.Digest.Gap;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// Bars over the time of a period, as SVG: each with a scale of its own, the times without a filter grey, attacks as
/// lines above.
final class TimePlot {
    private static final double WIDTH = 960;
    private static final double LEFT = 70;
    private static final double RIGHT = 10;
    private static final double TOP = 18;
    private static final double HEIGHT = 120;
    private static final double BOTTOM = 22;
    private static final int TICKS = 6;
    private static final int MOST_ATTACKS = 500;

    private final Digest digest;
    private final Words words;

    /// One color of bars.
    ///
    /// @param style a class of the page's style sheet
    record Series(String name, String style, ToLongFunction<CountBucket> value) {}

    TimePlot(Digest digest, Words words) {
        this.digest = digest;
        this.words = words;
    }

    /// Appends a plot of series that are stacked.
    void append(Markup page, String title, List<Series> series) {
        long most = digest.counts().stream()
                .mapToLong(bucket -> sum(bucket, series))
                .max()
                .orElse(0);
        page.raw("<figure><figcaption>").text(title);
        if (series.size() > 1) {
            series.forEach(one -> page.raw(" <span class=\"key\"><span class=\"" + one.style() + "\"></span>")
                    .text(one.name())
                    .raw("</span>"));
        }
        page.raw("</figcaption><div class=\"wide\"><svg viewBox=\"0 0 %.0f %.0f\" role=\"img\"><title>"
                .formatted(WIDTH, TOP + HEIGHT + BOTTOM));
        page.text(title).raw("</title>");
        digest.gaps().forEach(gap -> appendGap(page, gap));
        appendScale(page, most);
        for (CountBucket bucket : digest.counts()) {
            appendBars(page, bucket, series, Math.max(1, most));
        }
        digest.attacks().stream().limit(MOST_ATTACKS).forEach(attack -> appendAttack(page, attack));
        page.raw("</svg></div></figure>");
    }

    private static long sum(CountBucket bucket, List<Series> series) {
        return series.stream().mapToLong(one -> one.value().applyAsLong(bucket)).sum();
    }

    private void appendBars(Markup page, CountBucket bucket, List<Series> series, long most) {
        double left = x(bucket.beginMs());
        double width = Math.max(0.5, x(bucket.beginMs() + digest.stepMs()) - left - 0.4);
        double bottom = TOP + HEIGHT;
        for (Series one : series) {
            long value = one.value().applyAsLong(bucket);
            if (value > 0) {
                double height = Math.max(0.5, HEIGHT * value / most);
                bottom -= height;
                rectangle(page, one.style(), left, bottom, width, height);
                page.text(words.time(bucket.beginMs()) + ": " + Words.number(value) + " " + one.name())
                        .raw("</title></rect>");
            }
        }
    }

    private static void rectangle(Markup page, String style, double x, double y, double width, double height) {
        page.raw(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"><title>",
                style,
                x,
                y,
                width,
                height));
    }

    private void appendGap(Markup page, Gap gap) {
        double left = x(gap.beginMs());
        rectangle(page, "gap", left, TOP, Math.max(1, x(gap.endMs()) - left), HEIGHT);
        page.text("no filter from " + words.time(gap.beginMs()) + " to " + words.time(gap.endMs()))
                .raw("</title></rect>");
    }

    private void appendAttack(Markup page, AttackRow attack) {
        double left = x(attack.beginMs());
        rectangle(page, "attack", left, TOP - 8, Math.max(2, x(attack.lastMs()) - left), 4);
        page.text(Findings.name(attack) + ", " + words.time(attack.beginMs())).raw("</title></rect>");
    }

    private void appendScale(Markup page, long most) {
        label(page, LEFT - 6, TOP + 4, "end", Words.number(most));
        label(page, LEFT - 6, TOP + HEIGHT, "end", "0");
        page.raw(String.format(
                Locale.ROOT,
                "<path class=\"axis\" d=\"M%.1f %.1fV%.1fH%.1f\"/>",
                LEFT,
                TOP,
                TOP + HEIGHT,
                WIDTH - RIGHT));
        Period period = digest.period();
        for (int i = 0; i <= TICKS; i++) {
            long timeMs = period.sinceMs() + period.lengthMs() * i / TICKS;
            String anchor = i == 0 ? "start" : i == TICKS ? "end" : "middle";
            label(page, x(timeMs), TOP + HEIGHT + 15, anchor, words.time(timeMs).substring(5, 16));
        }
    }

    private static void label(Markup page, double x, double y, String anchor, String text) {
        page.raw(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", x, y, anchor))
                .text(text)
                .raw("</text>");
    }

    /// Within the plot whatever the time: attacks may have begun before the period.
    private double x(long timeMs) {
        Period period = digest.period();
        double share = (timeMs - period.sinceMs()) / (double) period.lengthMs();
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.clamp(share, 0, 1);
    }
}
