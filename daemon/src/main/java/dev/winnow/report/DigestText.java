package dev.winnow.report;

import dev.winnow.history.CountNames;
import dev.winnow.history.LockdownRow;
import dev.winnow.report.Digest.BanLine;
import dev.winnow.report.Digest.Gap;
import dev.winnow.report.Digest.Network;
import dev.winnow.report.Digest.Offender;
import dev.winnow.report.Digest.Tried;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A digest as lines of text, for a terminal or a mail. Names in it are as rules and clients have made them: whoever
/// prints the lines makes sure that nothing in them moves a cursor.
public final class DigestText {
    private static final int ROWS = 10;

    private final Digest digest;
    private final Words words;
    private final List<String> lines = new ArrayList<>();

    private DigestText(Digest digest, Words words) {
        this.digest = digest;
        this.words = words;
    }

    /// @return lines without their ends; the last is [Digest#lastLine]
    public static List<String> lines(Digest digest, Words words) {
        return new DigestText(digest, words).lines();
    }

    private List<String> lines() {
        lines.add(title(digest, words));
        packets();
        section("What was tried", digest.tried(), DigestText::tried);
        section("By whom", digest.sources(), this::offender);
        section("From which networks", digest.networks(), DigestText::network);
        lines.add("");
        lines.add("What was done");
        done(digest.done()).forEach(line -> lines.add("  " + line));
        digest.done().bans().stream().limit(ROWS).forEach(ban -> lines.add("  " + ban(ban)));
        more(digest.done().bansBegun());
        section("What was shut", digest.lockdowns(), this::lockdown);
        section(
                "Evidence",
                digest.evidence(),
                file -> "%s  %s in %s, %s to %s"
                        .formatted(
                                file.name(),
                                Words.count(file.packets(), "packet", "packets"),
                                Words.size(file.bytes()),
                                words.time(file.firstMs()),
                                words.time(file.lastMs())));
        section("When no filter was running", digest.gaps(), this::gap);
        lines.add("");
        lines.add(digest.lastLine());
        return lines;
    }

    /// Whose digest it is, and of which time.
    static String title(Digest digest, Words words) {
        Period period = digest.period();
        return "winnow on %s from %s to %s (%s)"
                .formatted(
                        digest.host(),
                        words.time(period.sinceMs()),
                        words.time(period.untilMs()),
                        Words.duration(period.lengthMs() / 1_000));
    }

    private void packets() {
        lines.add("");
        lines.add("Packets");
        lines.add("  %s received, %s accepted, %s dropped%s"
                .formatted(
                        total(CountNames.RECEIVED),
                        total(CountNames.ACCEPTED),
                        Words.number(digest.done().droppedInAll()),
                        reasons(digest)));
        lines.add("  %s malformed, %s, %s dropped by the kernel"
                .formatted(
                        total(CountNames.MALFORMED),
                        Words.count(digest.totals().count(CountNames.ALERTS), "alert", "alerts"),
                        total(CountNames.KERNEL_DROPPED)));
    }

    private String total(String name) {
        return Words.number(digest.totals().count(name));
    }

    private static String reasons(Digest digest) {
        String reasons = ranked(digest.done().dropped());
        return reasons.isEmpty() ? "" : " (" + reasons + ")";
    }

    /// Names and numbers, the most first.
    private static String ranked(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(one -> one.getKey().replace('_', ' ') + " " + Words.number(one.getValue()))
                .collect(Collectors.joining(", "));
    }

    private <T> void section(String title, List<T> rows, Function<T, String> line) {
        if (rows.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(title);
        rows.stream().limit(ROWS).forEach(row -> lines.add("  " + line.apply(row)));
        more(rows.size());
    }

    private void more(long rows) {
        if (rows > ROWS) {
            lines.add("  and " + Words.number(rows - ROWS) + " more");
        }
    }

    /// One thing that was tried, in words.
    static String tried(Tried tried) {
        String what = tried.sid() == 0 && tried.peak() > 0
                ? "%s: %s, at most %s at a time"
                        .formatted(
                                tried.name(),
                                Words.count(tried.times(), "attack", "attacks"),
                                Words.number(tried.peak()))
                : "%s (sid %d): %s".formatted(tried.name(), tried.sid(), Words.count(tried.times(), "time", "times"));
        return what
                + (tried.techniques().isEmpty() ? "" : ", by " + String.join(" ", tried.techniques()))
                + ", from " + Words.count(tried.sources(), "source", "sources")
                + (tried.most().isEmpty()
                        ? ""
                        : tried.sources() == 1 ? ", " + tried.most() : ", most by " + tried.most());
    }

    private String offender(Offender offender) {
        return "%-15s  %s, %s dropped%s: %s"
                .formatted(
                        offender.address(),
                        Words.count(offender.events(), "alert", "alerts"),
                        Words.count(offender.dropped(), "packet", "packets"),
                        offender.bannedTill() == 0 ? "" : ", banned until " + words.time(offender.bannedTill()),
                        offender.did().stream().limit(ROWS).collect(Collectors.joining(", ")));
    }

    private static String network(Network network) {
        return "%-18s  %s, %s, %s dropped"
                .formatted(
                        network.prefix(),
                        Words.count(network.sources(), "source", "sources"),
                        Words.count(network.events(), "alert", "alerts"),
                        Words.count(network.dropped(), "packet", "packets"));
    }

    /// What was done, some lines.
    static List<String> done(Digest.Done done) {
        List<String> lines = new ArrayList<>();
        lines.add("%s begun, %s by an operator; %s at the end, %s lifted"
                .formatted(
                        Words.count(done.bansBegun(), "ban was", "bans were"),
                        Words.number(done.byOperator()),
                        Words.count(done.bansHeld(), "held", "held"),
                        Words.number(done.bansLifted())));
        String reactions = ranked(done.reactions());
        if (!reactions.isEmpty()) {
            lines.add("due about attacks: " + reactions);
        }
        if (done.rejects() > 0) {
            lines.add(Words.count(done.rejects(), "packet", "packets") + " sent to reset or refuse connections");
        }
        return lines;
    }

    private String ban(BanLine ban) {
        return "%-18s  %s to %s, level %d, by %s: %s"
                .formatted(
                        ban.prefix(),
                        words.time(ban.beginMs()),
                        words.time(ban.endMs()),
                        ban.level(),
                        ban.by(),
                        ban.reason());
    }

    private String lockdown(LockdownRow lockdown) {
        return "%s  %s to %s, by %s%s, to all but %s"
                .formatted(
                        Words.ports(lockdown),
                        words.time(lockdown.beginMs()),
                        words.time(lockdown.lastMs()),
                        lockdown.by(),
                        lockdown.openedBy().isEmpty() ? "" : ", opened by " + lockdown.openedBy(),
                        Words.kept(lockdown));
    }

    private String gap(Gap gap) {
        return "%s to %s (%s)%s"
                .formatted(
                        words.time(gap.beginMs()),
                        words.time(gap.endMs()),
                        Words.duration((gap.endMs() - gap.beginMs()) / 1_000),
                        gap.stopped() ? "" : ": the one before was killed or died");
    }
}
