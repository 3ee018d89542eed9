package dev.winnow.protocol;

import dev.winnow.flow.Direction;

/// The parser of the protocol spoken now, and the one before it for as long as it has transactions that rules have not
/// looked into.
///
/// Ownership: owns both parsers until [#release]. Threading: its flow's.
final class ParserChain {
    private AppParser present;
    private AppParser predecessor;

    /// The parser of the protocol spoken now; null where it is not known or not taken apart.
    AppParser present() {
        return present;
    }

    /// @param parser null for a protocol that is not taken apart
    void begin(AppParser parser) {
        present = parser;
    }

    /// Goes on with the protocol that the one before has named.
    ///
    /// @param parser null for a protocol that is not taken apart
    void succeed(AppParser parser) {
        present = parser;
        if (parser != null) {
            parser.follow(predecessor);
        }
    }

    /// Takes the present parser for the one before, whose protocol has handed over.
    ///
    /// @return it
    AppParser handOver() {
        releasePredecessor();
        predecessor = present;
        present = null;
        return predecessor;
    }

    boolean findsItsWayBehindGaps() {
        return present == null || present.findsItsWayBehindGaps();
    }

    void gap(Direction direction, long lostBytes) {
        if (present != null) {
            present.gap(direction, lostBytes);
        }
    }

    void closed(Direction direction) {
        if (present != null) {
            present.closed(direction);
        }
    }

    boolean isFailed() {
        return present != null && present.isFailed();
    }

    boolean isOpaque() {
        return present != null && present.isOpaque();
    }

    /// Live transactions of both.
    int transactionCount() {
        return count(predecessor) + count(present);
    }

    private static int count(AppParser parser) {
        return parser == null ? 0 : parser.transactionCount();
    }

    /// @param index 0 for the oldest, up to `transactionCount() - 1`
    Transaction transaction(int index) {
        int older = count(predecessor);
        return index < older ? predecessor.transaction(index) : present.transaction(index - older);
    }

    /// See [AppParser#inspected].
    void inspected(Transaction transaction, Direction direction) {
        boolean isOlder = predecessor != null && predecessor.owns(transaction);
        (isOlder ? predecessor : present).inspected(transaction, direction);
        if (isOlder && predecessor.transactionCount() == 0) {
            releasePredecessor();
        }
    }

    private void releasePredecessor() {
        if (predecessor != null) {
            predecessor.release();
            predecessor = null;
        }
    }

    /// Gives both back.
    void release() {
        releasePredecessor();
        if (present != null) {
            present.release();
            present = null;
        }
    }
}
