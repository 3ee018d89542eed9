package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.MemorySegment;

/// Takes one connection's bytes apart into transactions.
///
/// Pooled: made by its [ParserFactory], which gets it back through [#release]. Bytes are hostile: no method throws,
/// and what a parser keeps is bounded. Threading: its flow's.
public interface AppParser {
    /// Takes each byte of the stream once, in order; over UDP, one datagram.
    ///
    /// @param memory off-heap; the bytes are gone after the call
    void bytes(Direction direction, MemorySegment memory, long offset, int length);

    /// `lostBytes` of the stream will never come; what follows comes after them.
    void gap(Direction direction, long lostBytes);

    /// Nothing more will come in this direction.
    void closed(Direction direction);

    /// Whether this protocol has ended inside the connection: after STARTTLS, CONNECT or Upgrade another one follows.
    /// The parser then gets no more bytes, but keeps its transactions until they have been looked into.
    default boolean handsOver() {
        return false;
    }

    /// How many of the bytes last handed in, at their end, are of the protocol that follows; meaningful once
    /// [#handsOver].
    default int leftOver() {
        return 0;
    }

    /// Which protocol follows, if the handing over says so; else null, and its bytes have to tell.
    default AppProtocol successor() {
        return null;
    }

    /// Goes on where `predecessor`, whose [#successor] this is, has handed over; called before any bytes.
    default void follow(AppParser predecessor) {}

    /// Whether what follows is encrypted, so that nobody need look for patterns in it.
    default boolean isOpaque() {
        return false;
    }

    /// Whether bytes of the stream have contradicted the protocol, so that the receiver may read in them what
    /// rules were not shown. Stays so once it is.
    default boolean isFailed() {
        return false;
    }

    /// Whether the parser finds its way again behind bytes that never came.
    default boolean findsItsWayBehindGaps() {
        return true;
    }

    /// Live transactions.
    int transactionCount();

    /// @param index 0 for the oldest, up to `transactionCount() - 1`
    Transaction transaction(int index);

    /// Says that rules have looked into a direction of a transaction at its present stage. Once both directions are
    /// complete and looked into, the transaction goes back to its pool, and the indices of the younger ones shrink.
    void inspected(Transaction transaction, Direction direction);

    /// Whether `transaction` is one of this parser's live ones.
    default boolean owns(Transaction transaction) {
        for (int i = transactionCount() - 1; i >= 0; i--) {
            if (transaction(i) == transaction) {
                return true;
            }
        }
        return false;
    }

    /// Gives back everything, this parser included.
    void release();
}
