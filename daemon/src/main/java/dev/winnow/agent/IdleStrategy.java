package dev.winnow.agent;

/// What a thread does between two duty cycles. May be stateful: one instance per thread.
@FunctionalInterface
public interface IdleStrategy {
    /// Waits if there is reason to. Must return within about 100 ms, so that a stop is noticed.
    ///
    /// @param workCount what the last cycle handled; 0 is the reason to wait
    void idle(int workCount);
}
