package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.MemorySegment;

/// The first bytes of one direction, kept until the protocol is known. Threading: its flow's.
final class Opening {
    private Direction direction;
    private final Endpoints endpoints;
    private final ProtocolGuess guess;
    private final GrowingBytes kept;
    private boolean examined;
    private boolean failed;
    private boolean closed;
    private boolean backwards;
    private long lostBytes;

    Opening(Direction direction, Endpoints endpoints, ProtocolGuess guess, GrowingBytes kept) {
        this.direction = direction;
        this.endpoints = endpoints;
        this.guess = guess;
        this.kept = kept;
    }

    /// Begins to guess again; bytes that are kept stay so.
    void startOver() {
        examined = false;
        failed = false;
        closed = false;
        backwards = false;
        lostBytes = 0;
    }

    void forget() {
        kept.clear();
    }

    /// Forgets the first `count` of the kept bytes, or all there are.
    void drop(int count) {
        if (count >= kept.length()) {
            kept.clear();
        } else {
            kept.dropFirst(count);
        }
    }

    /// Keeps as many of the bytes as may be kept; where there is no room for any, all are lost.
    ///
    /// @return how many are dealt with
    int keep(MemorySegment memory, long offset, int length) {
        int count = lostBytes > 0 ? 0 : kept.append(memory, offset, length);
        if (count == 0) {
            lose(length);
            return length;
        }
        return count;
    }

    void lose(long count) {
        lostBytes += count;
        failed = true;
    }

    void close() {
        closed = true;
        failed = true;
    }

    /// The protocol that the kept bytes show, or null.
    AppProtocol tell() {
        if (failed) {
            return null;
        }
        examined = true;
        int answer = guess.guess(direction, endpoints, kept.memory(), kept.address(), kept.length());
        backwards = guess.isBackwards();
        failed = answer == ProtocolGuess.NONE || (answer == ProtocolGuess.MORE && (kept.isFull() || endpoints.isUdp()));
        if (failed && endpoints.isUdp()) {
            kept.clear();
        }
        return ProtocolGuess.protocol(answer);
    }

    /// Whether the bytes that told the protocol are such as go the other way.
    boolean isBackwards() {
        return backwards;
    }

    /// Says that the bytes go the other way.
    void reverse() {
        direction = direction.opposite();
    }

    /// Says that what the direction speaks is known without a look.
    void accept() {
        examined = true;
    }

    /// What the bytes show, where the protocol was told by the other direction already and these are the first.
    ///
    /// @return as [ProtocolGuess#guess]; [ProtocolGuess#MORE] of other than the first bytes
    int glance(MemorySegment memory, long offset, int length) {
        if (examined) {
            return ProtocolGuess.MORE;
        }
        examined = true;
        return guess.guess(direction, endpoints, memory, offset, length);
    }

    /// Whether the direction has begun, and like no protocol.
    boolean isUnknown() {
        return examined && failed && !closed && lostBytes == 0;
    }

    Direction direction() {
        return direction;
    }

    GrowingBytes kept() {
        return kept;
    }

    /// Whether any bytes have come.
    boolean hasBegun() {
        return examined || kept.length() > 0;
    }

    boolean isFailed() {
        return failed;
    }

    boolean isClosed() {
        return closed;
    }

    long lostBytes() {
        return lostBytes;
    }
}
