package dev.winnow.store;

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
import java.util.Optional;
import java.util.function.Consumer;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// A database's file: opened, checked, and set aside where it cannot be used.
///
/// WAL with `synchronous=NORMAL`: what was committed is in the kernel's hands, so that it outlives the process however
/// that ends. Only a power cut may lose the last commits, and never more than those; waiting for the disk at each
/// commit would protect nothing else, because a power cut takes the kernel's sets and the attack with it.
/// Source: sqlite.org/pragma.html#pragma_synchronous.
public final class Database {
    private static final int BUSY_TIMEOUT_MS = 2_000;
    private static final Duration LOADED_BY_THEN = Duration.ofMinutes(1);
    private static final String ASIDE = ".damaged";

    private Database() {}

    /// A connection to the file, made where it is missing. A file that is damaged, or that a newer winnow has written,
    /// is kept beside it and a new one begun.
    ///
    /// @param messages told what was set aside
    /// @throws StoreException where there can be no such file
    public static Connection open(Path file, Schema schema, Consumer<String> messages) throws StoreException {
        try {
            makeFolder(file.toAbsolutePath().getParent());
            Optional<Connection> usable = tryOpen(file, schema);
            if (usable.isPresent()) {
                return usable.get();
            }
            Path aside = setAside(file);
            messages.accept("the " + schema.name() + " " + file + " is damaged, or of a newer winnow: it is kept as "
                    + aside + ", and a new one begins without " + schema.loss());
            return tryOpen(file, schema)
                    .orElseThrow(() -> new StoreException("cannot begin a new " + schema.name() + " " + file, null));
        } catch (IOException e) {
            throw new StoreException("cannot make the " + schema.name() + " " + file + ": " + e, e);
        } catch (SQLException e) {
            throw new StoreException("cannot open the " + schema.name() + " " + file + ": " + e.getMessage(), e);
        }
    }

    /// A connection that only reads a file that is there, while its writer goes on writing.
    ///
    /// @throws StoreException where it cannot be read, is damaged, or of a newer winnow; it is left as it is
    public static Connection read(Path file, Schema schema) throws StoreException {
        String what = "cannot read the " + schema.name() + " " + file + ": ";
        unpackBeside(file.toAbsolutePath().getParent());
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        Connection connection = null;
        try {
            connection = config.createConnection("jdbc:sqlite:" + file);
            if (isOurs(connection, schema)) {
                return connection;
            }
            connection.close();
            throw new StoreException(what + "it is damaged, or of a newer winnow", null);
        } catch (SQLException e) {
            closeQuietly(connection, e);
            throw new StoreException(what + e.getMessage(), e);
        }
    }

    private static void closeQuietly(Connection connection, SQLException cause) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /// A database that ends with the process.
    public static Connection inMemory(Schema schema) throws SQLException {
        Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
        make(connection, schema);
        return connection;
    }

    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        unpackBeside(folder);
        removeLeftovers(folder);
    }

    /// The library that sqlite-jdbc brings is unpacked here too, because a hardened host runs nothing from /tmp.
    private static void unpackBeside(Path folder) {
        if (System.getProperty("org.sqlite.tmpdir") == null && Files.isWritable(folder)) {
            System.setProperty("org.sqlite.tmpdir", folder.toString());
        }
    }

    /// Copies of the library that killed processes have left, which sqlite-jdbc takes for those of living ones. One
    /// that a living process has loaded may go as well; one that is just being loaded may not.
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

    /// Empty where the file is none of ours.
    private static Optional<Connection> tryOpen(Path file, Schema schema) throws SQLException {
        Connection connection = null;
        try {
            connection = connect(file);
            if (isUsable(connection, schema)) {
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

    private static boolean isUsable(Connection connection, Schema schema) throws SQLException {
        if (!text(connection, "PRAGMA quick_check(1)").equals("ok")) {
            return false;
        }
        if (number(connection, "PRAGMA user_version") == 0
                && number(connection, "SELECT count(*) FROM sqlite_schema") == 0) {
            make(connection, schema);
            return true;
        }
        return isOurs(connection, schema);
    }

    private static boolean isOurs(Connection connection, Schema schema) throws SQLException {
        return number(connection, "PRAGMA user_version") == schema.version()
                && number(connection, "SELECT count(*) FROM sqlite_schema WHERE name = '" + schema.table() + "'") == 1;
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

    private static void make(Connection connection, Schema schema) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String command : schema.statements()) {
                statement.execute(command);
            }
            statement.execute("PRAGMA user_version = " + schema.version());
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
