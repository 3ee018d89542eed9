package dev.winnow.protocol.dns;

import dev.winnow.protocol.Octets;

/// What a record's data is made of, as far as there are names in it (RFC 1035 section 3.3, RFC 2782).
///
/// Data is taken for whole where Suricata 7.0.10 takes it: there is any, its names can be read, and an SOA's numbers
/// are there. A name may end with the data instead of the root's label. Threading: one.
final class DnsRecordData {
    private static final int NAME_SERVER = 2;
    private static final int ALIAS = 5;
    private static final int AUTHORITY = 6;
    private static final int POINTER = 12;
    private static final int MAIL = 15;
    private static final int TEXT = 16;
    private static final int SERVICE = 33;
    private static final int FINGERPRINT = 44;

    /// Serial, refresh, retry, expire and minimum.
    private static final int AUTHORITY_NUMBERS = 20;
    private static final int MAIL_PREFERENCE = 2;
    /// Priority, weight and port.
    private static final int SERVICE_NUMBERS = 6;
    /// Of the key and of the digest (RFC 4255).
    private static final int FINGERPRINT_KINDS = 2;

    private DnsRecordData() {}

    /// How many names the data has.
    static int names(int type) {
        return switch (type) {
            case NAME_SERVER, ALIAS, POINTER, MAIL, SERVICE -> 1;
            case AUTHORITY -> 2;
            default -> 0;
        };
    }

    /// How many bytes stand in front of the first name.
    static int namesFrom(int type) {
        return switch (type) {
            case MAIL -> MAIL_PREFERENCE;
            case SERVICE -> SERVICE_NUMBERS;
            default -> 0;
        };
    }

    /// Whether the `length` bytes at `start`, which the message has, are what the type says.
    static boolean isWhole(Octets message, int start, int length, int type) {
        int end = start + length;
        int at = start + namesFrom(type);
        for (int left = names(type); left > 0 && at >= 0; left--) {
            at = DnsName.end(message, at, end);
        }
        return switch (type) {
            case AUTHORITY -> at >= 0 && at + AUTHORITY_NUMBERS <= end;
            case FINGERPRINT -> length >= FINGERPRINT_KINDS;
            case TEXT -> length > 0 && message.u8(start) < length;
            default -> length > 0 && at >= 0;
        };
    }
}
