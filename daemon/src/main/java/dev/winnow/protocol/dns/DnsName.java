package dev.winnow.protocol.dns;

import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;

/// Walks over names in a DNS message, their compression followed (RFC 1035, sections 3.1 and 4.1.4).
///
/// Bounded as Suricata's reader is: 255 labels and pointers, and the text is cut behind 1025 bytes. Threading: one.
final class DnsName {
    /// [#read]'s answer to bytes that no name begins with.
    static final int BROKEN = -1;
    /// [#read]'s answer to a name that goes on behind the message's end.
    static final int CUT = -2;
    /// The longest text.
    static final int MAX_TEXT_LENGTH = 1025;

    /// [#oddness] of a text longer than [#MAX_TEXT_LENGTH].
    static final int LONG = 1;
    /// [#oddness] of more labels and pointers than are read.
    static final int MANY_LABELS = 2;

    private static final int MAX_STEPS = 255;
    private static final int KIND = 0xC0;
    private static final int POINTER = 0xC0;
    private static final int TARGET = 0x3FFF;

    private DnsName() {}

    /// Reads the name at `start`.
    ///
    /// @param text gets the labels, dots between them, as they are on the wire; null to read without
    /// @return where the bytes behind the name are, [#BROKEN] or [#CUT]
    static int read(Octets message, int start, GrowingBytes text) {
        int textStart = text == null ? 0 : text.length();
        int at = start;
        int end = BROKEN;
        for (int steps = 0; steps < MAX_STEPS; steps++) {
            int head = message.u8(at);
            if (head == Octets.OUTSIDE) {
                return CUT;
            }
            if (head == 0) {
                return end < 0 ? at + 1 : end;
            }
            if ((head & KIND) == POINTER) {
                end = end < 0 ? at + 2 : end;
                at = target(message, at);
            } else {
                at = label(message, at, head, text, textStart);
            }
            if (at < 0) {
                return at;
            }
        }
        return end;
    }

    /// What is odd about a name that [#read] could read: [#LONG], [#MANY_LABELS], or both where it goes round for ever.
    static int oddness(Octets message, int start) {
        int at = start;
        int textLength = 0;
        for (int steps = 0; steps < MAX_STEPS; steps++) {
            int head = message.u8(at);
            if (head <= 0) {
                return 0;
            }
            boolean isPointer = (head & KIND) == POINTER;
            textLength += isPointer ? 0 : head + (textLength > 0 ? 1 : 0);
            if (textLength > MAX_TEXT_LENGTH) {
                return LONG;
            }
            at = isPointer ? target(message, at) : at + 1 + head;
        }
        return LONG | MANY_LABELS;
    }

    /// Where the bytes behind the name at `start` are, which may end with the data that it is in.
    ///
    /// @param dataEnd behind the data
    /// @return [#BROKEN] or [#CUT] where there is no such name
    static int end(Octets message, int start, int dataEnd) {
        int at = start;
        for (int steps = 0; steps < MAX_STEPS && at >= 0; steps++) {
            if (at >= dataEnd) {
                return at == dataEnd ? at : CUT;
            }
            int head = message.u8(at);
            if (head == 0) {
                return at + 1;
            }
            if ((head & KIND) == POINTER) {
                return read(message, at, null);
            }
            at = label(message, at, head, null, 0);
        }
        return BROKEN;
    }

    /// A pointer to itself is none; one that comes round is, see [#oddness].
    private static int target(Octets message, int at) {
        int pointer = message.u16(at);
        if (pointer == Octets.OUTSIDE) {
            return CUT;
        }
        int target = pointer & TARGET;
        return target < message.length() && target != at ? target : BROKEN;
    }

    private static int label(Octets message, int at, int length, GrowingBytes text, int textStart) {
        if ((length & KIND) != 0) {
            return BROKEN;
        }
        if (!message.has(at + 1, length)) {
            return CUT;
        }
        if (text != null) {
            append(message, at + 1, length, text, textStart);
        }
        return at + 1 + length;
    }

    private static void append(Octets message, int at, int length, GrowingBytes text, int textStart) {
        int room = textStart + MAX_TEXT_LENGTH - text.length();
        if (room > 0 && text.length() > textStart) {
            text.append((byte) '.');
            room--;
        }
        text.append(message.memory(), message.offset(at), Math.min(length, room));
    }
}
