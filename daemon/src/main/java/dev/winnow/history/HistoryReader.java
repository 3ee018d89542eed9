package dev.winnow.history;

import dev.winnow.store.Database;
import dev.winnow.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads a history, be the filter running or not. Periods are in milliseconds since 1970, the end is not in them.
///
/// Threading: one thread. Ownership: owns the file's connection.
public final class HistoryReader implements AutoCloseable {
    private static final long MINUTE_MS = 60_000;
    private static final int MOST_ROWS = 100_000;

    private final Connection connection;

    /// Makes one thing of a row.
    @FunctionalInterface
    private interface RowReader<T> {
        T of(ResultSet row) throws SQLException;
    }

    private HistoryReader(Connection connection) {
        this.connection = connection;
    }

    /// @throws HistoryException where it cannot be read
    public static HistoryReader open(Path file) throws HistoryException {
        try {
            return new HistoryReader(Database.read(file, HistoryFile.SCHEMA));
        } catch (StoreException e) {
            throw new HistoryException(e.getMessage(), e);
        }
    }

    /// All filters that are remembered, the first first.
    public List<Run> runs() throws HistoryException {
        return read(
                "SELECT id, begin_ms, last_ms, stopped, dry_run FROM run ORDER BY begin_ms, id",
                row -> new Run(row.getLong(1), row.getLong(2), row.getLong(3), row.getBoolean(4), row.getBoolean(5)));
    }

    /// What was counted, by the minute, in buckets of `stepMs` of which the last ends with the period; those in which
    /// nothing was are missing.
    ///
    /// @param stepMs whole minutes
    public List<CountBucket> counts(long sinceMs, long untilMs, long stepMs) throws HistoryException {
        long firstMs = Math.floorDiv(sinceMs, MINUTE_MS) * MINUTE_MS;
        long endMs = Math.ceilDiv(untilMs, MINUTE_MS) * MINUTE_MS;
        long gridMs = endMs - Math.ceilDiv(endMs - firstMs, stepMs) * stepMs;
        Map<Long, Map<String, Long>> buckets = new TreeMap<>();
        read(
                "SELECT ?3 + (minute - ?3) / ?4 * ?4, name, sum(value) FROM count "
                        + "WHERE minute >= ?1 AND minute < ?2 GROUP BY 1, 2",
                row -> buckets.computeIfAbsent(row.getLong(1), _ -> new TreeMap<>())
                        .put(row.getString(2), row.getLong(3)),
                firstMs,
                endMs,
                gridMs,
                stepMs);
        List<CountBucket> counts = new ArrayList<>();
        buckets.forEach((beginMs, values) -> counts.add(new CountBucket(beginMs, values)));
        return counts;
    }

    /// The attacks of the period, the first first.
    public List<AttackRow> attacks(long sinceMs, long untilMs) throws HistoryException {
        return read(
                "SELECT run, detector, subject, sender, target, port, protocol, begin_ms, last_ms, over, peak, threshold,"
                        + " sources, techniques, reaction, proved FROM attack WHERE last_ms >= ?1 AND begin_ms < ?2"
                        + " ORDER BY begin_ms, id LIMIT " + MOST_ROWS,
                HistoryReader::attack,
                sinceMs,
                untilMs);
    }

    private static AttackRow attack(ResultSet row) throws SQLException {
        return new AttackRow(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                row.getString(5),
                row.getInt(6),
                row.getString(7),
                row.getLong(8),
                row.getLong(9),
                row.getBoolean(10),
                row.getLong(11),
                row.getLong(12),
                row.getLong(13),
                words(row.getString(14)),
                row.getString(15),
                row.getBoolean(16));
    }

    private static List<String> words(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
    }

    /// The lockdowns of the period, the first first.
    public List<LockdownRow> lockdowns(long sinceMs, long untilMs) throws HistoryException {
        return read(
                "SELECT begin_ms, last_ms, ports, kept, by, opened_by FROM lockdown"
                        + " WHERE last_ms >= ?1 AND begin_ms < ?2 ORDER BY begin_ms, id",
                row -> new LockdownRow(
                        row.getLong(1),
                        row.getLong(2),
                        words(row.getString(3)),
                        words(row.getString(4)),
                        row.getString(5),
                        row.getString(6)),
                sinceMs,
                untilMs);
    }

    /// The offences of the hours that the period is in, the most frequent first.
    public List<OffenceRow> offences(long sinceMs, long untilMs) throws HistoryException {
        return read(
                "SELECT rule, name, sid, source, max(source_port), max(target), max(port), max(protocol), min(first_ms),"
                        + " max(last_ms), sum(count), sum(dropped), max(proved) FROM offence"
                        + " WHERE last_ms >= ?1 AND first_ms < ?2 GROUP BY rule, name, sid, source"
                        + " ORDER BY 11 DESC, name, source LIMIT " + MOST_ROWS,
                HistoryReader::offence,
                sinceMs,
                untilMs);
    }

    private static OffenceRow offence(ResultSet row) throws SQLException {
        return new OffenceRow(
                row.getBoolean(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getInt(5),
                row.getString(6),
                row.getInt(7),
                row.getString(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getBoolean(13));
    }

    /// What did not work in the period, the first first.
    public List<Trouble> troubles(long sinceMs, long untilMs) throws HistoryException {
        return read(
                "SELECT text, min(first_ms), max(last_ms) FROM trouble WHERE last_ms >= ?1 AND first_ms < ?2"
                        + " GROUP BY text ORDER BY 2, 1",
                row -> new Trouble(row.getString(1), row.getLong(2), row.getLong(3)),
                sinceMs,
                untilMs);
    }

    private <T> List<T> read(String query, RowReader<T> reader, Object... values) throws HistoryException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            List<T> all = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(reader.of(rows));
                }
            }
            return all;
        } catch (SQLException e) {
            throw new HistoryException("cannot read the history for reports: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws HistoryException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new HistoryException("cannot close the history for reports: " + e.getMessage(), e);
        }
    }
}
