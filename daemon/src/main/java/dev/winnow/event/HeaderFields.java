package dev.winnow.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.TcpFlags;
import java.io.IOException;

/// The packet's header fields in a `drop` event.
final class HeaderFields {
    private static final int IPV6_HEADER_LENGTH = 40;

    private HeaderFields() {}

    /// Writes into the open object what the packet has.
    static void write(EventRecord event, JsonGenerator json) throws IOException {
        HeaderFacts headers = event.headers();
        switch (event.ipVersion()) {
            case 4 -> writeIpv4(headers, json);
            case 6 -> writeIpv6(headers, json);
            default -> {
                return;
            }
        }
        if (event.isFragment()) {
            return;
        }
        switch (event.protocol()) {
            case IpProtocol.TCP -> writeTcp(headers, json);
            case IpProtocol.UDP -> json.writeNumberField("udplen", headers.transportLength());
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> writeIcmp(headers, json);
            default -> {
                // Nothing more is known of it.
            }
        }
    }

    private static void writeIpv4(HeaderFacts headers, JsonGenerator json) throws IOException {
        json.writeNumberField("len", headers.networkLength());
        json.writeNumberField("tos", headers.tos());
        json.writeNumberField("ttl", headers.ttl());
        json.writeNumberField("ipid", headers.ipId());
    }

    private static void writeIpv6(HeaderFacts headers, JsonGenerator json) throws IOException {
        json.writeNumberField("len", headers.networkLength() - IPV6_HEADER_LENGTH);
        json.writeNumberField("tc", headers.tos());
        json.writeNumberField("hoplimit", headers.ttl());
    }

    private static void writeTcp(HeaderFacts headers, JsonGenerator json) throws IOException {
        json.writeNumberField("tcpseq", Integer.toUnsignedLong(headers.sequence()));
        json.writeNumberField("tcpack", Integer.toUnsignedLong(headers.acknowledgment()));
        json.writeNumberField("tcpwin", headers.window());
        json.writeBooleanField("syn", headers.hasTcpFlag(TcpFlags.SYN));
        json.writeBooleanField("ack", headers.hasTcpFlag(TcpFlags.ACK));
        json.writeBooleanField("psh", headers.hasTcpFlag(TcpFlags.PSH));
        json.writeBooleanField("rst", headers.hasTcpFlag(TcpFlags.RST));
        json.writeBooleanField("urg", headers.hasTcpFlag(TcpFlags.URG));
        json.writeBooleanField("fin", headers.hasTcpFlag(TcpFlags.FIN));
        json.writeNumberField("tcpurgp", headers.urgentPointer());
    }

    private static void writeIcmp(HeaderFacts headers, JsonGenerator json) throws IOException {
        if (headers.icmpHasId()) {
            json.writeNumberField("icmp_id", headers.icmpId());
            json.writeNumberField("icmp_seq", headers.icmpSequence());
        }
    }
}
