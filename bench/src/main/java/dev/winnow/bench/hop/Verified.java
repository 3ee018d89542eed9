package dev.winnow.bench.hop;

import java.util.Objects;

/// Checks that a bench times the right thing.
final class Verified {
    private Verified() {}

    /// @throws IllegalStateException where they differ, which ends the bench before anything is timed
    static void equal(String what, Object actual, Object expected) {
        if (!Objects.equals(actual, expected)) {
            throw new IllegalStateException("%s: expected %s, got %s".formatted(what, expected, actual));
        }
    }
}
