package dev.winnow.lane;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What iptables is to queue: the traffic that an operator asked for, and what is answered to it.
///
/// A filter that sees one side of a connection can neither follow its handshake nor put its stream together, and
/// rules with `flow:established` never match there. So a rule is joined by one that takes the other direction, where
/// its words have a meaning the other way round: `INPUT -p tcp --dport 80` by `OUTPUT -p tcp --sport 80`. What stays
/// on this host passes INPUT and OUTPUT; where both would take it, the second leaves the loopback interface out.
///
/// @param specs each a chain and what packets must match, in words as iptables has them; what was asked for is first
/// @param bothSides whether they take both directions of each connection, as far as can be told from the words
///
/// Source: iptables(8), iptables-extensions(8).
record QueuedTraffic(List<List<String>> specs, boolean bothSides) {
    private static final Map<String, String> CHAINS =
            Map.of("INPUT", "OUTPUT", "OUTPUT", "INPUT", "FORWARD", "FORWARD");
    private static final Map<String, String> LOOPBACK = Map.of("INPUT", "-i", "OUTPUT", "-o");
    private static final Map<String, String> OPPOSITES = bothWays(Map.of(
            "-s", "-d",
            "--source", "--destination",
            "--src", "--dst",
            "--sport", "--dport",
            "--sports", "--dports",
            "--source-port", "--destination-port",
            "--source-ports", "--destination-ports",
            "--src-range", "--dst-range",
            "-i", "-o",
            "--in-interface", "--out-interface"));
    private static final Set<String> SAME_BOTH_WAYS = Set.of("-p", "--protocol", "-m", "--match", "--port", "--ports");
    private static final Set<String> MODULES = Set.of("tcp", "udp", "sctp", "icmp", "icmp6", "multiport", "iprange");

    /// The traffic of one iptables rule and its answers.
    static QueuedTraffic of(List<String> words) {
        String chain = CHAINS.get(words.getFirst());
        if (chain == null || !isReversible(words)) {
            return new QueuedTraffic(List.of(words), false);
        }
        List<String> answers = new ArrayList<>(words);
        answers.replaceAll(word -> OPPOSITES.getOrDefault(word, word));
        boolean same = answers.equals(words);
        answers.set(0, chain);
        if (same && chain.equals(words.getFirst())) {
            return new QueuedTraffic(List.of(words), true);
        }
        if (same) {
            answers.addAll(List.of("!", LOOPBACK.get(chain), "lo"));
        }
        return new QueuedTraffic(List.of(words, List.copyOf(answers)), true);
    }

    /// Whether every match says something about the other direction too; a state or a set of addresses need not.
    private static boolean isReversible(List<String> words) {
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("-") && !OPPOSITES.containsKey(word) && !SAME_BOTH_WAYS.contains(word)) {
                return false;
            }
            boolean isModule = words.get(i - 1).equals("-m") || words.get(i - 1).equals("--match");
            if (isModule && !MODULES.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> bothWays(Map<String, String> pairs) {
        Map<String, String> opposites = new HashMap<>(pairs);
        pairs.forEach((one, other) -> opposites.put(other, one));
        return Map.copyOf(opposites);
    }
}
