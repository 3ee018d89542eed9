package dev.winnow.bench.load;

import dev.winnow.bench.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// What was measured with bans and without, as text that is Markdown as well.
final class BansReport {
    /// How many times what a packet costs without bans it may cost with them.
    static final double LIMIT = 1.10;

    private final String machine;
    private final int bans;
    private final long packetsPerSecond;
    private final int seconds;
    private final List<PacketCost> without = new ArrayList<>();
    private final List<PacketCost> with = new ArrayList<>();

    /// @param machine one line about the machine
    /// @param seconds of each window
    BansReport(String machine, int bans, long packetsPerSecond, int seconds) {
        this.machine = machine;
        this.bans = bans;
        this.packetsPerSecond = packetsPerSecond;
        this.seconds = seconds;
    }

    /// Adds a round.
    void add(PacketCost withoutBans, PacketCost withBans) {
        without.add(withoutBans);
        with.add(withBans);
    }

    /// The median over the rounds of what a packet costs with bans, divided by what it costs without in the
    /// same round.
    double ratio() {
        double[] ratios = new double[with.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = with.get(i).micros() / without.get(i).micros();
        }
        return Results.median(ratios);
    }

    boolean isWithinLimit() {
        return ratio() <= LIMIT;
    }

    String render() {
        Table table = new Table("bans", "winnow µs", "kernel, sender and sink µs", "together µs", "×");
        row(table, 0, without, 1);
        row(table, bans, with, ratio());
        return """
                # What bans cost those who are not banned

                %s

                UDP with %d bytes of payload over veth at %,d packets/s from %,d addresses that lie among the banned ones, \
                through one queue, no rules; median of %d rounds, windows of %d s.

                %s
                %s

                winnow: its CPU time for each packet, all threads, with the kernel's way from the verdict to the sink · \
                kernel, sender and sink: the same of udp_load, with the kernel's way from the wire to the queue, in which \
                the bans are looked up, of udp_sink and of ksoftirqd · ×: together, divided by that without bans in the same \
                round.
                """.formatted(
                        machine,
                        Load.PAYLOAD_LENGTH,
                        packetsPerSecond,
                        BansRun.SENDERS,
                        with.size(),
                        seconds,
                        table.render(),
                        verdict());
    }

    private static void row(Table table, int bans, List<PacketCost> costs, double ratio) {
        table.add(
                number("%,.0f", bans),
                number("%.2f", median(costs, PacketCost::filterMicros)),
                number("%.2f", median(costs, PacketCost::pathMicros)),
                number("%.2f", median(costs, PacketCost::micros)),
                number("%.2f", ratio));
    }

    private String verdict() {
        return "With %s bans a packet costs %s times what it costs without; the limit is %s: %s."
                .formatted(
                        number("%,.0f", bans),
                        number("%.3f", ratio()),
                        number("%.2f", LIMIT),
                        isWithinLimit() ? "held" : "missed");
    }

    private static double median(List<PacketCost> costs, ToDoubleFunction<PacketCost> value) {
        return Results.median(costs.stream().mapToDouble(value).toArray());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
