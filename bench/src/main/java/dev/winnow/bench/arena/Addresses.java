package dev.winnow.bench.arena;

import dev.winnow.bench.arena.traffic.Sources;
import java.util.List;

/// Who lives where. All of it is in 198.18.0.0/15, which is nobody's (RFC 2544).
///
/// The visitors' and the attackers' networks are nested, because a filter that blocks generously must be seen to: the
/// neighbours of the story "subnet" share a /24 with some visitors and a /16 with more.
final class Addresses {
    static final String SERVER = "198.18.255.1";
    static final String ATTACKERS_GATEWAY = "198.18.255.2";
    static final String VISITORS_GATEWAY = "198.18.255.3";

    /// What all others are in.
    static final String EVERYTHING = "198.18.0.0/15";

    /// Where visitors come from.
    static final List<String> VISITORS = List.of("198.18.190.0/25", "198.18.160.0/20", "198.19.240.0/20");

    /// Where attackers come from who are there.
    static final List<String> ATTACKERS = List.of(Sources.NEIGHBOURS, "198.18.191.0/24", "198.18.192.0/19");

    private Addresses() {}

    /// One of those who use a program each.
    static String attacker(int number) {
        return "198.18.191." + number;
    }
}
