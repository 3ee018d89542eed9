package dev.winnow.ban.ledger;

import dev.winnow.ban.allow.Visitor;
import dev.winnow.rule.address.IpAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Who has behaved, in the ledger's file; a winnow that does not know the table leaves it alone.
///
/// Threading: that of the ledger, whose transactions it takes part in.
final class VisitorTable {
    private final Connection connection;

    VisitorTable(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS visitor (address TEXT PRIMARY KEY, last_ns INTEGER NOT NULL, "
                    + "hours REAL NOT NULL) STRICT, WITHOUT ROWID");
        }
    }

    void write(Collection<Visitor> visitors, Collection<IpAddress> gone) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement("INSERT OR REPLACE INTO visitor VALUES (?,?,?)");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM visitor WHERE address = ?")) {
            for (Visitor visitor : visitors) {
                put.setString(1, visitor.address().toString());
                put.setLong(2, visitor.lastNs());
                put.setDouble(3, visitor.hours());
                put.executeUpdate();
            }
            for (IpAddress address : gone) {
                delete.setString(1, address.toString());
                delete.executeUpdate();
            }
        }
    }

    /// Strikes out all but the `limit` who came last.
    void bound(int limit) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM visitor WHERE last_ns < "
                + "(SELECT last_ns FROM visitor ORDER BY last_ns DESC LIMIT 1 OFFSET ?)")) {
            delete.setInt(1, limit);
            delete.executeUpdate();
        }
    }

    /// Those who came last at the end.
    List<Visitor> all() throws SQLException {
        List<Visitor> visitors = new ArrayList<>();
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT address, last_ns, hours FROM visitor ORDER BY last_ns")) {
            while (rows.next()) {
                Optional<IpAddress> address = IpAddress.parse(rows.getString(1));
                if (address.isPresent()) {
                    visitors.add(new Visitor(address.get(), rows.getLong(2), rows.getDouble(3)));
                }
            }
        }
        return visitors;
    }
}
