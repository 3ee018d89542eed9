package dev.winnow.protocol.tls;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;

/// What ClientHello and ServerHello have in common (RFC 8446, sections 4.1.2 and 4.1.3).
///
/// ```
///  +---------+--------------+-----+------------+-----------------------------------+
///  | version | random (32)  | len | session id | ciphers, compression, extensions  |
///  +---------+--------------+-----+------------+-----------------------------------+
/// ```
///
/// Reused; the message is kept until [#clear]. Threading: its flow's.
abstract class Hello {
    static final int RANDOM_LENGTH = 32;
    static final int RANDOM_TIME_LENGTH = 4;
    /// There is none yet.
    static final int NO_VERSION = -1;

    private static final int RANDOM_AT = 2;
    private static final int SESSION_ID_AT = RANDOM_AT + RANDOM_LENGTH;
    private static final int MAX_BYTES = 1 << 16;

    final Octets bytes = new Octets();
    final Vector sessionId = new Vector();
    final Vector extensions = new Vector();
    final Extensions cursor = new Extensions();

    private final GrowingBytes message;
    private int version = NO_VERSION;
    private int offeredVersion = NO_VERSION;
    private boolean hasRandom;

    Hello(BlockPool blocks) {
        message = new GrowingBytes(blocks, MAX_BYTES);
    }

    void clear() {
        message.clear();
        bytes.wrap(message.memory(), 0, 0);
        version = NO_VERSION;
        offeredVersion = NO_VERSION;
        hasRandom = false;
        sessionId.clear();
        extensions.clear();
    }

    /// Where the message's bytes are put, before [#read].
    GrowingBytes message() {
        return message;
    }

    /// Takes the message apart; what does not hold together is as if it were not there.
    final void read() {
        bytes.wrap(message.memory(), message.address(), message.length());
        version = bytes.u16(0);
        offeredVersion = NO_VERSION;
        hasRandom = bytes.has(RANDOM_AT, RANDOM_LENGTH);
        if (sessionId.read(bytes, SESSION_ID_AT, 1, bytes.length())) {
            int at = readMiddle(sessionId.end());
            extensions.read(bytes, at, 2, bytes.length());
            readExtensions();
        }
    }

    /// Whether the message holds what its lengths say; extensions may be missing.
    final boolean isSound() {
        if (!sessionId.read(bytes, SESSION_ID_AT, 1, bytes.length())) {
            return false;
        }
        int at = readMiddle(sessionId.end());
        return at >= 0 && at <= bytes.length() && (bytes.length() - at < 2 || hasSoundExtensions(at));
    }

    private boolean hasSoundExtensions(int at) {
        if (!extensions.read(bytes, at, 2, bytes.length())) {
            return false;
        }
        boolean isSound = true;
        int end = extensions.start();
        cursor.wrap(bytes, extensions);
        while (isSound && cursor.next()) {
            isSound = holds(cursor.type(), cursor.data());
            end = cursor.data().end();
        }
        return isSound && end == extensions.end();
    }

    /// Whether an extension has room for what its type says.
    abstract boolean holds(int type, Vector data);

    /// What is odd about the message: bits of [TransactionEvent].
    abstract long odd();

    /// Reads what is between session id and extensions.
    ///
    /// @return where the extensions' length is; [Octets#OUTSIDE] if the bytes do not hold together
    abstract int readMiddle(int at);

    abstract void readExtensions();

    /// A hello of SSL 2, which has a version and nothing else that rules ask for.
    final void setVersion(int newVersion) {
        version = newVersion;
    }

    /// The version that the extension names, which goes before the one in the hello.
    final void setOfferedVersion(int newVersion) {
        offeredVersion = newVersion;
    }

    boolean isPresent() {
        return version != NO_VERSION;
    }

    /// Whether it is a hello of TLS, rather than one of SSL 2.
    boolean isWhole() {
        return isPresent() && bytes.length() > 0;
    }

    /// The version as in the hello itself, for TLS 1.3 that of TLS 1.2; [#NO_VERSION] before the hello.
    int legacyVersion() {
        return version;
    }

    /// The version that is meant, drafts of TLS 1.3 by their own numbers (`0x7F..`).
    int version() {
        return offeredVersion == NO_VERSION ? version : offeredVersion;
    }

    /// Points at `length` bytes of the random, from `from` on.
    boolean random(int from, int length, ByteRange out) {
        if (hasRandom) {
            point(RANDOM_AT + from, length, out);
        }
        return hasRandom;
    }

    final void point(int from, int length, ByteRange out) {
        out.set(bytes.memory(), bytes.offset(from), length);
    }
}
