package dev.winnow.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The measurements of a run, by load and contender, one for each round.
final class Results {
    private final Map<String, Map<String, List<Measurement>>> byLoad = new LinkedHashMap<>();

    void add(String load, String contender, Measurement measurement) {
        byLoad.computeIfAbsent(load, _ -> new LinkedHashMap<>())
                .computeIfAbsent(contender, _ -> new ArrayList<>())
                .add(measurement);
    }

    List<String> loads() {
        return List.copyOf(byLoad.keySet());
    }

    /// The contenders that were measured under `load`, in the order of the rounds.
    List<String> contenders(String load) {
        return List.copyOf(byLoad.get(load).keySet());
    }

    /// The median over the rounds.
    double median(String load, String contender, ToDoubleFunction<Measurement> value) {
        return median(
                byLoad.get(load).get(contender).stream().mapToDouble(value).toArray());
    }

    /// The highest of the rounds.
    double worst(String load, String contender, ToDoubleFunction<Measurement> value) {
        return byLoad.get(load).get(contender).stream().mapToDouble(value).max().orElseThrow();
    }

    /// The median over the rounds of `contender`'s CPU per packet divided by that of `baseline` in the same
    /// round, which leaves out what made a whole round slow. NaN where the baseline was not measured in every
    /// round.
    double ratio(String load, String contender, String baseline) {
        List<Measurement> of = byLoad.get(load).get(contender);
        List<Measurement> to = byLoad.get(load).getOrDefault(baseline, List.of());
        if (of.size() != to.size()) {
            return Double.NaN;
        }
        double[] ratios = new double[of.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = of.get(i).cpuMicrosPerPacket() / to.get(i).cpuMicrosPerPacket();
        }
        return median(ratios);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
