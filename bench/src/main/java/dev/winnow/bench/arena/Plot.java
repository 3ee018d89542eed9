package dev.winnow.bench.arena;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Bars as SVG 1.1 (https://www.w3.org/TR/SVG11/): for each story a group, in it a bar for each contender, as long as
/// the share of visitors' requests that were answered under attack, and the number of visitors who were banned.
final class Plot {
    private static final int LABEL_WIDTH = 190;
    private static final int BAR_WIDTH = 360;
    private static final int NOTE_WIDTH = 170;
    private static final int LINE = 18;
    private static final int GAP = 14;
    private static final int TOP = 34;
    private static final String OURS = "#2a7f3f";
    private static final String OTHERS = "#9aa7b4";

    private final Map<String, List<Bar>> groups = new LinkedHashMap<>();

    /// @param share 0 to 1
    /// @param note behind the bar
    private record Bar(String label, double share, String note, boolean ours) {}

    /// Adds a bar to the group of its story.
    ///
    /// @param ours whether it stands out
    Plot add(String story, String contender, double servedShare, long visitorsBanned, boolean ours) {
        String note = String.format(Locale.ROOT, "%.1f %%", 100 * servedShare)
                + (visitorsBanned == 0 ? "" : ", " + visitorsBanned + " banned");
        groups.computeIfAbsent(story, _ -> new ArrayList<>()).add(new Bar(contender, servedShare, note, ours));
        return this;
    }

    /// The picture, as text.
    String render() {
        int bars = groups.values().stream().mapToInt(List::size).sum();
        int height = TOP + bars * LINE + groups.size() * (GAP + LINE);
        int width = LABEL_WIDTH + BAR_WIDTH + NOTE_WIDTH;
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
                font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                """.formatted(width, height, width, height));
        text(svg, GAP, LINE, "start", "bold", "Visitors' requests answered under attack");
        int y = TOP;
        for (Map.Entry<String, List<Bar>> group : groups.entrySet()) {
            y += GAP + LINE;
            text(svg, GAP, y - LINE / 3, "start", "bold", group.getKey());
            for (Bar bar : group.getValue()) {
                append(svg, bar, y);
                y += LINE;
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private static void append(StringBuilder svg, Bar bar, int y) {
        int baseline = y + LINE - 5;
        text(svg, LABEL_WIDTH - GAP / 2, baseline, "end", bar.ours ? "bold" : "normal", bar.label);
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                LABEL_WIDTH,
                y + 2,
                bar.share * BAR_WIDTH,
                LINE - 4,
                bar.ours ? OURS : OTHERS));
        text(svg, LABEL_WIDTH + BAR_WIDTH + GAP / 2, baseline, "start", "normal", bar.note);
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, String weight, String words) {
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>%n"
                .formatted(x, y, anchor, weight, escaped(words)));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
