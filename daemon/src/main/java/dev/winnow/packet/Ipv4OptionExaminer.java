package dev.winnow.packet;

/// What is odd about the options of an IPv4 header (RFC 791 section 3.1, RFC 1108, RFC 2113, RFC 4782, and
/// FIPS 188 for CIPSO).
final class Ipv4OptionExaminer {
    private static final int QUICK_START = 25;
    private static final int CIPSO = 134;
    private static final int ROUTER_ALERT = 148;

    private static final int PADDED_TO = 8;
    private static final int TYPES = Long.SIZE;
    /// Of a list of addresses: type, length, and where the next address goes, counted from 1.
    private static final int ROUTE_HEADER_LENGTH = 3;
    /// The same, with a byte of overflow and flag.
    private static final int TIMESTAMP_HEADER_LENGTH = 4;
    private static final int CIPSO_MIN_LENGTH = 10;
    private static final int CIPSO_HEADER_LENGTH = 6;
    private static final int CIPSO_TAG_HEADER_LENGTH = 4;

    private Ipv4OptionExaminer() {}

    /// @return false where the options cannot be walked to their end
    static boolean examine(PacketView view) {
        long at = view.networkOffset + Ipv4Decoder.MIN_HEADER_LENGTH;
        long end = view.networkOffset + view.networkHeaderLength;
        if ((end - at) % PADDED_TO != 0) {
            view.tell(DecodeEvent.IPV4_OPT_PAD_REQUIRED);
        }
        long seen = 0;
        while (at < end) {
            int type = Wire.u8(view.memory, at);
            if (type == Ipv4Options.END_OF_LIST) {
                return true;
            }
            if (type == Ipv4Options.NO_OPERATION) {
                at++;
                continue;
            }
            if (at + 1 == end) {
                view.tell(DecodeEvent.IPV4_OPT_EOL_REQUIRED);
                return true;
            }
            int length = Wire.u8(view.memory, at + 1);
            if (length < 2 || length > end - at) {
                view.tell(DecodeEvent.IPV4_OPT_INVALID_LEN);
                return false;
            }
            seen = option(view, at, type, length, seen);
            at += length;
        }
        return true;
    }

    /// @param seen a bit for each type that was there before
    /// @return the same with this one
    private static long option(PacketView view, long at, int type, int length, long seen) {
        if (!isKnown(type)) {
            view.tell(DecodeEvent.IPV4_OPT_INVALID);
            return seen;
        }
        long bit = 1L << type % TYPES;
        if ((seen & bit) != 0) {
            view.tell(DecodeEvent.IPV4_OPT_DUPLICATE);
        } else if (!hasItsLength(type, length)) {
            view.tell(DecodeEvent.IPV4_OPT_INVALID_LEN);
            return seen;
        } else if (!isWellFormed(view, at, type, length)) {
            view.tell(DecodeEvent.IPV4_OPT_MALFORMED);
            return seen;
        }
        return seen | bit;
    }

    /// The numbers of these differ in their lower six bits.
    private static boolean isKnown(int type) {
        return switch (type) {
            case Ipv4Options.RECORD_ROUTE,
                    Ipv4Options.TIMESTAMP,
                    Ipv4Options.SECURITY,
                    Ipv4Options.LOOSE_SOURCE_ROUTE,
                    Ipv4Options.EXTENDED_SECURITY,
                    Ipv4Options.STREAM_ID,
                    Ipv4Options.STRICT_SOURCE_ROUTE,
                    QUICK_START,
                    CIPSO,
                    ROUTER_ALERT -> true;
            default -> false;
        };
    }

    private static boolean hasItsLength(int type, int length) {
        return switch (type) {
            case QUICK_START -> length >= 8;
            case Ipv4Options.TIMESTAMP -> length > TIMESTAMP_HEADER_LENGTH;
            case CIPSO -> length >= CIPSO_MIN_LENGTH;
            case Ipv4Options.STREAM_ID, ROUTER_ALERT -> length == 4;
            default -> length >= ROUTE_HEADER_LENGTH;
        };
    }

    private static boolean isWellFormed(PacketView view, long at, int type, int length) {
        return switch (type) {
            case Ipv4Options.RECORD_ROUTE, Ipv4Options.LOOSE_SOURCE_ROUTE, Ipv4Options.STRICT_SOURCE_ROUTE ->
                pointsToSlot(view, at, length, ROUTE_HEADER_LENGTH, Integer.BYTES);
            case Ipv4Options.TIMESTAMP ->
                pointsToSlot(view, at, length, TIMESTAMP_HEADER_LENGTH, timestampBytes(view, at));
            case CIPSO -> hasCipsoTags(view, at + CIPSO_HEADER_LENGTH, at + length);
            default -> true;
        };
    }

    /// With flags 1 and 3 each timestamp has an address.
    private static int timestampBytes(PacketView view, long at) {
        int flag = Wire.u8(view.memory, at + 3) & 0xF;
        return flag == 1 || flag == 3 ? Long.BYTES : Integer.BYTES;
    }

    /// Whether the option's pointer is that of a slot, or the one right behind the last.
    private static boolean pointsToSlot(PacketView view, long at, int length, int headerLength, int slotBytes) {
        int filled = Wire.u8(view.memory, at + 2) - headerLength - 1;
        return filled >= 0 && filled % slotBytes == 0 && filled + headerLength <= length;
    }

    private static boolean isCipsoTag(PacketView view, long at) {
        return switch (Wire.u8(view.memory, at)) {
            case 1, 2, 5, 6 -> Wire.u8(view.memory, at + 2) == 0;
            case 7 -> true;
            default -> false;
        };
    }

    /// Tags have a type, a length that counts all of them, and but for free-form ones a byte that only aligns.
    private static boolean hasCipsoTags(PacketView view, long start, long end) {
        long at = start;
        while (at < end) {
            int length = at + 1 < end ? Wire.u8(view.memory, at + 1) : 0;
            if (length < CIPSO_TAG_HEADER_LENGTH || length > end - at || !isCipsoTag(view, at)) {
                return false;
            }
            at += length;
        }
        return true;
    }
}
