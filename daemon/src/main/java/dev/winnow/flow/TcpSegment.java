package dev.winnow.flow;

import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import dev.winnow.packet.TcpOptions;

/// The TCP segment at hand. Reused; valid as long as the view it was read from.
final class TcpSegment {
    private PacketView view;
    private int flags;
    private int sentLength;

    void read(PacketView newView) {
        view = newView;
        flags = newView.tcpFlags();
        int told = newView.networkLength() - newView.networkHeaderLength() - newView.transportHeaderLength();
        sentLength = newView.truncated() ? Math.max(told, newView.payloadLength()) : newView.payloadLength();
    }

    PacketView view() {
        return view;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    boolean isSyn() {
        return (flags & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST)) == TcpFlags.SYN;
    }

    boolean isSynAck() {
        return (flags & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST)) == (TcpFlags.SYN | TcpFlags.ACK);
    }

    boolean isAck() {
        return (flags & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST)) == TcpFlags.ACK;
    }

    /// ACK without SYN, FIN or RST.
    boolean isPlainAck() {
        return isAck() && !has(TcpFlags.FIN);
    }

    boolean isReset() {
        return has(TcpFlags.RST);
    }

    int sequence() {
        return view.sequence();
    }

    int acknowledgment() {
        return view.acknowledgment();
    }

    int window() {
        return view.window();
    }

    /// Payload bytes at hand.
    int length() {
        return view.payloadLength();
    }

    /// Payload bytes on the wire, of which a capture may have kept fewer.
    int sentLength() {
        return sentLength;
    }

    /// Begins a direction with this SYN or SYN/ACK.
    void openInto(SequenceSpace space) {
        space.begin(sequence());
        space.scale = Math.min(TcpOptions.windowScale(view), SequenceSpace.MAX_SCALE);
        space.timestamp = TcpOptions.timestampValue(view);
    }

    /// The sender's timestamp, unsigned 32 bits, or -1.
    long timestamp() {
        return TcpOptions.timestampValue(view);
    }
}
