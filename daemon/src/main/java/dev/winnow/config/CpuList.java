package dev.winnow.config;

import java.util.List;
import java.util.TreeSet;

/// The processors that threads are pinned to: `threading.cpus`, written as the kernel writes them (`0-3,6`).
///
/// @param cpus processor numbers, ascending, without repeats; empty: all that there are, in turn
public record CpuList(List<Integer> cpus) {
    /// Beyond what any kernel is built for (CONFIG_NR_CPUS).
    private static final int MAX_CPU = 8191;

    static final String DESCRIPTION = "auto, or processor numbers such as 0-3,6";

    public CpuList {
        cpus = List.copyOf(cpus);
    }

    static CpuList parse(YamlNode node) throws BadValueException {
        String text = node.flowText().replaceAll("[\\[\\]\\s]", "");
        TreeSet<Integer> cpus = new TreeSet<>();
        if (!text.equalsIgnoreCase("auto")) {
            for (String range : text.split(",", -1)) {
                addRange(cpus, range);
            }
        }
        return new CpuList(List.copyOf(cpus));
    }

    private static void addRange(TreeSet<Integer> cpus, String range) throws BadValueException {
        if (!range.matches("[0-9]{1,4}(-[0-9]{1,4})?")) {
            throw ValueType.unexpected(DESCRIPTION, "'" + range + "'");
        }
        int dash = range.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
        int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
        if (first > last || last > MAX_CPU) {
            throw ValueType.unexpected(DESCRIPTION, "'" + range + "'");
        }
        for (int cpu = first; cpu <= last; cpu++) {
            cpus.add(cpu);
        }
    }
}
