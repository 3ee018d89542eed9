package dev.winnow.config;

/// What happens to traffic that can no longer be judged as it should, as Suricata's user guide names it ("Exception
/// Policies").
public enum ExceptionPolicy {
    /// [#DROP_FLOW] where verdicts take effect, or [#DROP_PACKET] where there is no flow; otherwise [#IGNORE].
    AUTO,
    /// As if nothing had happened.
    IGNORE,
    DROP_PACKET,
    DROP_FLOW,
    /// Drops the flow and tells its sender.
    REJECT,
    /// The packet passes unjudged.
    PASS_PACKET,
    /// The flow passes without being judged any more.
    PASS_FLOW,
    /// As [#PASS_FLOW]: nothing but winnow could take the flow off its hands.
    BYPASS;

    /// The policy without [#AUTO], without flows where the exception has none, and without an answer to the sender
    /// where verdicts take no effect.
    ///
    /// @param enforcing whether verdicts take effect
    /// @param hasFlow whether there is a flow that the policy can apply to
    public ExceptionPolicy settle(boolean enforcing, boolean hasFlow) {
        return switch (this) {
            case AUTO -> enforcing ? DROP_FLOW.settle(true, hasFlow) : IGNORE;
            case DROP_FLOW -> hasFlow ? this : DROP_PACKET;
            case PASS_FLOW, BYPASS -> hasFlow ? PASS_FLOW : PASS_PACKET;
            case REJECT -> enforcing ? this : IGNORE;
            case IGNORE, DROP_PACKET, PASS_PACKET -> this;
        };
    }
}
