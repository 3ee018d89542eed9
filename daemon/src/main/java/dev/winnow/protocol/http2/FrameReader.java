package dev.winnow.protocol.http2;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// Takes one direction apart into frames (RFC 9113, section 4.1), a client's preface before them.
///
/// ```
///  +----------------+----------+-----------+----------------+-------------
///  |  length (3)    | type (1) | flags (1) | stream (4)     |  payload ...
///  +----------------+----------+-----------+----------------+-------------
/// ```
///
/// Data is handed on as it comes, without its padding; the payload of other frames when it is whole, within a bound.
/// Threading: its flow's. Never throws on hostile bytes.
final class FrameReader {
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_KEPT_BYTES = 1 << 16;
    private static final int FRONT_LENGTH = 5;
    private static final int HEADER_LENGTH = 9;
    private static final int STREAM_MASK = 0x7FFF_FFFF;

    private final Http2Parser parser;
    private final Direction direction;
    private final GrowingBytes payload;
    private final Octets octets = new Octets();
    private int prefaceLength;
    private long front;
    private int stream;
    private int headerLength;
    private int remaining;
    private int padding;
    private boolean isPaddingKnown;
    private boolean isStopped;

    FrameReader(Http2Parser parser, Direction direction, BlockPool blocks) {
        this.parser = parser;
        this.direction = direction;
        payload = new GrowingBytes(blocks, MAX_KEPT_BYTES);
    }

    void clear() {
        payload.clear();
        prefaceLength = 0;
        headerLength = 0;
        remaining = 0;
        isStopped = false;
    }

    /// Reads no more.
    void stop() {
        payload.clear();
        isStopped = true;
    }

    /// Takes the direction's next bytes.
    void read(MemorySegment memory, long offset, int length) {
        long end = offset + length;
        long at = offset;
        while (at < end && !isStopped) {
            if (direction == Direction.TO_SERVER && prefaceLength < PREFACE.length) {
                preface(memory.get(ValueLayout.JAVA_BYTE, at++));
            } else if (headerLength < HEADER_LENGTH) {
                header(memory.get(ValueLayout.JAVA_BYTE, at++) & 0xFF);
            } else {
                int count = (int) Math.min(remaining, end - at);
                remaining -= count;
                take(memory, at, count);
                at += count;
                endIfWhole();
            }
        }
    }

    private void preface(byte octet) {
        if (octet != PREFACE[prefaceLength++]) {
            stop();
        }
    }

    private void header(int octet) {
        if (headerLength < FRONT_LENGTH) {
            front = (front << Byte.SIZE) | octet;
        } else {
            stream = (stream << Byte.SIZE) | octet;
        }
        if (++headerLength == HEADER_LENGTH) {
            remaining = (int) (front >>> 16) & 0xFF_FFFF;
            padding = 0;
            isPaddingKnown = !has(FrameType.PADDED);
            parser.frameBegins(direction, type(), streamId());
            endIfWhole();
        }
    }

    private int type() {
        return (int) (front >>> 8) & 0xFF;
    }

    private boolean has(int flag) {
        return (front & flag) != 0;
    }

    private int streamId() {
        return stream & STREAM_MASK;
    }

    private void take(MemorySegment memory, long offset, int count) {
        if (type() == FrameType.DATA) {
            takeData(memory, offset, count);
        } else {
            payload.append(memory, offset, count);
        }
    }

    private void takeData(MemorySegment memory, long offset, int count) {
        long at = offset;
        int length = count;
        if (!isPaddingKnown) {
            padding = memory.get(ValueLayout.JAVA_BYTE, at++) & 0xFF;
            isPaddingKnown = true;
            length--;
        }
        int shown = Math.min(length, length + remaining - padding);
        if (shown > 0) {
            parser.data(direction, streamId(), memory, at, shown);
        }
    }

    private void endIfWhole() {
        if (remaining > 0) {
            return;
        }
        headerLength = 0;
        if (type() == FrameType.DATA) {
            parser.dataEnds(direction, streamId(), has(FrameType.END_STREAM));
        } else {
            octets.wrap(payload.memory(), payload.address(), payload.length());
            boolean isWhole = payload.length() == ((front >>> 16) & 0xFF_FFFF);
            parser.frame(direction, type(), (int) front & 0xFF, streamId(), isWhole, octets);
            payload.clear();
        }
    }
}
