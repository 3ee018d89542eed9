package dev.winnow.config;

/// What "accepted" means to the kernel: `nfq.mode`.
public enum QueueMode {
    /// The packet goes on, past the rest of the chain.
    ACCEPT,
    /// The packet goes through the chain again, with a mark by which a rule knows it.
    REPEAT,
    /// The packet goes to another queue.
    ROUTE
}
