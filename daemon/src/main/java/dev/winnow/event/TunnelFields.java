package dev.winnow.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.winnow.packet.OuterHeader;
import dev.winnow.packet.OuterKind;
import java.io.IOException;

/// What an event tells of the packets around its packet.
final class TunnelFields {
    private TunnelFields() {}

    /// Where the event's packet comes from.
    static String packetSource(EventRecord event) {
        if (event.source() != PacketSource.WIRE) {
            return event.source().text();
        }
        OuterKind kind = event.outerKind();
        return switch (kind) {
            case NONE -> PacketSource.WIRE.text();
            case GRE -> "gre tunnel";
            case IP_IN_IP -> event.outer().ipVersion() == 6 ? "ipv6 tunnel" : "ipv4 tunnel";
            case VXLAN -> "vxlan encapsulation";
            case GENEVE -> "geneve encapsulation";
            case TEREDO -> "teredo tunnel";
            case FRAGMENTS -> "defrag";
        };
    }

    /// Writes the `tunnel` object of a packet that was inside another: the outermost one, with its place in the
    /// capture.
    static void write(EventRecord event, JsonGenerator json) throws IOException {
        OuterHeader outer = event.outer();
        json.writeObjectFieldStart("tunnel");
        json.writeStringField("src_ip", AddressText.of(outer.ipVersion(), outer.sourceHigh(), outer.sourceLow()));
        json.writeNumberField("src_port", outer.sourcePort());
        json.writeStringField(
                "dest_ip", AddressText.of(outer.ipVersion(), outer.destinationHigh(), outer.destinationLow()));
        json.writeNumberField("dest_port", outer.destinationPort());
        json.writeStringField("proto", ProtocolName.of(outer.protocol()));
        json.writeNumberField("depth", outer.tunnels());
        if (event.origin() instanceof EventOrigin.Capture && event.originNumber() != 0) {
            json.writeNumberField("pcap_cnt", event.originNumber());
        }
        json.writeStringField("pkt_src", PacketSource.WIRE.text());
        json.writeEndObject();
    }
}
