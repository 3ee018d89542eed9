package dev.winnow.ban.ledger;

import dev.winnow.store.Database;
import dev.winnow.store.Schema;
import dev.winnow.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/// The ledger's file, see [Database].
final class LedgerFile {
    private static final Schema SCHEMA = new Schema(
            "ledger of bans",
            "past bans",
            1,
            "ban",
            List.of(
                    """
            CREATE TABLE ban (
                id INTEGER PRIMARY KEY,
                prefix TEXT NOT NULL,
                reason TEXT NOT NULL,
                detector TEXT NOT NULL,
                sid INTEGER NOT NULL,
                evidence TEXT NOT NULL,
                made_by TEXT NOT NULL,
                begin_ns INTEGER NOT NULL,
                end_ns INTEGER NOT NULL,
                level INTEGER NOT NULL,
                hits INTEGER NOT NULL,
                lifted_by TEXT NOT NULL
            ) STRICT""",
                    "CREATE INDEX ban_by_prefix ON ban (prefix, end_ns)",
                    "CREATE INDEX ban_by_end ON ban (end_ns)"));

    private LedgerFile() {}

    /// A connection to the file, see [Database#open].
    ///
    /// @param messages told what was set aside
    /// @throws LedgerException where there can be no such file
    static Connection open(Path file, Consumer<String> messages) throws LedgerException {
        try {
            return Database.open(file, SCHEMA, messages);
        } catch (StoreException e) {
            throw new LedgerException(e.getMessage(), e);
        }
    }

    /// A connection that only reads, see [Database#read].
    ///
    /// @throws LedgerException where the file cannot be read
    static Connection read(Path file) throws LedgerException {
        try {
            return Database.read(file, SCHEMA);
        } catch (StoreException e) {
            throw new LedgerException(e.getMessage(), e);
        }
    }

    /// A ledger that ends with the process.
    static Connection inMemory() throws SQLException {
        return Database.inMemory(SCHEMA);
    }
}
