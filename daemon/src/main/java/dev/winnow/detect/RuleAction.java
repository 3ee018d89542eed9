package dev.winnow.detect;

/// What a rule that has matched does beside its verdict: it changes variables. Immutable, any thread; allocates
/// nothing.
interface RuleAction {
    void apply(PacketContext packet);
}
