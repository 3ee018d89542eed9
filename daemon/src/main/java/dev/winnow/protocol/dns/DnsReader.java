package dev.winnow.protocol.dns;

import dev.winnow.protocol.Octets;

/// Reads a DNS message's questions and answers into a transaction (RFC 1035, section 4.1). Threading: one thread.
final class DnsReader {
    private static final int QUESTION_FIELDS = 4;
    private static final int RECORD_FIELDS = 10;
    private static final int DATA_LENGTH = 8;

    private final boolean readsNames;

    /// @param readsNames whether anyone asks for the names
    DnsReader(boolean readsNames) {
        this.readsNames = readsNames;
    }

    /// @param message at least a header long
    /// @return false if the message is not what its header says
    boolean read(Octets message, DnsTransaction to) {
        boolean isResponse = DnsHeader.isResponse(message);
        to.header(DnsHeader.opcode(message), DnsHeader.rcode(message), isResponse);
        int at = DnsHeader.LENGTH;
        for (int left = DnsHeader.questions(message); left > 0 && at > 0; left--) {
            at = question(message, at, to);
        }
        if (isResponse) {
            at = records(message, at, DnsHeader.answers(message), to);
            at = records(message, at, DnsHeader.authorities(message), null);
        }
        return at > 0;
    }

    private int question(Octets message, int start, DnsTransaction to) {
        boolean isAskedFor = readsNames && !DnsHeader.isResponse(message);
        int at = DnsName.read(message, start, isAskedFor ? to.names() : null);
        to.endName();
        if (at < 0 || !message.has(at, QUESTION_FIELDS)) {
            return DnsName.BROKEN;
        }
        to.addType(message.u16(at));
        return at + QUESTION_FIELDS;
    }

    private static int records(Octets message, int start, int count, DnsTransaction to) {
        int at = start;
        for (int left = count; left > 0 && at > 0; left--) {
            at = record(message, at, to);
        }
        return at;
    }

    private static int record(Octets message, int start, DnsTransaction to) {
        int at = DnsName.read(message, start, null);
        if (at < 0 || !message.has(at, RECORD_FIELDS)) {
            return DnsName.BROKEN;
        }
        int type = message.u16(at);
        int data = at + RECORD_FIELDS;
        int dataLength = message.u16(at + DATA_LENGTH);
        if (!message.has(data, dataLength) || !DnsRecordData.isWhole(message, data, dataLength, type)) {
            return DnsName.BROKEN;
        }
        if (to != null) {
            to.addType(type);
        }
        return data + dataLength;
    }
}
