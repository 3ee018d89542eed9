package dev.winnow.bench.arena;

import dev.winnow.bench.arena.Timing.Phases;
import java.util.ArrayList;
import java.util.List;

/// What the server had to bear during an attack, over time.
///
/// @param points in order
record Burden(List<Point> points) {
    /// @param seconds since the attack began
    record Point(double seconds, double value) {}

    static Burden of(Story story, List<Sample> samples, Phases phases) {
        List<Point> points = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            long atMs = samples.get(i).atMs();
            if (atMs >= phases.attackMs() && atMs < phases.afterMs()) {
                double value = story.burden(samples.get(i - 1), samples.get(i));
                points.add(new Point((atMs - phases.attackMs()) / 1e3, value));
            }
        }
        return new Burden(List.copyOf(points));
    }

    double mean() {
        return points.stream().mapToDouble(Point::value).average().orElse(0);
    }

    double peak() {
        return peakFrom(0);
    }

    /// The most there was from `seconds` on.
    double peakFrom(double seconds) {
        return points.stream()
                .filter(point -> point.seconds >= seconds)
                .mapToDouble(Point::value)
                .max()
                .orElse(0);
    }

    /// From when on, in seconds since the attack began, there was no more than `limit` for longer than a moment,
    /// which is one sample; infinite where there was to the end.
    double mitigatedAfter(double limit) {
        for (int i = points.size() - 1; i > 0; i--) {
            if (points.get(i).value > limit && points.get(i - 1).value > limit) {
                return i == points.size() - 1 ? Double.POSITIVE_INFINITY : points.get(i + 1).seconds;
            }
        }
        return 0;
    }
}
