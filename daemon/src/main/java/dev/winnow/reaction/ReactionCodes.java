package dev.winnow.reaction;

import dev.winnow.attack.Detector;
import dev.winnow.verdict.Reaction;

/// What is due, and why, in one number on the way to whoever does it.
public final class ReactionCodes {
    private static final Reaction[] REACTIONS = Reaction.values();
    private static final Detector[] DETECTORS = Detector.values();

    private ReactionCodes() {}

    static int of(Reaction reaction, Detector detector) {
        return reaction.ordinal() * DETECTORS.length + detector.ordinal();
    }

    /// What is due.
    public static Reaction reaction(int code) {
        return REACTIONS[code / DETECTORS.length];
    }

    /// What for.
    public static Detector detector(int code) {
        return DETECTORS[code % DETECTORS.length];
    }
}
