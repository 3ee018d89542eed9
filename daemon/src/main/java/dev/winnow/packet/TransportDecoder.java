package dev.winnow.packet;

import java.lang.foreign.MemorySegment;

/// TCP, UDP, ICMP, ICMPv6 and SCTP headers, from [PacketView#transportOffset] on.
final class TransportDecoder {
    static final int TCP_MIN_HEADER_LENGTH = 20;
    private static final int TCP_CHECKSUM_OFFSET = 16;
    static final int UDP_HEADER_LENGTH = 8;
    private static final int UDP_CHECKSUM_OFFSET = 6;
    private static final int ICMP_HEADER_LENGTH = 8;
    private static final int ICMP_ROUTER_ADVERTISEMENT = 9;
    private static final int ICMP_TIMESTAMP = 13;
    private static final int ICMP_TIMESTAMP_REPLY = 14;
    /// With its three times (RFC 792, "Timestamp or Timestamp Reply Message").
    private static final int ICMP_TIMESTAMP_LENGTH = 20;
    static final int SCTP_HEADER_LENGTH = 12;
    /// Two numbers (RFC 4303 section 2); what is behind them is ciphertext.
    static final int ESP_HEADER_LENGTH = 8;
    private static final int SCTP_CHECKSUM_OFFSET = 8;

    private TransportDecoder() {}

    static void decode(PacketView view) {
        switch (view.protocol) {
            case IpProtocol.TCP -> tcp(view);
            case IpProtocol.UDP -> udp(view);
            case IpProtocol.ICMP -> icmp(view);
            case IpProtocol.ICMPV6 -> icmpv6(view);
            case IpProtocol.SCTP -> sctp(view);
            case IpProtocol.GRE, IpProtocol.IPV4, IpProtocol.IPV6 -> TunnelDecoder.decode(view);
            default -> setPayload(view, 0, view.transportLength);
        }
    }

    /// RFC 9293 section 3.1.
    private static void tcp(PacketView view) {
        if (view.transportLength < TCP_MIN_HEADER_LENGTH) {
            view.note(Malformed.TCP_HEADER);
            return;
        }
        MemorySegment memory = view.memory;
        long offset = view.transportOffset;
        long rows = Wire.u64(memory, offset);
        view.sourcePort = (int) (rows >>> 48);
        view.destinationPort = (int) (rows >>> 32) & 0xFFFF;
        view.sequence = (int) rows;
        rows = Wire.u64(memory, offset + 8);
        view.acknowledgment = (int) (rows >>> 32);
        int lengthAndFlags = (int) rows >>> 16;
        view.tcpFlags = lengthAndFlags & 0x1FF;
        view.window = (int) rows & 0xFFFF;
        view.urgentPointer = Wire.u16(memory, offset + 18);
        int headerLength = (lengthAndFlags >>> 12) << 2;
        if (headerLength < TCP_MIN_HEADER_LENGTH || headerLength > view.transportLength) {
            view.note(Malformed.TCP_HEADER);
            return;
        }
        setPayload(view, headerLength, view.transportLength - headerLength);
        if (headerLength > TCP_MIN_HEADER_LENGTH && !TcpOptions.wellFormed(view)) {
            view.note(Malformed.TCP_OPTIONS);
        }
        validate(view, Checksum.pseudoHeader(view, view.transportLength), view.transportLength);
    }

    /// RFC 768. Bytes behind the length that the header tells are not the datagram's.
    private static void udp(PacketView view) {
        if (view.transportLength < UDP_HEADER_LENGTH) {
            view.note(Malformed.UDP_HEADER);
            return;
        }
        ports(view);
        int length = Wire.u16(view.memory, view.transportOffset + 4);
        if (length < UDP_HEADER_LENGTH || (length > view.transportLength && !view.truncated)) {
            view.note(Malformed.UDP_HEADER);
            return;
        }
        setPayload(view, UDP_HEADER_LENGTH, Math.min(length, view.transportLength) - UDP_HEADER_LENGTH);
        boolean absent = view.ipVersion == 4 && checksumAt(view, UDP_CHECKSUM_OFFSET) == 0;
        if (!absent) {
            validate(view, Checksum.pseudoHeader(view, length), length);
        }
    }

    /// RFC 792.
    private static void icmp(PacketView view) {
        if (icmpHeader(view)) {
            view.icmpHasId = switch (view.icmpType) {
                case 0, 8, 13, 14, 15, 16, 17, 18 -> true;
                default -> false;
            };
            icmpIdentifier(view);
            int headerLength = icmpHeaderLength(view);
            if (headerLength <= view.transportLength) {
                setPayload(view, headerLength, view.transportLength - headerLength);
            }
            validate(view, 0, view.transportLength);
        }
    }

    /// With what the message's own fields add to the eight bytes that all messages begin with, as Suricata 7.0.10
    /// counts them; a message that is too short for these has the eight bytes alone.
    static int icmpHeaderLength(PacketView view) {
        return switch (view.icmpType) {
            case ICMP_TIMESTAMP, ICMP_TIMESTAMP_REPLY -> ICMP_TIMESTAMP_LENGTH;
            case ICMP_ROUTER_ADVERTISEMENT -> ICMP_HEADER_LENGTH + routerAddressesLength(view);
            default -> ICMP_HEADER_LENGTH;
        };
    }

    /// RFC 1256 section 3.1: a number of addresses, and the words that each takes.
    private static int routerAddressesLength(PacketView view) {
        int count = Wire.u8(view.memory, view.transportOffset + 4);
        int words = Wire.u8(view.memory, view.transportOffset + 5);
        return count * words * Integer.BYTES;
    }

    /// RFC 4443; echo request and reply are the ones with an identifier.
    private static void icmpv6(PacketView view) {
        if (icmpHeader(view)) {
            view.icmpHasId = view.icmpType == 128 || view.icmpType == 129;
            icmpIdentifier(view);
            validate(view, Checksum.pseudoHeader(view, view.transportLength), view.transportLength);
        }
    }

    private static boolean icmpHeader(PacketView view) {
        if (view.transportLength < ICMP_HEADER_LENGTH) {
            view.note(Malformed.ICMP_HEADER);
            return false;
        }
        view.icmpType = Wire.u8(view.memory, view.transportOffset);
        view.icmpCode = Wire.u8(view.memory, view.transportOffset + 1);
        setPayload(view, ICMP_HEADER_LENGTH, view.transportLength - ICMP_HEADER_LENGTH);
        return true;
    }

    private static void icmpIdentifier(PacketView view) {
        if (view.icmpHasId) {
            view.icmpId = Wire.u16(view.memory, view.transportOffset + 4);
            view.icmpSequence = Wire.u16(view.memory, view.transportOffset + 6);
        }
    }

    /// RFC 9260 section 3.1.
    private static void sctp(PacketView view) {
        if (view.transportLength < SCTP_HEADER_LENGTH) {
            view.note(Malformed.SCTP_HEADER);
            return;
        }
        ports(view);
        setPayload(view, SCTP_HEADER_LENGTH, view.transportLength - SCTP_HEADER_LENGTH);
        if (isJudgeable(view)) {
            int checksum = Wire.u32(view.memory, view.transportOffset + SCTP_CHECKSUM_OFFSET);
            boolean leftToTheCard = view.checksumMode == ChecksumMode.VALIDATE_COMPLETE && checksum == 0;
            view.transportChecksumGood = leftToTheCard || checksum == sctpChecksum(view);
        }
    }

    private static int sctpChecksum(PacketView view) {
        int crc = Crc32c.update(Crc32c.START, view.memory, view.transportOffset, SCTP_CHECKSUM_OFFSET);
        crc = Crc32c.updateZeros(crc, Integer.BYTES);
        return Crc32c.finish(Crc32c.update(crc, view.memory, view.payloadOffset, view.payloadLength));
    }

    private static void ports(PacketView view) {
        view.sourcePort = Wire.u16(view.memory, view.transportOffset);
        view.destinationPort = Wire.u16(view.memory, view.transportOffset + 2);
    }

    private static void setPayload(PacketView view, int headerLength, int length) {
        view.transportHeaderLength = headerLength;
        view.payloadOffset = view.transportOffset + headerLength;
        view.payloadLength = length;
    }

    /// A checksum over bytes that are not at hand, or over a destination that a router has yet to put in, cannot be
    /// told wrong.
    private static boolean isJudgeable(PacketView view) {
        return view.checksumMode.computes() && !view.truncated && !view.destinationRewritten;
    }

    private static void validate(PacketView view, long pseudoHeader, int length) {
        if (isJudgeable(view)) {
            view.transportChecksumGood =
                    Checksum.isGood(pseudoHeader + Checksum.sum(view.memory, view.transportOffset, length))
                            || isLeftToTheCard(view, pseudoHeader);
        }
    }

    private static boolean isLeftToTheCard(PacketView view, long pseudoHeader) {
        if (view.checksumMode != ChecksumMode.VALIDATE_COMPLETE) {
            return false;
        }
        return switch (view.protocol) {
            case IpProtocol.TCP -> checksumAt(view, TCP_CHECKSUM_OFFSET) == Checksum.fold(pseudoHeader);
            case IpProtocol.UDP -> checksumAt(view, UDP_CHECKSUM_OFFSET) == Checksum.fold(pseudoHeader);
            default -> false;
        };
    }

    private static int checksumAt(PacketView view, int offset) {
        return Wire.u16(view.memory, view.transportOffset + offset);
    }
}
