package dev.winnow.protocol.tls;

import dev.winnow.flow.Direction;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.QueuedParser;
import dev.winnow.protocol.Transaction;
import dev.winnow.protocol.TransactionQueue;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.option.TlsVersion;
import dev.winnow.rule.option.TransactionEvent;
import java.lang.foreign.MemorySegment;

/// Reads a TLS connection up to where it is encrypted, as one transaction.
///
/// Ownership: its factory's, which it goes back to by [#release]. Threading: its flow's. Never throws on hostile bytes.
final class TlsParser extends QueuedParser<TlsTransaction> {
    private static final int SSL2_CLIENT_HELLO = 1;
    private static final int FIRST_TLS = 0x0300;

    private final TlsParsers home;
    private final TlsSide client = new TlsSide(this, Direction.TO_SERVER);
    private final TlsSide server = new TlsSide(this, Direction.TO_CLIENT);
    private TlsTransaction handshake;
    private boolean isOpen;
    private boolean isOpaque;
    private boolean isFailed;

    TlsParser(TlsParsers home, TransactionQueue<TlsTransaction> transactions) {
        super(transactions);
        this.home = home;
    }

    @Override
    public void bytes(Direction direction, MemorySegment memory, long offset, int length) {
        if (!isOpen) {
            isOpen = true;
            handshake = transactions.open();
        }
        if (handshake != null) {
            handshake.reach(direction, Stage.STARTED);
        }
        side(direction).read(memory, offset, length);
    }

    private TlsSide side(Direction direction) {
        return direction == Direction.TO_SERVER ? client : server;
    }

    @Override
    public boolean findsItsWayBehindGaps() {
        return false;
    }

    @Override
    public void gap(Direction direction, long lostBytes) {
        side(direction).broken();
    }

    @Override
    public void closed(Direction direction) {
        ended(direction);
    }

    @Override
    public boolean isOpaque() {
        return isOpaque;
    }

    @Override
    public boolean isFailed() {
        return isFailed;
    }

    void failed() {
        isFailed = true;
    }

    /// Says what is odd about the handshake.
    void note(TransactionEvent event) {
        if (handshake != null) {
            handshake.noteIfAsked(event);
        }
    }

    GrowingBytes messageBegins(Direction direction, int type) {
        return handshake == null ? null : handshake.begin(direction, type);
    }

    void messageEnds(Direction direction, int type, boolean isKept) {
        if (handshake != null) {
            handshake.end(direction, type, isKept);
        }
    }

    /// A direction cannot be read any further.
    void ended(Direction direction) {
        if (handshake != null) {
            handshake.reach(direction, Stage.COMPLETE);
        }
    }

    /// What follows in the direction is encrypted, though rules still look at it: the handshake's last messages.
    void cipherChanged(Direction direction) {
        if (handshake != null && direction == Direction.TO_CLIENT) {
            handshake.reach(direction, Stage.HEADERS);
        }
        if (client.isEncrypted() && server.isEncrypted()) {
            ended(Direction.TO_SERVER);
            ended(Direction.TO_CLIENT);
        }
    }

    /// A side may still say hello: clients may send data before the server's (RFC 8446, section 2.3), and hostile ones
    /// before their own.
    void applicationData() {
        isOpaque = true;
        endIfHeard(client, Direction.TO_SERVER);
        endIfHeard(server, Direction.TO_CLIENT);
    }

    private void endIfHeard(TlsSide side, Direction direction) {
        if (handshake == null || handshake.hasHeardHello(direction)) {
            side.stop();
        }
        if (side.isStopped()) {
            ended(direction);
        }
    }

    /// The first record is one of SSL 2; a client that can do better goes on with records of TLS.
    void ssl2(Direction direction, int type, int version) {
        boolean isHello = direction == Direction.TO_CLIENT || type == SSL2_CLIENT_HELLO;
        boolean isTls = direction == Direction.TO_SERVER && version >= FIRST_TLS;
        if (handshake != null && isHello) {
            handshake.ssl2(direction, isTls ? version : TlsVersion.SSL_2.number());
        }
        if (!isTls) {
            side(direction).broken();
        }
    }

    @Override
    public void inspected(Transaction transaction, Direction direction) {
        super.inspected(transaction, direction);
        if (transactions.size() == 0) {
            handshake = null;
        }
    }

    @Override
    public void release() {
        transactions.clear();
        client.clear();
        server.clear();
        handshake = null;
        isOpen = false;
        isOpaque = false;
        isFailed = false;
        home.takeBack(this);
    }
}
