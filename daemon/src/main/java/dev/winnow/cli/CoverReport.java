package dev.winnow.cli;

import dev.winnow.ban.Cover;
import dev.winnow.ban.Cover.Coverage;
import dev.winnow.ban.Prefix;
import java.util.Locale;

/// What `winnow bans cover` prints: each prefix, who is in it, and its neighbours in size.
final class CoverReport {
    /// What is shut out by those who block by the half of an address.
    private static final int CLUMSY_LENGTH = 16;

    private static final int WIDEST_COUNTED = 40;

    private CoverReport() {}

    static String of(Cover cover) {
        StringBuilder text = new StringBuilder();
        cover.choices().forEach(choice -> append(text, cover, choice));
        return text.append(summary(cover)).append('\n').toString();
    }

    private static String summary(Cover cover) {
        int blocked = cover.attackers() - cover.attackersLetThrough();
        return count(cover.prefixes().size(), "prefix blocks ", "prefixes block ")
                + String.format(Locale.ROOT, "%,d of ", blocked)
                + count(cover.attackers(), "attacker", "attackers")
                + String.format(Locale.ROOT, " and %,d of ", cover.goodSourcesBlocked())
                + count(cover.goodSources(), "visitor", "visitors");
    }

    private static void append(StringBuilder text, Cover cover, Cover.Choice choice) {
        Coverage chosen = choice.chosen();
        text.append("%-20s%s, %s, %s%n"
                .formatted(chosen.prefix(), attackers(chosen), visitors(chosen), addresses(chosen.prefix())));
        if (choice.narrower() != null) {
            text.append("%20sa size down, %s: %s, %s%n"
                    .formatted(
                            "", choice.narrower().prefix(), attackers(choice.narrower()), visitors(choice.narrower())));
        }
        if (choice.wider() != null) {
            text.append("%20sa size up, %s: %s, %s%n"
                    .formatted("", choice.wider().prefix(), attackers(choice.wider()), visitors(choice.wider())));
        }
        if (chosen.prefix().version() == 4 && chosen.prefix().length() > CLUMSY_LENGTH) {
            Coverage clumsy = cover.coverage(Prefix.around(chosen.prefix().address(), CLUMSY_LENGTH));
            text.append("%20sthe /%d around it would have cost %s%n"
                    .formatted("", CLUMSY_LENGTH, count(clumsy.goodSources(), "visitor", "visitors")));
        }
    }

    private static String attackers(Coverage coverage) {
        return count(coverage.attackers(), "attacker", "attackers");
    }

    private static String visitors(Coverage coverage) {
        return coverage.goodSources() == 0 ? "nobody else known" : count(coverage.goodSources(), "visitor", "visitors");
    }

    private static String addresses(Prefix prefix) {
        int bits = prefix.address().bits() - prefix.length();
        return bits > WIDEST_COUNTED ? "2^" + bits + " addresses" : count(1L << bits, "address", "addresses");
    }

    private static String count(long number, String one, String several) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : several);
    }
}
