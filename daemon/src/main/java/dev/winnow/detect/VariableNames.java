package dev.winnow.detect;

import dev.winnow.rule.option.Capture;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Numbers for the names of the variables that a rule set keeps, one series for each kind. A rule set that takes the
/// place of another keeps the other's numbers, because flows and addresses keep variables by number. Load time, any
/// thread.
final class VariableNames {
    private final Series flowbits;
    private final Series flowints;
    private final Series hostbits;
    private final Series flowTexts;
    private final Series packetTexts;

    private static final class Series {
        private final Map<String, Integer> numbers;
        private final AtomicInteger count;

        private Series() {
            numbers = new ConcurrentHashMap<>();
            count = new AtomicInteger();
        }

        private Series(Series before) {
            numbers = new ConcurrentHashMap<>(before.numbers);
            count = new AtomicInteger(before.count.get());
        }

        int number(String name) {
            return numbers.computeIfAbsent(name, _ -> count.getAndIncrement());
        }

        String[] names() {
            String[] names = new String[count.get()];
            numbers.forEach((name, number) -> names[number] = name);
            return names;
        }
    }

    VariableNames() {
        flowbits = new Series();
        flowints = new Series();
        hostbits = new Series();
        flowTexts = new Series();
        packetTexts = new Series();
    }

    /// The names of a rule set to which others are added.
    VariableNames(VariableNames before) {
        flowbits = new Series(before.flowbits);
        flowints = new Series(before.flowints);
        hostbits = new Series(before.hostbits);
        flowTexts = new Series(before.flowTexts);
        packetTexts = new Series(before.packetTexts);
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

    /// The number of a variable that captured bytes are kept in.
    int text(Capture.Owner owner, String name) {
        return switch (owner) {
            case FLOW -> flowTexts.number(name);
            case PACKET -> packetTexts.number(name);
        };
    }

    int text(Capture capture) {
        return text(capture.owner(), capture.name());
    }

    /// The names of a flow's captured variables by number, once all rules are read.
    String[] flowTextNames() {
        return flowTexts.names();
    }

    /// The names of a packet's captured variables by number, once all rules are read.
    String[] packetTextNames() {
        return packetTexts.names();
    }

    /// The names of flow bits by number, once all rules are read.
    String[] flowbitNames() {
        return flowbits.names();
    }

    /// The names of flow integers by number, once all rules are read.
    String[] flowintNames() {
        return flowints.names();
    }
}
