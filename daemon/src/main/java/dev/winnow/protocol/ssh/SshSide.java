package dev.winnow.protocol.ssh;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;

/// What one side of an SSH connection says of itself. Threading: its flow's.
///
/// The greeting is `SSH-protoversion-softwareversion SP comments CR LF` (RFC 4253, section 4.2). A line that is not of
/// that form has no fields.
final class SshSide {
    private static final int MAX_GREETING_LENGTH = 1024;
    /// Without its end.
    private static final int MAX_LINE_LENGTH = 255;
    private static final int MAX_OFFER_LENGTH = 1 << 14;
    private static final byte[] START = {'S', 'S', 'H', '-'};

    private final GrowingBytes greeting;
    private final GrowingBytes offer;
    private final GrowingBytes hash;
    private int protoLength;
    private int softwareLength;

    SshSide(BlockPool blocks) {
        greeting = new GrowingBytes(blocks, MAX_GREETING_LENGTH);
        offer = new GrowingBytes(blocks, MAX_OFFER_LENGTH);
        hash = new GrowingBytes(blocks, Hassh.TEXT_LENGTH);
    }

    /// The greeting's bytes up to its line feed, which are appended here.
    GrowingBytes greeting() {
        return greeting;
    }

    /// The algorithms offered, in HASSH's form.
    GrowingBytes offer() {
        return offer;
    }

    /// The MD5 of [#offer] in hexadecimal.
    GrowingBytes hash() {
        return hash;
    }

    /// Whether there is more of it than RFC 4253, section 4.2, lets one have.
    boolean isGreetingLong() {
        int length = greeting.length();
        return length > MAX_LINE_LENGTH + 1 || (length > MAX_LINE_LENGTH && greeting.at(length - 1) != '\r');
    }

    /// Says that the greeting is all there.
    ///
    /// @return whether it is one
    boolean endGreeting() {
        int end = indexOf('\r', 0, greeting.length());
        int dash = indexOf('-', START.length, end);
        if (!startsRight() || dash == end || dash == START.length) {
            return false;
        }
        protoLength = dash - START.length;
        softwareLength = indexOf(' ', Math.min(dash + 2, end), end) - dash - 1;
        return true;
    }

    /// Whether the greeting begins as one.
    boolean startsRight() {
        for (int i = 0; i < START.length; i++) {
            if (i >= greeting.length() || greeting.at(i) != START[i]) {
                return false;
            }
        }
        return true;
    }

    /// Where `letter` is between two indices, or the second of them.
    private int indexOf(char letter, int from, int end) {
        for (int i = from; i < end; i++) {
            if (greeting.at(i) == letter) {
                return i;
            }
        }
        return end;
    }

    boolean proto(ByteRange range) {
        range.set(greeting.memory(), greeting.address() + START.length, protoLength);
        return protoLength > 0;
    }

    boolean software(ByteRange range) {
        range.set(greeting.memory(), greeting.address() + START.length + protoLength + 1, softwareLength);
        return softwareLength > 0;
    }

    static boolean whole(GrowingBytes bytes, ByteRange range) {
        bytes.into(range);
        return bytes.length() > 0;
    }

    void clear() {
        greeting.clear();
        offer.clear();
        hash.clear();
        protoLength = 0;
        softwareLength = 0;
    }
}
