package dev.winnow.flow;

/// What became of a segment's bytes: a set of bits.
final class Insertion {
    /// Some are new.
    static final int ADDED = 1;
    /// Some were there.
    static final int OVERLAP = 2;
    /// Some were there, and other ones.
    static final int DIFFERENT = 4;
    /// There was no memory for some.
    static final int REFUSED = 8;

    private Insertion() {}
}
