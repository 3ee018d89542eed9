package dev.winnow.detect;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Numbers for the names of the variables that a rule set keeps, one series for each kind. Load time, any thread.
final class VariableNames {
    private final Series flowbits = new Series();
    private final Series flowints = new Series();
    private final Series hostbits = new Series();

    private static final class Series {
        private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
        private final AtomicInteger count = new AtomicInteger();

        int number(String name) {
            return numbers.computeIfAbsent(name, _ -> count.getAndIncrement());
        }

        int count() {
            return count.get();
        }
    }

    int flowbit(String name) {
        return flowbits.number(name);
    }

    int flowint(String name) {
        return flowints.number(name);
    }

    int hostbit(String name) {
        return hostbits.number(name);
    }

    int flowbitCount() {
        return flowbits.count();
    }

    int flowintCount() {
        return flowints.count();
    }
}
