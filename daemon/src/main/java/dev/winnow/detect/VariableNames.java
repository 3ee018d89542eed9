package dev.winnow.detect;

import java.util.HashMap;
import java.util.Map;

/// Numbers for the names of the variables that a rule set keeps. Load time, one thread.
final class VariableNames {
    private final Map<String, Integer> flowbits = new HashMap<>();
    private final Map<String, Integer> flowints = new HashMap<>();
    private final Map<String, Integer> hostbits = new HashMap<>();

    private static int number(Map<String, Integer> names, String name) {
        return names.computeIfAbsent(name, _ -> names.size());
    }

    int flowbit(String name) {
        return number(flowbits, name);
    }

    int flowint(String name) {
        return number(flowints, name);
    }

    int hostbit(String name) {
        return number(hostbits, name);
    }

    int flowbitCount() {
        return flowbits.size();
    }

    int flowintCount() {
        return flowints.size();
    }
}
