package dev.winnow.detect;

import dev.winnow.detect.content.Captures;
import dev.winnow.detect.header.FlowHint;
import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.flow.HostBits;
import dev.winnow.flow.Stream;
import dev.winnow.memory.ByteRange;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.protocol.Conversation;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.syntax.AppProtocol;

/// The packet at hand and everything that is known around it: its flow, its stream, what the flow speaks.
///
/// Reused from packet to packet. One thread; allocates nothing.
final class PacketContext {
    /// The stream's bytes up to now: some that were looked into before, then the new ones.
    final ByteRange window = new ByteRange();

    /// The bits of addresses, shared by all threads.
    final HostBits hostBits;

    PacketView view;
    /// Null for a packet without a flow.
    Flow flow;
    /// Null where the flow's bytes are not followed.
    Conversation conversation;
    /// What the flow speaks; null where it is not known.
    AppProtocol protocol;
    Direction direction;
    /// Bits of [FlowHint].
    int flowBits;
    /// Where in the window the new bytes begin; the window's length where there are none.
    int windowFresh;
    /// Whether the packet's payload is judged with the stream alone, by rules that look into streams.
    boolean payloadInStream;
    /// Whether this is the flow's end, and no packet.
    boolean isEnd;
    /// Whether this is the flow's turn to something else, and no packet.
    boolean isTurn;
    /// Gets what alerts tell of transactions.
    Excerpts excerpts;
    /// The transaction being judged, or null.
    Transaction transaction;

    /// What rules want the packet's mark to be, in the bits of [#markMask].
    int mark;
    int markMask;

    /// What is captured for variables.
    final Captures captures;
    /// A variable's bytes, while they are looked at.
    final ByteRange text = new ByteRange();

    /// @param captures borrowed
    PacketContext(HostBits hostBits, Captures captures) {
        this.hostBits = hostBits;
        this.captures = captures;
    }

    /// Sets bits of the packet's mark; where rules want different ones, the last one counts.
    void setMark(int newMark, int mask) {
        mark = (mark & ~mask) | (newMark & mask);
        markMask |= mask;
    }

    /// Turns to another packet.
    ///
    /// @param newFlow null for a packet without one
    /// @param newExcerpts empty
    void turnTo(PacketView newView, Flow newFlow, Excerpts newExcerpts) {
        excerpts = newExcerpts;
        view = newView;
        flow = newFlow;
        transaction = null;
        captures.clear();
        isEnd = false;
        isTurn = false;
        mark = 0;
        markMask = 0;
        window.clear();
        windowFresh = 0;
        if (newFlow == null) {
            conversation = null;
            protocol = null;
            direction = null;
            flowBits = 0;
            payloadInStream = false;
            return;
        }
        conversation = (Conversation) newFlow.attachment();
        protocol = conversation == null ? null : conversation.protocol();
        direction = newFlow.direction();
        flowBits = (direction == Direction.TO_SERVER ? FlowHint.TO_SERVER : FlowHint.TO_CLIENT)
                | (newFlow.wasEstablished() ? FlowHint.ESTABLISHED : FlowHint.NOT_ESTABLISHED);
        payloadInStream = newFlow.payloadInStream();
        openWindow(newFlow.stream(direction));
    }

    private void openWindow(Stream stream) {
        if (stream != null) {
            stream.window(window);
            windowFresh = stream.freshOffset();
        }
    }

    /// Looks at what the flow said before its turn to something else.
    void lookBack() {
        isTurn = true;
        protocol = conversation.formerProtocol();
    }

    /// Copies what alerts tell of the transaction that began last.
    ///
    /// @return its index in the excerpts, or [Excerpts#NONE]
    int takeYoungest() {
        int last = conversation == null ? 0 : conversation.transactionCount();
        return last == 0 ? Excerpts.NONE : excerpts.take(conversation.transaction(last - 1));
    }

    /// Keeps what the rules that have matched have captured.
    void keepCaptures() {
        captures.settle(flow);
    }

    /// Says that all of the window was looked at, and what there is to know about the packet was told.
    void leave() {
        if (conversation != null && !isTurn) {
            conversation.judged(direction);
        }
        if (hasFreshStream()) {
            flow.stream(direction).inspected();
        }
    }

    /// Whether the payload is ciphertext, in which rules would find nothing but chance.
    boolean isOpaque() {
        return conversation != null && conversation.wasOpaque();
    }

    /// Whether there is a payload that rules look into. As in Suricata 7.0.10, `dsize` is about one, unless it is for
    /// packets without any too.
    boolean hasReadablePayload() {
        return view.payloadLength() > 0 && !isOpaque();
    }

    /// Whether the rule has anything to say of what is at hand: of what was never on the wire, only what was said in
    /// it.
    boolean isAsked(CompiledRule rule) {
        return !(isEnd || isTurn) || rule.looksIntoStreams() || (isTurn && rule.asksForProtocolAlone());
    }

    boolean hasFreshStream() {
        return windowFresh < window.length();
    }

    /// Whether the packet belongs to a TCP connection that is not established yet, or is with this packet only. As in
    /// Suricata, rules about nothing but what a connection speaks are silent until then.
    boolean beginsConnection() {
        return view.protocol() == IpProtocol.TCP && flow != null && !flow.wasEstablished();
    }

    /// Whether an earlier packet of the flow went the same way, so that rules about whole flows have had their say.
    boolean hasSpokenForFlow() {
        return flow != null && flow.packets(direction) > 1;
    }
}
