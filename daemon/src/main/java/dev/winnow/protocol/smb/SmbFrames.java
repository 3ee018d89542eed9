package dev.winnow.protocol.smb;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;
import java.lang.foreign.MemorySegment;

/// Cuts one direction of a stream into SMB messages: the first bytes of each are gathered, the rest streams through.
///
/// ```
///  0      1                3
///  +------+----------------+------------------------------+
///  | 0    | length         | message, maybe several       |   RFC 1002, section 4.3.1; MS-SMB2, section 2.1
///  +------+----------------+------------------------------+
/// ```
///
/// Threading: its flow's.
final class SmbFrames {
    /// Who takes the messages.
    interface Sink {
        /// A message begins with `head`, which is [SmbHead#LENGTH] long unless the message is shorter.
        ///
        /// @return where in the frame's rest another message begins, or 0
        long head(Octets head);

        /// Bytes of the message, its first ones included, from `position` on.
        void bytes(long position, MemorySegment memory, long offset, int length);
    }

    private static final int FRAME_HEADER = 4;
    private static final int SESSION_MESSAGE = 0;

    private final GrowingBytes pending;
    private final Octets head = new Octets();
    /// Bytes of the frame that are of no message that has begun.
    private long frameLeft;
    /// Bytes of the message, and how many of them have gone.
    private long messageLength;
    private long position;
    private boolean isSession;

    SmbFrames(BlockPool blocks) {
        pending = new GrowingBytes(blocks, SmbHead.LENGTH);
    }

    void read(MemorySegment memory, long offset, int length, Sink sink) {
        int at = 0;
        while (at < length || isGathered()) {
            if (position < messageLength) {
                at += stream(memory, offset + at, length - at, sink);
            } else if (isGathered()) {
                gathered(sink);
            } else {
                int count = (int) Math.min(wanted() - pending.length(), length - at);
                if (pending.append(memory, offset + at, count) < count) {
                    return;
                }
                at += count;
            }
        }
    }

    private boolean isGathered() {
        return position == messageLength && pending.length() >= wanted();
    }

    /// How many bytes a frame's header or a message's head takes.
    private long wanted() {
        return frameLeft > 0 ? Math.min(frameLeft, SmbHead.LENGTH) : FRAME_HEADER;
    }

    private int stream(MemorySegment memory, long offset, int length, Sink sink) {
        int count = (int) Math.min(messageLength - position, length);
        sink.bytes(position, memory, offset, count);
        advance(count);
        return count;
    }

    private void gathered(Sink sink) {
        head.wrap(pending.memory(), pending.address(), pending.length());
        int taken = FRAME_HEADER;
        if (frameLeft == 0) {
            isSession = head.u8(0) == SESSION_MESSAGE;
            frameLeft = head.u24(1);
        } else {
            taken = begin(sink);
        }
        if (taken == pending.length()) {
            pending.clear();
        } else {
            pending.dropFirst(taken);
        }
    }

    /// @return how many bytes of the head are the message's: another one may begin behind them
    private int begin(Sink sink) {
        long next = sink.head(head);
        messageLength = next > 0 && next < frameLeft ? next : frameLeft;
        frameLeft -= messageLength;
        position = 0;
        return stream(head.memory(), head.offset(0), head.length(), sink);
    }

    /// Whether the frame is one that has a message, rather than one about the session (RFC 1002, section 4.3.1).
    boolean isSession() {
        return isSession;
    }

    private void advance(int count) {
        position += count;
        if (position == messageLength) {
            position = 0;
            messageLength = 0;
        }
    }

    void clear() {
        pending.clear();
        frameLeft = 0;
        messageLength = 0;
        position = 0;
    }
}
