package dev.winnow.bench.load;

/// Who runs where. With two processors the sender's packets are queued on one and judged on the other, so that CPU per
/// packet is not a matter of who was scheduled where.
final class Pinning {
    /// Sender, sink and, by them, the kernel's way from the wire to the queue.
    static final String LOAD = "0";

    /// Contenders with one thread.
    static final String CONTENDER = "1";

    /// Contenders with several threads.
    static final String BOTH = "0,1";

    private Pinning() {}
}
