package dev.winnow.bench.load;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Content rules that look like the load and never match it, but for the last one.
///
/// The literals are of lower-case letters, as the load's payload is, so that a matcher sees the beginnings of literals
/// everywhere and cannot win by the first byte.
public final class RuleGenerator {
    private static final int MIN_LENGTH = 8;
    private static final int MAX_LENGTH = 16;

    private RuleGenerator() {}

    /// `count` rules, the last of which drops packets that contain `mark`. The same seed gives the same rules.
    public static List<String> rules(int count, long seed, String mark) {
        List<String> literals = literals(count - 1, seed);
        literals.add(mark);
        List<String> rules = new ArrayList<>(count);
        for (int i = 0; i < literals.size(); i++) {
            rules.add("drop udp any any -> any any (msg:\"bench %d\"; content:\"%s\"; sid:%d; rev:1;)"
                    .formatted(i + 1, literals.get(i), i + 1));
        }
        return rules;
    }

    /// `count` distinct literals of 8 to 16 lower-case letters. The same seed gives the same literals.
    public static List<String> literals(int count, long seed) {
        Random random = new Random(seed);
        Set<String> literals = new LinkedHashSet<>();
        while (literals.size() < count) {
            int length = random.nextInt(MIN_LENGTH, MAX_LENGTH + 1);
            StringBuilder literal = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                literal.append((char) ('a' + random.nextInt(26)));
            }
            literals.add(literal.toString());
        }
        return new ArrayList<>(literals);
    }
}
