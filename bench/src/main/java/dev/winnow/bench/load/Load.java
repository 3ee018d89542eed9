package dev.winnow.bench.load;

import java.util.ArrayList;
import java.util.List;

/// What the senders do during one window.
///
/// @param name a short name for the report
/// @param packetsPerSecond of each sender; 0 for as many as possible
/// @param limit `--seconds N` or `--count N` of the sender
/// @param senderCpus one sender for each processor named
record Load(String name, long packetsPerSecond, List<String> limit, List<String> senderCpus) {
    /// Carried by every second packet of a marked load, and dropped by the last generated rule.
    static final String MARK = "CHAFF-CHAFF";

    /// Bytes of UDP payload.
    static final int PAYLOAD_LENGTH = 64;

    private static final long GATE_RATE = 5_000;
    private static final long GATE_COUNT = 2_000;

    /// A rate that every contender sustains, from one processor: what a packet costs.
    static Load steady(long packetsPerSecond, int seconds) {
        return new Load("steady", packetsPerSecond, seconds(seconds), List.of(Pinning.LOAD));
    }

    /// As fast as one processor sends, the contender having the other one.
    static Load flood(int seconds) {
        return new Load("flood", 0, seconds(seconds), List.of(Pinning.LOAD));
    }

    /// As fast as both processors send: the contender has to fight for its own.
    static Load overload(int seconds) {
        return new Load("overload", 0, seconds(seconds), List.of(Pinning.LOAD, Pinning.CONTENDER));
    }

    /// Few and slow packets for the correctness gate, half of them marked.
    static Load gate() {
        return new Load(
                "gate",
                GATE_RATE,
                List.of("--count", Long.toString(GATE_COUNT), "--mark", MARK),
                List.of(Pinning.LOAD));
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
        arguments.addAll(limit);
        return arguments;
    }
}
