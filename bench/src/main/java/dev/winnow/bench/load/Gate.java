package dev.winnow.bench.load;

import java.io.IOException;

/// The check before any timing is trusted: what must arrive arrives, and nothing else.
final class Gate {
    private Gate() {}

    /// Sends few packets, half of them marked.
    ///
    /// @throws IOException where a packet is missing, or one arrived that the contender's rules drop
    static void check(Contender contender, RunningContender running, LoadGenerator generator) throws IOException {
        String fault = fault(contender.dropsMark(), generator.run(Load.gate(), running));
        if (!fault.isEmpty()) {
            throw new IOException("fails the correctness gate: " + fault);
        }
    }

    /// What is wrong with `result`, in words; empty where all is well.
    static String fault(boolean dropsMark, LoadResult result) {
        long wantedMarked = dropsMark ? 0 : result.sentMarked();
        long wantedPlain = result.sent() - result.sentMarked();
        long receivedPlain = result.received() - result.receivedMarked();
        if (result.sent() == 0 || result.sentMarked() == 0) {
            return "the load was not sent";
        }
        if (receivedPlain != wantedPlain) {
            return "%d of %d ordinary packets arrived".formatted(receivedPlain, wantedPlain);
        }
        if (result.receivedMarked() != wantedMarked) {
            return "%d marked packets arrived instead of %d".formatted(result.receivedMarked(), wantedMarked);
        }
        return "";
    }
}
