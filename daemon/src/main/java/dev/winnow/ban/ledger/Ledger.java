package dev.winnow.ban.ledger;

import dev.winnow.ban.Ban;
import dev.winnow.ban.Ban.Cause;
import dev.winnow.ban.Prefix;
import dev.winnow.ban.allow.Visitor;
import dev.winnow.rule.address.IpAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Every ban that there is and was, on disk, and who has behaved.
///
/// Writes are gathered until [#commit]; what was committed before a `kill -9` is there afterwards. Bounded: ended bans
/// go by [#forget], and of very many the oldest.
///
/// Threading: one thread. Ownership: owns the file's connection.
public final class Ledger implements AutoCloseable {
    private static final long MAX_ROWS = 1_000_000;
    private static final int MOST_VISITORS = 1 << 17;

    private static final String SELECT = "SELECT id, prefix, reason, detector, sid, evidence, made_by, begin_ns, "
            + "end_ns, level, hits, lifted_by FROM ban ";

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement last;
    private final VisitorTable visitors;

    private Ledger(Connection connection) throws SQLException {
        this.connection = connection;
        visitors = new VisitorTable(connection);
        insert = connection.prepareStatement("INSERT INTO ban (prefix, reason, detector, sid, evidence, made_by, "
                + "begin_ns, end_ns, level, hits, lifted_by) VALUES (?,?,?,?,?,?,?,?,?,?,?) RETURNING id");
        update = connection.prepareStatement("UPDATE ban SET end_ns = ?, hits = ?, lifted_by = ? WHERE id = ?");
        last = connection.prepareStatement(SELECT + "WHERE prefix = ? AND lifted_by = '' ORDER BY end_ns DESC LIMIT 1");
    }

    /// Opens the ledger, or begins one. One that cannot be read is set aside.
    ///
    /// @param messages told what was set aside
    /// @throws LedgerException where there can be no such file
    public static Ledger open(Path file, Consumer<String> messages) throws LedgerException {
        Connection connection = LedgerFile.open(file, messages);
        try {
            return new Ledger(connection);
        } catch (SQLException e) {
            throw failure("open", e);
        }
    }

    /// Opens the ledger of a filter that may be running, to be read only.
    ///
    /// @throws LedgerException where it cannot be read
    public static Ledger read(Path file) throws LedgerException {
        Connection connection = LedgerFile.read(file);
        try {
            return new Ledger(connection);
        } catch (SQLException e) {
            throw failure("open", e);
        }
    }

    /// A ledger that ends with the process, for trials and captures.
    public static Ledger inMemory() throws LedgerException {
        try {
            return new Ledger(LedgerFile.inMemory());
        } catch (SQLException e) {
            throw failure("open", e);
        }
    }

    /// Writes a ban that begins.
    ///
    /// @return the same with its number
    public Ban add(Ban ban) throws LedgerException {
        try {
            beginTransaction();
            Cause cause = ban.cause();
            insert.setString(1, ban.prefix().toString());
            insert.setString(2, cause.reason());
            insert.setString(3, cause.detector());
            insert.setLong(4, cause.sid());
            insert.setString(5, cause.evidence());
            insert.setString(6, cause.by());
            insert.setLong(7, ban.beginNs());
            insert.setLong(8, ban.endNs());
            insert.setInt(9, ban.level());
            insert.setLong(10, ban.hits());
            insert.setString(11, ban.liftedBy());
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return ban.withId(row.getLong(1));
            }
        } catch (SQLException e) {
            throw failure("write", e);
        }
    }

    /// Writes what has changed about a ban: its end, its hits, who lifted it.
    public void update(Ban ban) throws LedgerException {
        try {
            beginTransaction();
            update.setLong(1, ban.endNs());
            update.setLong(2, ban.hits());
            update.setString(3, ban.liftedBy());
            update.setLong(4, ban.id());
            update.executeUpdate();
        } catch (SQLException e) {
            throw failure("write", e);
        }
    }

    /// Makes everything written so far last.
    ///
    /// @return whether there was anything
    public boolean commit() throws LedgerException {
        try {
            if (connection.getAutoCommit()) {
                return false;
            }
            connection.commit();
            connection.setAutoCommit(true);
            return true;
        } catch (SQLException e) {
            rollBack(e);
            throw failure("write", e);
        }
    }

    /// What a full disk keeps from being written is lost, and the next may be written again.
    private void rollBack(SQLException cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /// Writes who has behaved, and strikes out who has not.
    public void writeVisitors(Collection<Visitor> good, Collection<IpAddress> gone) throws LedgerException {
        try {
            beginTransaction();
            visitors.write(good, gone);
        } catch (SQLException e) {
            throw failure("write", e);
        }
    }

    /// Who has behaved, those who came last at the end.
    public List<Visitor> visitors() throws LedgerException {
        try {
            return visitors.all();
        } catch (SQLException e) {
            throw failure("read", e);
        }
    }

    private void beginTransaction() throws SQLException {
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
        }
    }

    /// The last ban of exactly this prefix that nobody lifted: what its guilt is measured by.
    public Optional<Ban> last(Prefix prefix) throws LedgerException {
        try {
            last.setString(1, prefix.toString());
            try (ResultSet row = last.executeQuery()) {
                return row.next() ? Optional.of(ban(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failure("read", e);
        }
    }

    /// The bans that hold at `nowNs`, in the order of their beginning.
    public List<Ban> active(long nowNs) throws LedgerException {
        return read("WHERE end_ns > ? ORDER BY id", nowNs);
    }

    /// The bans that began or ended at `sinceNs` or later, the newest first.
    ///
    /// @param limit bans at most
    public List<Ban> since(long sinceNs, int limit) throws LedgerException {
        return read("WHERE end_ns >= ? ORDER BY id DESC LIMIT ?", sinceNs, limit);
    }

    /// The bans of exactly this prefix, lifted ones too, the newest first.
    ///
    /// @param limit bans at most
    public List<Ban> history(Prefix prefix, int limit) throws LedgerException {
        return read("WHERE prefix = ? ORDER BY id DESC LIMIT ?", prefix.toString(), limit);
    }

    private List<Ban> read(String condition, Object... values) throws LedgerException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + condition)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            List<Ban> bans = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    bans.add(ban(rows));
                }
            }
            return bans;
        } catch (SQLException e) {
            throw failure("read", e);
        }
    }

    private static Ban ban(ResultSet row) throws SQLException {
        Prefix prefix =
                Prefix.parse(row.getString(2)).orElseThrow(() -> new SQLException("a row of the ledger has no prefix"));
        Cause cause = new Cause(row.getString(3), row.getString(4), row.getLong(5), row.getString(6), row.getString(7));
        return new Ban(
                row.getLong(1),
                prefix,
                cause,
                row.getLong(8),
                row.getLong(9),
                row.getInt(10),
                row.getLong(11),
                row.getString(12));
    }

    /// Strikes out bans that ended before `beforeNs`, and of more than a million the oldest that have ended.
    ///
    /// @return how many
    public int forget(long beforeNs, long nowNs) throws LedgerException {
        try (PreparedStatement old = connection.prepareStatement("DELETE FROM ban WHERE end_ns < ?");
                PreparedStatement many = connection.prepareStatement(
                        "DELETE FROM ban WHERE id <= (SELECT max(id) FROM ban) - ? AND end_ns <= ?")) {
            beginTransaction();
            old.setLong(1, beforeNs);
            many.setLong(1, MAX_ROWS);
            many.setLong(2, nowNs);
            visitors.bound(MOST_VISITORS);
            int forgotten = old.executeUpdate() + many.executeUpdate();
            commit();
            return forgotten;
        } catch (SQLException e) {
            throw failure("write", e);
        }
    }

    @Override
    public void close() throws LedgerException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure("close", e);
        }
    }

    private static LedgerException failure(String verb, SQLException cause) {
        return new LedgerException("cannot " + verb + " the ledger of bans: " + cause.getMessage(), cause);
    }
}
