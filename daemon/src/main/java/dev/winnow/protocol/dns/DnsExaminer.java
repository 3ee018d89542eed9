package dev.winnow.protocol.dns;

import dev.winnow.protocol.Octets;
import dev.winnow.rule.option.TransactionEvent;

/// Tells what is odd about a DNS message that could be read (RFC 1035, section 4.1). One thread.
final class DnsExaminer {
    /// Of those that RFC 6895 (section 2.2) names the last is 6, stateful operations.
    private static final int LAST_OPCODE = 6;
    private static final int QUESTION_FIELDS = 4;
    private static final int RECORD_FIELDS = 10;
    private static final int DATA_LENGTH = 8;

    private DnsTransaction transaction;

    /// @param message one that [DnsReader] has read
    void examine(Octets message, DnsTransaction to) {
        transaction = to;
        if (DnsHeader.isReservedSet(message)) {
            transaction.note(TransactionEvent.DNS_RESERVED_BIT);
        }
        if (DnsHeader.opcode(message) > LAST_OPCODE) {
            transaction.note(TransactionEvent.DNS_OPCODE);
        }
        int at = DnsHeader.LENGTH;
        for (int left = DnsHeader.questions(message); left > 0 && at > 0; left--) {
            at = name(message, at) + QUESTION_FIELDS;
        }
        int records = DnsHeader.isResponse(message) ? DnsHeader.answers(message) + DnsHeader.authorities(message) : 0;
        for (int left = records; left > 0 && at > 0; left--) {
            at = record(message, at);
        }
    }

    private int record(Octets message, int start) {
        int at = name(message, start);
        int type = message.u16(at);
        int data = at + RECORD_FIELDS;
        int dataEnd = data + message.u16(at + DATA_LENGTH);
        int name = data + DnsRecordData.namesFrom(type);
        for (int left = DnsRecordData.names(type); left > 0; left--) {
            examineName(message, name);
            name = DnsName.end(message, name, dataEnd);
        }
        return dataEnd;
    }

    private int name(Octets message, int start) {
        examineName(message, start);
        return DnsName.read(message, start, null);
    }

    private void examineName(Octets message, int start) {
        int odd = DnsName.oddness(message, start);
        if ((odd & DnsName.LONG) != 0) {
            transaction.note(TransactionEvent.DNS_NAME_LENGTH);
        }
        if ((odd & DnsName.MANY_LABELS) != 0) {
            transaction.note(TransactionEvent.DNS_LABELS);
        }
    }
}
