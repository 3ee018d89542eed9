package dev.winnow.bench.load;

import java.util.ArrayList;
import java.util.List;

/// What the senders do during one window.
///
/// @param name a short name for the report
/// @param packetsPerSecond of each sender; 0 for as many as possible
/// @param options of the sender besides: its end, as `--seconds N` or `--count N`, and what else it shall know
/// @param senderCpus one sender for each processor named
record Load(String name, long packetsPerSecond, List<String> options, List<String> senderCpus) {
    /// Carried by every second packet of a marked load, and dropped by the last generated rule.
    static final String MARK = "CHAFF-CHAFF";

    /// Bytes of UDP payload.
    static final int PAYLOAD_LENGTH = 64;

    private static final long GATE_RATE = 5_000;
    private static final long GATE_COUNT = 2_000;
    private static final long PROBE_COUNT = 32;

    /// A rate that every contender sustains, from one processor: what a packet costs.
    static Load steady(long packetsPerSecond, int seconds) {
        return new Load("steady", packetsPerSecond, seconds(seconds), List.of(Pinning.LOAD));
    }

    /// A flood that is there when the contender comes, for a second: nothing is compiled or cached yet but by itself.
    static Load start() {
        return new Load("start", 0, seconds(1), List.of(Pinning.LOAD));
    }

    /// As fast as one processor sends, the contender having the other one.
    static Load flood(int seconds) {
        return new Load("flood", 0, seconds(seconds), List.of(Pinning.LOAD));
    }

    /// As fast as both processors send: the contender has to fight for its own.
    static Load overload(int seconds) {
        return new Load("overload", 0, seconds(seconds), List.of(Pinning.LOAD, Pinning.CONTENDER));
    }

    /// A few packets, to see whether they arrive.
    static Load probe() {
        return new Load("probe", GATE_RATE, List.of("--count", Long.toString(PROBE_COUNT)), List.of(Pinning.LOAD));
    }

    /// Few and slow packets for the correctness gate, half of them marked.
    static Load gate() {
        return new Load(
                "gate",
                GATE_RATE,
                List.of("--count", Long.toString(GATE_COUNT), "--mark", MARK),
                List.of(Pinning.LOAD));
    }

    /// The same from `flows` addresses, from the first on evenly spread over a network: `ADDRESS/LENGTH`.
    Load from(String network, int flows) {
        List<String> more = new ArrayList<>(options);
        more.addAll(List.of("--from", network, "--flows", Integer.toString(flows)));
        return new Load(name, packetsPerSecond, more, senderCpus);
    }

    private static List<String> seconds(int seconds) {
        return List.of("--seconds", Integer.toString(seconds));
    }

    /// The arguments of one sender.
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--to", TestBed.SERVER_ADDRESS + ":" + TestBed.PORT,
                "--rate", Long.toString(packetsPerSecond),
                "--size", Integer.toString(PAYLOAD_LENGTH)));
        arguments.addAll(options);
        return arguments;
    }
}
