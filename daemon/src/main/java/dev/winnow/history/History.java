package dev.winnow.history;

import dev.winnow.store.Database;
import dev.winnow.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Writes down what a filter does and meets. What was committed before a `kill -9` is there afterwards.
///
/// Threading: one thread. Ownership: owns the file's connection.
final class History implements AutoCloseable {
    /// Rows of an hour that are kept, and at how many the others must make room.
    static final int HOUR_ROWS = 1_000;

    private static final int CROWDED_HOUR_ROWS = 2 * HOUR_ROWS;
    private static final int MOST_ATTACKS = 100_000;
    private static final int MOST_RUNS = 10_000;
    private static final int MOST_TROUBLES = 10_000;
    private static final int MOST_LOCKDOWNS = 10_000;
    private static final long MINUTE_MS = TimeUnit.MINUTES.toMillis(1);
    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);

    private static final String COUNT =
            "INSERT INTO count VALUES (?1, ?2, ?3) " + "ON CONFLICT DO UPDATE SET value = value + excluded.value";

    private static final String ATTACK = """
            INSERT INTO attack (run, detector, subject, sender, target, port, protocol, begin_ms, last_ms, over, peak,
                threshold, sources, techniques, reaction, proved)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
            ON CONFLICT DO UPDATE SET last_ms = max(last_ms, excluded.last_ms), over = max(over, excluded.over),
                peak = max(peak, excluded.peak), sources = max(sources, excluded.sources),
                techniques = excluded.techniques, reaction = excluded.reaction, proved = max(proved, excluded.proved)""";

    private static final String ADD_UP = """
             ON CONFLICT DO UPDATE SET first_ms = min(first_ms, excluded.first_ms),
                last_ms = max(last_ms, excluded.last_ms), count = count + excluded.count,
                dropped = dropped + excluded.dropped, proved = max(proved, excluded.proved)""";

    private static final String OFFENCE = """
            INSERT INTO offence (hour, rule, name, sid, source, source_port, target, port, protocol, first_ms, last_ms,
                count, dropped, proved)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
            """ + ADD_UP;

    /// The rows of an hour that stand out least: who has not proved to be there goes first.
    private static final String SMALL_ROWS = " FROM offence WHERE hour = ?1 AND source <> '' AND id NOT IN "
            + "(SELECT id FROM offence WHERE hour = ?1 AND source <> '' ORDER BY proved DESC, count DESC, id LIMIT "
            + HOUR_ROWS + ")";

    private static final String FOLD = "INSERT INTO offence (hour, rule, name, sid, source, source_port, target, port, "
            + "protocol, first_ms, last_ms, count, dropped, proved) SELECT hour, rule, name, sid, '', 0, '', 0, "
            + "max(protocol), min(first_ms), max(last_ms), sum(count), sum(dropped), 0" + SMALL_ROWS
            + " GROUP BY rule, name, sid " + ADD_UP;

    private final Connection connection;

    private History(Connection connection) {
        this.connection = connection;
    }

    /// Opens the history, or begins one. One that cannot be read is set aside.
    ///
    /// @param messages told what was set aside
    /// @throws HistoryException where there can be no such file
    static History open(Path file, Consumer<String> messages) throws HistoryException {
        try {
            Connection connection = Database.open(file, HistoryFile.SCHEMA, messages);
            connection.setAutoCommit(false);
            return new History(connection);
        } catch (StoreException e) {
            throw new HistoryException(e.getMessage(), e);
        } catch (SQLException e) {
            throw failure("open", e);
        }
    }

    /// Writes down that a filter begins.
    ///
    /// @return its number
    long begin(long nowMs, boolean dryRun) throws HistoryException {
        try (PreparedStatement insert = prepare(
                        "INSERT INTO run (begin_ms, last_ms, stopped, dry_run) VALUES (?1, ?1, 0, ?2) RETURNING id",
                        nowMs,
                        dryRun);
                ResultSet row = insert.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw failure("write", e);
        }
    }

    /// Writes down that a filter was still there, or that it ends. A clock that was set back shortens nothing.
    void touch(long run, long nowMs, boolean stopped) throws HistoryException {
        execute(
                "UPDATE run SET begin_ms = min(begin_ms, ?2), last_ms = max(last_ms, ?2), stopped = ?3 WHERE id = ?1",
                run,
                nowMs,
                stopped);
    }

    /// Adds to the counts of the minute.
    void count(long nowMs, Map<String, Long> more) throws HistoryException {
        for (Map.Entry<String, Long> entry : more.entrySet()) {
            execute(COUNT, Math.floorDiv(nowMs, MINUTE_MS) * MINUTE_MS, entry.getKey(), entry.getValue());
        }
    }

    /// Writes down how an attack stands.
    void put(AttackRow row) throws HistoryException {
        execute(
                ATTACK,
                row.run(),
                row.detector(),
                row.subject(),
                row.sender(),
                row.target(),
                row.port(),
                row.protocol(),
                row.beginMs(),
                row.lastMs(),
                row.over(),
                row.peak(),
                row.threshold(),
                row.sources(),
                String.join(" ", row.techniques()),
                row.reaction(),
                row.proved());
    }

    /// Adds to the offences of the hour, and has the smallest of them make room where there are very many.
    void add(long nowMs, List<OffenceRow> rows) throws HistoryException {
        long hour = Math.floorDiv(nowMs, HOUR_MS) * HOUR_MS;
        for (OffenceRow row : rows) {
            execute(
                    OFFENCE,
                    hour,
                    row.rule(),
                    row.name(),
                    row.sid(),
                    row.source(),
                    row.sourcePort(),
                    row.target(),
                    row.targetPort(),
                    row.protocol(),
                    row.firstMs(),
                    row.lastMs(),
                    row.count(),
                    row.dropped(),
                    row.proved());
        }
        if (!rows.isEmpty() && rowsOf(hour) > CROWDED_HOUR_ROWS) {
            trim(hour);
        }
    }

    /// Leaves the rows of an hour that stand out.
    void trim(long hourMs) throws HistoryException {
        execute(FOLD, hourMs);
        execute("DELETE" + SMALL_ROWS, hourMs);
    }

    private long rowsOf(long hour) throws HistoryException {
        try (PreparedStatement select = prepare("SELECT count(*) FROM offence WHERE hour = ?1 AND source <> ''", hour);
                ResultSet row = select.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw failure("read", e);
        }
    }

    /// Writes down that something does not work.
    void trouble(long run, String text, long nowMs) throws HistoryException {
        execute(
                "INSERT INTO trouble (run, text, first_ms, last_ms) VALUES (?1, ?2, ?3, ?3) "
                        + "ON CONFLICT DO UPDATE SET last_ms = max(last_ms, excluded.last_ms)",
                run,
                text,
                nowMs);
    }

    /// Writes down that ports are shut, or open again: what was shut until then is not any more.
    void put(LockdownNotice notice) throws HistoryException {
        execute("UPDATE lockdown SET last_ms = ?1, opened_by = ?2 WHERE last_ms > ?1", notice.nowMs(), notice.by());
        if (!notice.ports().isEmpty()) {
            execute(
                    "INSERT INTO lockdown (begin_ms, last_ms, ports, kept, by, opened_by) VALUES (?1, ?2, ?3, ?4, ?5, '')",
                    notice.nowMs(),
                    notice.endMs(),
                    String.join(" ", notice.ports()),
                    String.join(" ", notice.kept()),
                    notice.by());
        }
    }

    /// Strikes out what was over before `beforeMs`, and of very much the oldest.
    void forget(long beforeMs) throws HistoryException {
        execute("DELETE FROM count WHERE minute < ?1", beforeMs);
        execute("DELETE FROM offence WHERE hour < ?1", beforeMs);
        forget("attack", beforeMs, MOST_ATTACKS);
        forget("run", beforeMs, MOST_RUNS);
        forget("trouble", beforeMs, MOST_TROUBLES);
        forget("lockdown", beforeMs, MOST_LOCKDOWNS);
    }

    private void forget(String table, long beforeMs, int most) throws HistoryException {
        execute(
                "DELETE FROM " + table + " WHERE last_ms < ?1 OR id <= (SELECT max(id) FROM " + table + ") - ?2",
                beforeMs,
                most);
    }

    /// Makes everything written so far last.
    void commit() throws HistoryException {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw failure("write", e);
        }
    }

    /// Takes back what was written since the last [#commit], as far as that is possible.
    void rollBack(HistoryException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void execute(String command, Object... values) throws HistoryException {
        try (PreparedStatement statement = prepare(command, values)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failure("write", e);
        }
    }

    private PreparedStatement prepare(String command, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(command);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof Boolean yes ? (yes ? 1 : 0) : values[i]);
        }
        return statement;
    }

    @Override
    public void close() throws HistoryException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure("close", e);
        }
    }

    private static HistoryException failure(String verb, SQLException cause) {
        return new HistoryException("cannot " + verb + " the history for reports: " + cause.getMessage(), cause);
    }
}
