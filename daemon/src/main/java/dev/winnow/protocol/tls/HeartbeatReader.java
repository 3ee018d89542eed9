package dev.winnow.protocol.tls;

import dev.winnow.rule.option.TransactionEvent;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Tells heartbeats that no peer sends (RFC 6520, section 4): payload and padding have to fit into the record.
///
/// ```
///  +------+----------------+-------------+----------------------+
///  | type |  length (2)    | payload ... | padding, 16 or more  |
///  +------+----------------+-------------+----------------------+
/// ```
///
/// Threading: its flow's.
final class HeartbeatReader {
    private static final int REQUEST = 1;
    private static final int RESPONSE = 2;
    private static final int HEADER_LENGTH = 3;
    private static final int MIN_PADDING = 16;

    private final TlsParser parser;
    private int recordLength;
    private int header;
    private int headerLength;

    HeartbeatReader(TlsParser parser) {
        this.parser = parser;
    }

    /// A record of `length` bytes begins.
    void begin(int length) {
        recordLength = length;
        header = 0;
        headerLength = 0;
    }

    /// Takes the next of the record's bytes.
    void read(MemorySegment memory, long offset, int length) {
        for (int i = 0; i < length && headerLength < HEADER_LENGTH; i++) {
            header = header << Byte.SIZE | (memory.get(ValueLayout.JAVA_BYTE, offset + i) & 0xFF);
            if (++headerLength == HEADER_LENGTH) {
                judge(header >>> Short.SIZE, header & 0xFFFF);
            }
        }
    }

    private void judge(int type, int payloadLength) {
        boolean isKnown = type == REQUEST || type == RESPONSE;
        int room = recordLength - HEADER_LENGTH;
        if (!isKnown || payloadLength > room - MIN_PADDING) {
            parser.note(
                    isKnown && payloadLength > room
                            ? TransactionEvent.TLS_HEARTBEAT_OVERFLOW
                            : TransactionEvent.TLS_HEARTBEAT);
            parser.failed();
        }
    }
}
