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
        switch (event.ipVersion()) {
            case 4 -> writeIpv4(event, json);
            case 6 -> writeIpv6(event, json);
            default -> {
                return;
            }
        }
        if (event.isFragment()) {
            return;
        }
        switch (event.protocol()) {
            case IpProtocol.TCP -> writeTcp(event, json);
            case IpProtocol.UDP -> json.writeNumberField("udplen", event.transportLength());
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> writeIcmp(event, json);
            default -> {
                // Nothing more is known of it.
            }
        }
    }

    private static void writeIpv4(EventRecord event, JsonGenerator json) throws IOException {
        json.writeNumberField("len", event.networkLength());
        json.writeNumberField("tos", event.tos());
        json.writeNumberField("ttl", event.ttl());
        json.writeNumberField("ipid", event.ipId());
    }

    private static void writeIpv6(EventRecord event, JsonGenerator json) throws IOException {
        json.writeNumberField("len", event.networkLength() - IPV6_HEADER_LENGTH);
        json.writeNumberField("tc", event.tos());
        json.writeNumberField("hoplimit", event.ttl());
    }

    private static void writeTcp(EventRecord event, JsonGenerator json) throws IOException {
        json.writeNumberField("tcpseq", Integer.toUnsignedLong(event.sequence()));
        json.writeNumberField("tcpack", Integer.toUnsignedLong(event.acknowledgment()));
        json.writeNumberField("tcpwin", event.window());
        json.writeBooleanField("syn", event.hasTcpFlag(TcpFlags.SYN));
        json.writeBooleanField("ack", event.hasTcpFlag(TcpFlags.ACK));
        json.writeBooleanField("psh", event.hasTcpFlag(TcpFlags.PSH));
        json.writeBooleanField("rst", event.hasTcpFlag(TcpFlags.RST));
        json.writeBooleanField("urg", event.hasTcpFlag(TcpFlags.URG));
        json.writeBooleanField("fin", event.hasTcpFlag(TcpFlags.FIN));
        json.writeNumberField("tcpurgp", event.urgentPointer());
    }

    private static void writeIcmp(EventRecord event, JsonGenerator json) throws IOException {
        if (event.icmpHasId()) {
            json.writeNumberField("icmp_id", event.icmpId());
            json.writeNumberField("icmp_seq", event.icmpSequence());
        }
    }
}
