package dev.winnow.rule.parse;

import dev.winnow.rule.syntax.Identity;
import dev.winnow.rule.syntax.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a rule says about itself, while it is read.
final class IdentityDraft {
    static final long NO_SID = 0;

    long gid = Identity.DEFAULT_GID;
    long sid = NO_SID;
    long rev;
    String msg = "";
    Optional<String> classtype = Optional.empty();
    OptionalInt priority = OptionalInt.empty();
    final List<Reference> references = new ArrayList<>();
    final List<String> metadata = new ArrayList<>();
    private final Set<String> given = new HashSet<>();

    /// @return whether `keyword` is here for the first time
    boolean isFirst(String keyword) {
        return given.add(keyword);
    }

    Identity finish() {
        return new Identity(gid, sid, rev, msg, classtype, priority, references, metadata);
    }
}
