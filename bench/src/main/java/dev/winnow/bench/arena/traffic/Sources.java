package dev.winnow.bench.arena.traffic;

import java.util.List;
import java.util.stream.IntStream;

/// The addresses that those who visit and attack in numbers come from.
public final class Sources {
    /// Where the neighbours live.
    public static final String NEIGHBOURS = "198.18.190.224/27";

    /// So many of the visitors are quick.
    public static final int QUICK_VISITORS = 12;

    private static final int VISITORS_IN_THE_SAME_24 = 10;
    private static final int VISITORS_IN_THE_SAME_16 = 30;
    private static final int VISITORS = 100;
    private static final int NEIGHBOUR_COUNT = 31;
    private static final int BOTS = 500;
    private static final int STORM = 5_000;
    private static final int PER_NETWORK = 250;
    private static final int NETWORKS = 32;

    private Sources() {}

    /// Ten in the neighbours' /24, twenty more in their /16, the others elsewhere, of which the last are quick.
    public static List<String> visitors() {
        return IntStream.range(0, VISITORS).mapToObj(Sources::visitor).toList();
    }

    private static String visitor(int number) {
        if (number < VISITORS_IN_THE_SAME_24) {
            return "198.18.190." + (5 + 12 * number);
        }
        int network = number % 16;
        int host = 3 + 2 * number;
        return number < VISITORS_IN_THE_SAME_16
                ? "198.18.%d.%d".formatted(160 + network, host)
                : "198.19.%d.%d".formatted(240 + network, host);
    }

    /// Whether the visitor of this number is one of the quick ones, some of whom are among the attackers' neighbours.
    public static boolean isQuick(int number) {
        return number % (VISITORS / QUICK_VISITORS) == 0 && number / (VISITORS / QUICK_VISITORS) < QUICK_VISITORS;
    }

    /// 198.18.190.224 to 198.18.190.254.
    public static List<String> neighbours() {
        return IntStream.range(0, NEIGHBOUR_COUNT)
                .mapToObj(number -> "198.18.190." + (224 + number))
                .toList();
    }

    /// Machines in many networks that somebody has taken over.
    public static List<String> bots() {
        return IntStream.range(0, BOTS).mapToObj(Sources::infected).toList();
    }

    /// Those who were sent by somebody's mistake or malice, and who look for other peers.
    public static List<String> storm() {
        return IntStream.range(0, STORM).mapToObj(Sources::infected).toList();
    }

    private static String infected(int number) {
        return "198.18.%d.%d".formatted(192 + number % NETWORKS, 1 + number / NETWORKS % PER_NETWORK);
    }
}
