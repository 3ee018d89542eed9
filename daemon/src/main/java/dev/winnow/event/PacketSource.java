package dev.winnow.event;

/// Where a packet that there is something to say about comes from.
public enum PacketSource {
    WIRE("wire/pcap"),
    /// It was never on the wire, and stands for the end of a flow.
    FLOW_END("stream (flow timeout)"),
    /// It was never on the wire, and stands for a flow's turn to another protocol or to ciphertext.
    FLOW_TURN("stream (detect/log)");

    private final String text;

    PacketSource(String text) {
        this.text = text;
    }

    /// As events name it.
    String text() {
        return text;
    }
}
