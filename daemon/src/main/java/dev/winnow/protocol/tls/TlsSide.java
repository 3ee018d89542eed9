package dev.winnow.protocol.tls;

import dev.winnow.flow.Direction;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.rule.option.TransactionEvent;
import java.lang.foreign.MemorySegment;

/// One direction of a TLS connection. Threading: its flow's.
final class TlsSide {
    /// A connection that was picked up in its middle says no hello any more.
    private static final int MAX_DATA_BEFORE_HELLO = 16;

    private final TlsParser parser;
    private final Direction direction;
    private final RecordReader records = new RecordReader(this);
    private final HandshakeReader handshake = new HandshakeReader(this);
    private final HeartbeatReader heartbeat;
    private boolean isEncrypted;
    private int dataRecords;

    TlsSide(TlsParser parser, Direction direction) {
        this.parser = parser;
        this.direction = direction;
        heartbeat = new HeartbeatReader(parser);
    }

    void clear() {
        records.clear();
        handshake.clear();
        isEncrypted = false;
        dataRecords = 0;
    }

    void read(MemorySegment memory, long offset, int length) {
        records.read(memory, offset, length);
    }

    /// Whether the direction has said that what follows is encrypted.
    boolean isEncrypted() {
        return isEncrypted;
    }

    /// Reads no more of this direction.
    void stop() {
        records.stop();
        handshake.clear();
    }

    boolean isStopped() {
        return records.isStopped();
    }

    /// @param isOdd whether the first record has a version that there is not
    void noteVersion(boolean isOdd) {
        if (isOdd && direction == Direction.TO_CLIENT) {
            parser.note(TransactionEvent.TLS_RECORD_VERSION);
        }
    }

    void recordBegins(int type, int length) {
        heartbeat.begin(length);
        if (type == RecordReader.CHANGE_CIPHER_SPEC) {
            isEncrypted = true;
            handshake.clear();
            parser.cipherChanged(direction);
        } else if (type == RecordReader.APPLICATION_DATA) {
            if (++dataRecords == MAX_DATA_BEFORE_HELLO) {
                stop();
            }
            parser.applicationData();
        }
    }

    void content(int type, MemorySegment memory, long offset, int length) {
        if (type == RecordReader.HANDSHAKE && !isEncrypted) {
            handshake.read(memory, offset, length);
        } else if (type == RecordReader.HEARTBEAT && !isEncrypted) {
            heartbeat.read(memory, offset, length);
        }
    }

    void ssl2(int type, int version) {
        parser.ssl2(direction, type, version);
    }

    /// A record follows that none may be.
    ///
    /// @param contradicts whether it contradicts TLS, rather than being another protocol's
    void failed(boolean contradicts) {
        broken();
        if (contradicts) {
            parser.failed();
        }
    }

    void broken() {
        stop();
        parser.ended(direction);
    }

    GrowingBytes messageBegins(int type) {
        return parser.messageBegins(direction, type);
    }

    void messageEnds(int type, boolean isKept) {
        parser.messageEnds(direction, type, isKept);
    }
}
