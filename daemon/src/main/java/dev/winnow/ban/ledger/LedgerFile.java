package dev.winnow.ban.ledger;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The ledger's file: opened, checked, and set aside where it cannot be used.
///
/// WAL with `synchronous=NORMAL`: what was committed is in the kernel's hands, so that it outlives the process however
/// that ends. Only a power cut may lose the last commits, and never more than those; waiting for the disk at each
/// commit would protect nothing else, because a power cut takes the kernel's sets and the attack with it.
/// Source: sqlite.org/pragma.html#pragma_synchronous.
final class LedgerFile {
    private static final int SCHEMA_VERSION = 1;
    private static final int BUSY_TIMEOUT_MS = 2_000;
    private static final Duration LOADED_BY_THEN = Duration.ofMinutes(1);
    private static final String ASIDE = ".damaged";

    private static final List<String> SCHEMA = List.of(
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
            "CREATE INDEX ban_by_end ON ban (end_ns)",
            "PRAGMA user_version = " + SCHEMA_VERSION);

    private LedgerFile() {}

    /// A connection to the file, made where it is missing. A file that is damaged, or that a newer winnow has written,
    /// is kept beside it and a new one begun.
    ///
    /// @param messages told what was set aside
    /// @throws LedgerException where there can be no such file
    static Connection open(Path file, Consumer<String> messages) throws LedgerException {
        try {
            makeFolder(file.toAbsolutePath().getParent());
            Optional<Connection> usable = tryOpen(file);
            if (usable.isPresent()) {
                return usable.get();
            }
            Path aside = setAside(file);
            messages.accept("the ledger of bans " + file + " is damaged, or of a newer winnow: it is kept as " + aside
                    + ", and a new one begins without past bans");
            return tryOpen(file).orElseThrow(() -> new LedgerException("cannot begin a new ledger " + file, null));
        } catch (IOException e) {
            throw new LedgerException("cannot make the ledger of bans " + file + ": " + e, e);
        } catch (SQLException e) {
            throw new LedgerException("cannot open the ledger of bans " + file + ": " + e.getMessage(), e);
        }
    }

    /// A ledger that ends with the process.
    static Connection inMemory() throws SQLException {
        Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
        makeSchema(connection);
        return connection;
    }

    /// The library that sqlite-jdbc brings is unpacked here too, because a hardened host runs nothing from /tmp.
    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (System.getProperty("org.sqlite.tmpdir") == null) {
            System.setProperty("org.sqlite.tmpdir", folder.toString());
        }
        removeLeftovers(folder);
    }

    /// Copies of the library that killed processes have left, which sqlite-jdbc takes for those of living ones. One
    /// that
    /// a living process has loaded may go as well; one that is just being loaded may not.
    private static void removeLeftovers(Path folder) throws IOException {
        Instant old = Instant.now().minus(LOADED_BY_THEN);
        try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder, "sqlite-*-libsqlitejdbc.so{,.lck}")) {
            for (Path copy : copies) {
                if (Files.getLastModifiedTime(copy).toInstant().isBefore(old)) {
                    Files.deleteIfExists(copy);
                }
            }
        }
    }

    /// Empty where the file is no ledger of ours.
    private static Optional<Connection> tryOpen(Path file) throws SQLException {
        Connection connection = null;
        try {
            connection = connect(file);
            if (isUsable(connection)) {
                return Optional.of(connection);
            }
        } catch (SQLiteException e) {
            if (!isDamage(e.getResultCode())) {
                throw e;
            }
        }
        if (connection != null) {
            connection.close();
        }
        return Optional.empty();
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private static boolean isUsable(Connection connection) throws SQLException {
        if (!text(connection, "PRAGMA quick_check(1)").equals("ok")) {
            return false;
        }
        long version = number(connection, "PRAGMA user_version");
        if (version == 0 && number(connection, "SELECT count(*) FROM sqlite_schema") == 0) {
            makeSchema(connection);
            return true;
        }
        return version == SCHEMA_VERSION
                && number(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'ban'") == 1;
    }

    private static long number(Connection connection, String query) throws SQLException {
        return Long.parseLong(text(connection, query));
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            return answer.next() ? answer.getString(1) : "";
        }
    }

    private static void makeSchema(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String command : SCHEMA) {
                statement.execute(command);
            }
        }
        connection.setAutoCommit(true);
    }

    /// Whether another file would help; a full disk or a folder without rights is another matter.
    private static boolean isDamage(SQLiteErrorCode code) {
        return code == SQLiteErrorCode.SQLITE_CORRUPT
                || code == SQLiteErrorCode.SQLITE_NOTADB
                || code == SQLiteErrorCode.SQLITE_CORRUPT_INDEX
                || code == SQLiteErrorCode.SQLITE_CORRUPT_SEQUENCE;
    }

    private static Path setAside(Path file) throws IOException {
        Path aside = Path.of(file + ASIDE);
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(Path.of(file + "-wal"));
        Files.deleteIfExists(Path.of(file + "-shm"));
        return aside;
    }
}
