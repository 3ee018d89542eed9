package dev.winnow.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.packet.IpProtocol;
import dev.winnow.protocol.Conversation;
import dev.winnow.protocol.Detection;
import dev.winnow.rule.syntax.AppProtocol;
import java.io.IOException;
import java.util.Arrays;

/// What an event tells of the flow of its packet, copied while the flow is at hand. Reused, made once with its
/// [EventRecord].
final class FlowFacts {
    /// More variables of one flow than these are not told.
    private static final int MOST_VARIABLES = 32;

    private boolean known;
    private Direction direction = Direction.TO_SERVER;
    private long packetsToServer;
    private long packetsToClient;
    private long bytesToServer;
    private long bytesToClient;
    private boolean established;
    private long startNs;
    private int ipVersion;
    private int protocol;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int sourcePort;
    private int destinationPort;
    private AppProtocol application;
    private AppProtocol original;
    private boolean applicationFailed;
    private final String[] flowbits = new String[MOST_VARIABLES];
    private int flowbitCount;
    private final String[] flowints = new String[MOST_VARIABLES];
    private final long[] values = new long[MOST_VARIABLES];
    private int flowintCount;
    private final CapturedTexts flowTexts = new CapturedTexts();
    private final CapturedTexts packetTexts = new CapturedTexts();

    /// Starts over.
    ///
    /// @param flow turned to the packet; null for a packet without one
    void capture(Flow flow) {
        known = flow != null;
        flowbitCount = 0;
        flowintCount = 0;
        flowTexts.clear();
        packetTexts.clear();
        if (flow == null) {
            return;
        }
        direction = flow.direction();
        packetsToServer = flow.packets(Direction.TO_SERVER);
        packetsToClient = flow.packets(Direction.TO_CLIENT);
        bytesToServer = flow.bytes(Direction.TO_SERVER);
        bytesToClient = flow.bytes(Direction.TO_CLIENT);
        established = flow.isEstablished();
        startNs = flow.startNs();
        captureKey(flow);
        Conversation conversation = (Conversation) flow.attachment();
        application = conversation == null ? null : conversation.protocol();
        original = conversation == null ? null : conversation.originalProtocol();
        applicationFailed = conversation != null && conversation.detection() == Detection.FAILED;
    }

    private void captureKey(Flow flow) {
        ipVersion = flow.ipVersion();
        protocol = flow.protocol();
        sourceHigh = flow.sourceHigh();
        sourceLow = flow.sourceLow();
        destinationHigh = flow.destinationHigh();
        destinationLow = flow.destinationLow();
        sourcePort = flow.sourcePort();
        destinationPort = flow.destinationPort();
    }

    /// Whether the packet was sent by the server.
    boolean isAnswer() {
        return known && direction == Direction.TO_CLIENT;
    }

    boolean isEstablished() {
        return known && established;
    }

    void addFlowbit(String name) {
        if (flowbitCount < MOST_VARIABLES) {
            flowbits[flowbitCount++] = name;
        }
    }

    void addFlowint(String name, long value) {
        if (flowintCount < MOST_VARIABLES) {
            flowints[flowintCount] = name;
            values[flowintCount++] = value;
        }
    }

    /// What rules have captured for the flow's variables.
    CapturedTexts flowTexts() {
        return flowTexts;
    }

    /// What rules have captured for the variables of the packet.
    CapturedTexts packetTexts() {
        return packetTexts;
    }

    /// Writes the variables of the flow and of its packet, if there are any.
    void writeVariables(JsonGenerator json) throws IOException {
        if (flowbitCount + flowintCount == 0 && flowTexts.isEmpty() && packetTexts.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("metadata");
        if (flowbitCount > 0) {
            Arrays.sort(flowbits, 0, flowbitCount);
            json.writeArrayFieldStart("flowbits");
            for (int i = 0; i < flowbitCount; i++) {
                json.writeString(flowbits[i]);
            }
            json.writeEndArray();
        }
        flowTexts.write("flowvars", json);
        packetTexts.write("pktvars", json);
        if (flowintCount > 0) {
            json.writeObjectFieldStart("flowints");
            for (int i = 0; i < flowintCount; i++) {
                json.writeNumberField(flowints[i], values[i]);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    void writeApplication(JsonGenerator json) throws IOException {
        if (!known) {
            return;
        }
        if (applicationFailed || application != null) {
            json.writeStringField("app_proto", applicationFailed ? "failed" : TransactionFields.name(application));
        }
        if (original != null && original != application) {
            json.writeStringField("app_proto_orig", TransactionFields.name(original));
        }
    }

    void writeDirection(JsonGenerator json) throws IOException {
        if (known) {
            json.writeStringField("direction", direction == Direction.TO_SERVER ? "to_server" : "to_client");
        }
    }

    /// Writes the `flow` object.
    ///
    /// @param start the flow's begin for a person
    void write(String start, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("flow");
        json.writeNumberField("pkts_toserver", packetsToServer);
        json.writeNumberField("pkts_toclient", packetsToClient);
        json.writeNumberField("bytes_toserver", bytesToServer);
        json.writeNumberField("bytes_toclient", bytesToClient);
        json.writeStringField("start", start);
        json.writeStringField("src_ip", AddressText.of(ipVersion, sourceHigh, sourceLow));
        json.writeStringField("dest_ip", AddressText.of(ipVersion, destinationHigh, destinationLow));
        if (IpProtocol.hasPorts(protocol)) {
            json.writeNumberField("src_port", sourcePort);
            json.writeNumberField("dest_port", destinationPort);
        }
        json.writeEndObject();
    }

    /// True where nothing is known, too.
    boolean goesToServer() {
        return !known || direction == Direction.TO_SERVER;
    }

    boolean isKnown() {
        return known;
    }

    /// When the flow began, in nanoseconds since the epoch.
    long startNs() {
        return startNs;
    }
}
