package dev.winnow.rule.syntax;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a rule says about itself, and what events say about it.
///
/// @param sid signature id, unsigned 32 bit; with `gid` it names the rule
/// @param rev revision, 0 when not written
/// @param msg empty when not written
/// @param classtype shortname of a classification
/// @param priority as written in the rule, 0 or more, the least the most urgent; it goes before the classification's
/// @param metadata entries as written, such as `created_at 2024_01_01`
public record Identity(
        long gid,
        long sid,
        long rev,
        String msg,
        Optional<String> classtype,
        OptionalInt priority,
        List<Reference> references,
        List<String> metadata) {
    /// The generator id of rules that name none.
    public static final long DEFAULT_GID = 1;

    public Identity {
        references = List.copyOf(references);
        metadata = List.copyOf(metadata);
    }
}
