package dev.winnow.bench.arena.contender;

import dev.winnow.bench.Namespace;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What rules of iptables say about single sources, in all chains of the filter table.
final class IptablesRules {
    private static final Pattern SHUT_OUT = Pattern.compile("(?m)^-A \\S+ -s (\\S+?)(?:/32)? -j (?:DROP|REJECT)\\b");

    private IptablesRules() {}

    /// The addresses or prefixes from which nothing is let in.
    static Set<String> shutOut(Namespace namespace) throws IOException {
        return shutOut(namespace.run("iptables", "-w", "-S"));
    }

    /// @param rules as `iptables -S` prints them
    static Set<String> shutOut(String rules) {
        return SHUT_OUT.matcher(rules).results().map(match -> match.group(1)).collect(Collectors.toUnmodifiableSet());
    }
}
