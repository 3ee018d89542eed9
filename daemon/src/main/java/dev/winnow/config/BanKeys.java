package dev.winnow.config;

import static dev.winnow.config.ValueTypes.integer;
import static dev.winnow.config.ValueTypes.oneOf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The keys of [BanConfig].
final class BanKeys {
    static final KeyTable TABLE = new KeyTable();

    static final ConfigKey<Boolean> ENABLED =
            TABLE.own("ban.enabled", ValueTypes.YES_NO, true, "whether anybody is banned");

    static final ConfigKey<BanBackend> BACKEND =
            TABLE.own("ban.backend", oneOf(BanBackend.class), BanBackend.AUTO, "what keeps the banned out");

    static final ConfigKey<Path> LEDGER = TABLE.own(
            "ban.ledger", ValueTypes.PATH, Path.of("/var/lib/winnow/bans.db"), "the file that bans are kept in");

    static final ConfigKey<Duration> HISTORY = TABLE.own(
            "ban.history", DurationType.ONE, Duration.ofDays(90), "how long bans that have ended are remembered");

    static final ConfigKey<List<Duration>> TIMES = TABLE.own(
            "ban.times",
            DurationType.LIST,
            List.of(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1)),
            "how long the first ban of somebody lasts, the second, and so on");

    static final ConfigKey<Duration> FORGET = TABLE.own(
            "ban.forget",
            DurationType.ONE,
            Duration.ofDays(1),
            "quiet time after which the next ban is a step shorter");

    static final ConfigKey<List<String>> ALLOW =
            TABLE.own("ban.allow", ValueTypes.TEXTS, List.of(), "addresses and networks that are never banned");

    static final ConfigKey<List<String>> INTERFACES = TABLE.own(
            "ban.interfaces", ValueTypes.TEXTS, List.of(), "interfaces at which the banned are kept out; none: all");

    static final ConfigKey<Integer> MAX_ENTRIES =
            TABLE.own("ban.max-entries", integer(1, 1 << 20), 1 << 17, "most bans that hold at the same time");

    private BanKeys() {}
}
