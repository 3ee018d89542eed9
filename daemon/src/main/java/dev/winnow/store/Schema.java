package dev.winnow.store;

import java.util.List;

/// What a database holds.
///
/// @param name       what it is called in messages, such as `ledger of bans`
/// @param loss       what a new one begins without, such as `past bans`
/// @param version    kept as `user_version`; a file with another is not used
/// @param table      one that every such file has
/// @param statements that make an empty one
public record Schema(String name, String loss, int version, String table, List<String> statements) {
    public Schema {
        statements = List.copyOf(statements);
    }
}
