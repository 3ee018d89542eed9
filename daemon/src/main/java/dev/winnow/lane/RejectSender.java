package dev.winnow.lane;

import dev.winnow.bindings.libc.ErrnoException;
import dev.winnow.bindings.libc.RawIpSocket;
import dev.winnow.detect.Matches;
import dev.winnow.event.PacketSource;
import dev.winnow.flow.Flow;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.AnswerWriter;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.OuterKind;
import dev.winnow.packet.PacketView;
import dev.winnow.verdict.VerdictWord;
import java.lang.foreign.Arena;

/// Tells the ends of a rejected packet that it was: by TCP reset, or by ICMP to the one who sent it.
///
/// What it sends carries a mark, by which the lane lets it through if it comes by the queue; and it is bounded, so that
/// nobody can make winnow flood the addresses that he forges. What cannot be sent is counted; the packet is dropped all
/// the same.
///
/// Threading: the judging thread, between a packet's judgement and its verdict. Allocates nothing after the
/// constructor.
final class RejectSender implements JudgementListener, AutoCloseable {
    /// As many a second as an operator would still call few.
    private static final int MOST_PER_SECOND = 1000;

    private static final long SECOND_NS = 1_000_000_000L;

    private final JudgementListener next;
    private final LaneCounters counters;
    private final AnswerWriter writer;
    private final RawIpSocket ipv4;
    private final RawIpSocket ipv6;
    private long second;
    private int sentInSecond;

    /// @param next hears of everything
    /// @param mark of the packets sent
    RejectSender(JudgementListener next, Arena arena, int mark, LaneCounters counters) {
        this.next = next;
        this.counters = counters;
        writer = new AnswerWriter(arena);
        ipv4 = open(false, mark);
        ipv6 = open(true, mark);
    }

    /// Null where there can be none, which costs the answers only.
    private static RawIpSocket open(boolean ipv6, int mark) {
        try {
            return RawIpSocket.open(ipv6, mark);
        } catch (ErrnoException _) {
            return null;
        }
    }

    @Override
    public void matched(PacketView view, Flow flow, Matches matches, long verdictWord, PacketSource source) {
        if (source == PacketSource.WIRE) {
            answer(view, verdictWord);
        }
        next.matched(view, flow, matches, verdictWord, source);
    }

    @Override
    public void dropped(PacketView view, Flow flow, long verdictWord) {
        answer(view, verdictWord);
        next.dropped(view, flow, verdictWord);
    }

    private void answer(PacketView view, long verdictWord) {
        boolean inTunnel = view.outerKind() != OuterKind.NONE && view.outerKind() != OuterKind.FRAGMENTS;
        if (VerdictWord.rejects(verdictWord) == 0 || inTunnel) {
            return;
        }
        if ((verdictWord & VerdictWord.REJECT_SOURCE) != 0) {
            int length = view.protocol() == IpProtocol.TCP ? writer.resetSource(view) : writer.prohibitSource(view);
            send(view, length, view.sourceHigh(), view.sourceLow());
        }
        if ((verdictWord & VerdictWord.REJECT_DESTINATION) != 0) {
            send(view, writer.resetDestination(view), view.destinationHigh(), view.destinationLow());
        }
    }

    private void send(PacketView view, int length, long high, long low) {
        if (length == 0) {
            return;
        }
        RawIpSocket socket = view.ipVersion() == 4 ? ipv4 : ipv6;
        boolean sent = socket != null
                && mayBeSent(view.timestampNs())
                && socket.send(writer.memory(), length, high, low) == length;
        counters.increment(sent ? LaneCounter.REJECTS_SENT : LaneCounter.REJECTS_NOT_SENT);
    }

    private boolean mayBeSent(long nowNs) {
        long now = nowNs / SECOND_NS;
        if (now != second) {
            second = now;
            sentInSecond = 0;
        }
        return sentInSecond++ < MOST_PER_SECOND;
    }

    @Override
    public void close() {
        if (ipv4 != null) {
            ipv4.close();
        }
        if (ipv6 != null) {
            ipv6.close();
        }
    }
}
