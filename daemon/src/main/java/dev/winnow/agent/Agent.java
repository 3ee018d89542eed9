package dev.winnow.agent;

/// A role with a duty cycle. All methods are called by one and the same thread, which an [AgentRunner] owns.
public interface Agent {
    /// Names the thread, for `top -H` and stack dumps; at most 15 characters show there.
    String roleName();

    /// Called once, on the agent's thread, before the first cycle.
    default void onStart() {}

    /// Does a bounded amount of work and returns; never blocks. Waiting is the [IdleStrategy]'s job.
    ///
    /// @return how many items were handled, 0 when there was nothing to do
    int doWork();

    /// Called once, on the agent's thread, after the last cycle.
    default void onClose() {}
}
