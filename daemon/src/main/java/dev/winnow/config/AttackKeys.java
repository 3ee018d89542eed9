package dev.winnow.config;

import static dev.winnow.config.ValueTypes.integer;
import static dev.winnow.config.ValueTypes.size;

import dev.winnow.verdict.Reaction;

/// The keys of [AttackConfig].
final class AttackKeys {
    static final KeyTable TABLE = new KeyTable();

    private static final int MOST = 1_000_000_000;
    private static final int MOST_SEEN = 200;
    private static final int MOST_OPEN = 10_000;
    private static final long MB = 1L << 20;
    private static final long GB = 1L << 30;

    static final ConfigKey<Boolean> ENABLED =
            TABLE.own("attack.enabled", ValueTypes.YES_NO, true, "whether floods, scans and exhaustion are looked for");

    static final ConfigKey<Integer> SOURCES =
            TABLE.own("attack.sources", integer(1_000, 1 << 26), 1_000_000, "most addresses that are counted at once");

    static final ConfigKey<Long> MEMCAP = TABLE.own(
            "attack.memcap", size(MB, 32 * GB), 128 * MB, "memory for them, their networks, services and hosts");

    static final ConfigKey<Integer> SYN_FLOOD =
            often("syn-flood.unfinished", 200, "connections to one service that are begun and not completed");

    static final ConfigKey<Integer> CONNECTION_FLOOD =
            often("connection-flood.connections", 300, "connections of one source that are not used");

    static final ConfigKey<Integer> LINGERING = open(
            "lingering.connections",
            10,
            "connections of one source that the server has closed, and the source has not");

    static final ConfigKey<Integer> SCANNED_PORTS =
            seen("port-scan.ports", 25, "ports that do not answer one source within an hour");

    static final ConfigKey<Integer> SCANNED_HOSTS =
            seen("port-scan.hosts", 25, "hosts that do not answer one source within an hour");

    static final ConfigKey<Integer> SLOW =
            open("exhaustion.slow", 20, "slow requests, or slow readers, of one source at one time");

    static final ConfigKey<Integer> IDLE =
            open("exhaustion.idle", 50, "connections on which one source asks nothing at one time");

    static final ConfigKey<Integer> REQUEST_FLOOD =
            often("request-flood.requests", 500, "requests of one source for one thing");

    static final ConfigKey<Integer> AMPLIFICATION =
            often("amplification.answers", 500, "answers to one host that it did not ask for");

    static final ConfigKey<Integer> FRAGMENTS =
            often("fragment-flood.fragments", 1_000, "fragments to one host that make no packet");

    static final ConfigKey<Integer> MALFORMED = often("malformed-flood.packets", 500, "malformed packets to one host");

    static final ConfigKey<Integer> WRONG_PROTOCOL = often(
            "wrong-protocol.connections",
            3,
            "connections to one service that speak a peer-to-peer protocol, or four times as many that speak nothing known");

    static final ConfigKey<String> WRONG_PROTOCOL_PORTS = TABLE.own(
            "attack.wrong-protocol.ports",
            ValueTypes.RULE_TEXT,
            "$HTTP_PORTS",
            "ports at which peer-to-peer protocols are looked for");

    static final ConfigKey<Reaction> REACTION = TABLE.own(
            "attack.reaction",
            ValueTypes.oneOf(Reaction.class),
            Reaction.BAN_COVER,
            "the harshest that may be done about an attack");

    static final ConfigKey<Integer> THROTTLE_PACKETS = TABLE.own(
            "attack.throttle.packets",
            integer(1, MOST),
            100,
            "packets that are let through of a source that is throttled, in a second");

    static final ConfigKey<Integer> THROTTLE_UNASKED = TABLE.own(
            "attack.throttle.unasked",
            integer(0, MOST),
            50,
            "answers from one port that nobody asked for, or fragments of strangers, that are let through to a host that"
                    + " is flooded with them, in a second; 0: all");

    private AttackKeys() {}

    private static ConfigKey<Integer> often(String name, int count, String what) {
        return TABLE.own("attack." + name, integer(0, MOST), count, what + " within ten seconds; 0: never too many");
    }

    private static ConfigKey<Integer> open(String name, int count, String what) {
        return TABLE.own("attack." + name, integer(0, MOST_OPEN), count, what + "; 0: never too many");
    }

    private static ConfigKey<Integer> seen(String name, int count, String what) {
        return TABLE.own("attack." + name, integer(0, MOST_SEEN), count, what + "; 0: never too many");
    }
}
