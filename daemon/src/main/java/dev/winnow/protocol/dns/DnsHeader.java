package dev.winnow.protocol.dns;

import dev.winnow.protocol.Octets;

/// The header of a DNS message (RFC 1035, section 4.1.1).
///
/// ```
///   0               2 3      6 7           15
///  +-----------------+-+------+--------------+
///  |        id       |R|opcode| flags, rcode |  questions, answers, authorities, additionals: 2 bytes each
///  +-----------------+-+------+--------------+
/// ```
final class DnsHeader {
    static final int LENGTH = 12;

    static final int FLAGS = 2;
    private static final int QUESTIONS = 4;
    private static final int ANSWERS = 6;
    private static final int AUTHORITIES = 8;
    private static final int ADDITIONALS = 10;
    private static final int MIN_QUESTION_LENGTH = 5;
    private static final int MIN_RECORD_LENGTH = 11;

    private DnsHeader() {}

    static boolean isResponse(Octets message) {
        return isResponse(message.u16(FLAGS));
    }

    static boolean isResponse(int flags) {
        return (flags & 0x8000) != 0;
    }

    static int opcode(Octets message) {
        return message.u16(FLAGS) >> 11 & 0xF;
    }

    static int rcode(Octets message) {
        return message.u16(FLAGS) & 0xF;
    }

    static boolean isReservedSet(Octets message) {
        return (message.u16(FLAGS) & 0x40) != 0;
    }

    static int questions(Octets message) {
        return message.u16(QUESTIONS);
    }

    static int answers(Octets message) {
        return message.u16(ANSWERS);
    }

    static int authorities(Octets message) {
        return message.u16(AUTHORITIES);
    }

    static int additionals(Octets message) {
        return message.u16(ADDITIONALS);
    }

    /// The least number of bytes that so many questions and records take.
    static int minLength(Octets message) {
        int records = answers(message) + authorities(message) + additionals(message);
        return LENGTH + questions(message) * MIN_QUESTION_LENGTH + records * MIN_RECORD_LENGTH;
    }
}
