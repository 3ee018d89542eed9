package dev.winnow.event;

/// Told what events are about, by whoever sums up.
///
/// Threading: the event writer's thread, which must not wait.
public interface OffenceListener {
    /// A packet was found guilty: once for each rule, or once for a drop without one.
    void offence(Offence offence);

    /// An attack has begun, goes on, or is over.
    void attack(AttackNotice notice);
}
