package dev.winnow.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which rules a running filter judges by.
///
/// @param usable  of `total`
/// @param since   when they were loaded
/// @param reloads how often they have taken the place of others
/// @param lastFailure why the last reload left them in force; empty if it did not fail
record RulesInForce(int usable, int total, List<Path> files, Instant since, int reloads, Optional<String> lastFailure) {
    static RulesInForce of(RuleLoader.Loaded loaded, Instant now, int reloads) {
        return new RulesInForce(loaded.usable(), loaded.total(), loaded.files(), now, reloads, Optional.empty());
    }

    /// The same, with a reload that has failed since.
    RulesInForce afterFailure(String why) {
        return new RulesInForce(usable, total, files, since, reloads, Optional.of(why));
    }

    String summary() {
        return usable + " of " + total + " rules usable";
    }
}
