package dev.winnow.attack;

import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import dev.winnow.rule.address.PortSet;

/// Follows TCP connections through their [Phase]s. Data that changes nothing costs a look at the flow's memo.
///
/// Threading: one worker.
final class TcpWatch {
    /// Less than a segment and a half is no window to work with.
    private static final int STALLED_WINDOW = 2_048;

    private static final int WORKING_WINDOW = 4_096;

    private final Recorder recorder;
    private final PortSet webPorts;
    private final RequestHead head = new RequestHead();

    TcpWatch(Recorder recorder, PortSet webPorts) {
        this.recorder = recorder;
        this.webPorts = webPorts;
    }

    /// The flow's first packet.
    long begin(PacketView view, Flow flow) {
        int flags = view.tcpFlags();
        if (flow.direction() == Direction.TO_CLIENT) {
            return FlowMemo.of(Phase.STRAY);
        }
        if ((flags & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST)) == TcpFlags.SYN) {
            recorder.about(flow);
            return recorder.move(recorder.attempt(FlowMemo.of(Phase.OVER), Technique.SYN), Phase.HALF_OPEN);
        }
        long technique = Technique.ofStray(flags);
        if (technique != 0) {
            recorder.about(flow);
            recorder.attempt(FlowMemo.of(Phase.OVER), technique);
            return FlowMemo.of(Phase.OVER);
        }
        boolean bareAck = view.payloadLength() == 0 && flags == TcpFlags.ACK;
        return FlowMemo.of(Phase.STRAY) | (bareAck ? FlowMemo.BARE_ACK : 0);
    }

    /// A further packet, or an ICMP error about the flow.
    long next(long memo, PacketView view, Flow flow) {
        int phase = FlowMemo.phase(memo);
        if (phase == Phase.OVER) {
            return memo;
        }
        if (phase == Phase.STRAY) {
            return stray(memo, view, flow);
        }
        boolean isSegment = view.protocol() == IpProtocol.TCP;
        if (phase == Phase.HALF_OPEN) {
            long after = isSegment ? handshake(memo, view, flow) : refused(memo, flow);
            return FlowMemo.phase(after) == Phase.SILENT ? established(after, view, flow) : after;
        }
        return isSegment ? established(memo, view, flow) : memo;
    }

    /// Who sends a bare ACK to see who resets it is looking for something.
    private long stray(long memo, PacketView view, Flow flow) {
        boolean reset = flow.direction() == Direction.TO_CLIENT && (view.tcpFlags() & TcpFlags.RST) != 0;
        if (reset && (memo & FlowMemo.BARE_ACK) != 0) {
            recorder.about(flow);
            recorder.attempt(FlowMemo.of(Phase.OVER), Technique.ACK);
        }
        return FlowMemo.of(reset ? Phase.OVER : Phase.STRAY);
    }

    private long handshake(long memo, PacketView view, Flow flow) {
        boolean reset = (view.tcpFlags() & TcpFlags.RST) != 0;
        boolean toServer = flow.direction() == Direction.TO_SERVER;
        if (flow.isEstablished() || (toServer && acknowledgesUnseen(view, flow))) {
            recorder.about(flow);
            return recorder.move(recorder.complete(memo, Technique.PROVED, true), Phase.SILENT);
        }
        if (!reset) {
            return memo;
        }
        if (!toServer) {
            return refused(memo, flow);
        }
        recorder.about(flow);
        boolean wasAnswered = flow.packets(Direction.TO_CLIENT) > 0;
        return recorder.move(wasAnswered ? recorder.complete(memo, Technique.PROVED, false) : memo, Phase.OVER);
    }

    /// Where the answers take another way, the client's acknowledgment is all that is seen of a handshake.
    private static boolean acknowledgesUnseen(PacketView view, Flow flow) {
        int flags = view.tcpFlags() & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST);
        return flags == TcpFlags.ACK && flow.packets(Direction.TO_CLIENT) == 0;
    }

    private long refused(long memo, Flow flow) {
        recorder.about(flow);
        recorder.add(memo, Tally.FAILED, 1);
        return recorder.move(memo, Phase.OVER);
    }

    private long established(long memo, PacketView view, Flow flow) {
        int phase = FlowMemo.phase(memo);
        if (flow.isClosed()) {
            return closed(memo, view, flow);
        }
        if (flow.awaitsClient()) {
            return moved(memo, Phase.LINGERING, flow);
        }
        if (phase == Phase.LINGERING) {
            return moved(memo, Phase.ANSWERED, flow);
        }
        boolean hasPayload = view.payloadLength() > 0;
        if (flow.direction() == Direction.TO_CLIENT) {
            return hasPayload ? answered(memo, flow) : memo;
        }
        if (hasPayload) {
            return asked(memo, view, flow);
        }
        return phase == Phase.ANSWERED || phase == Phase.STALLED ? acknowledged(memo, view, flow) : memo;
    }

    private long closed(long memo, PacketView view, Flow flow) {
        recorder.about(flow);
        if ((memo & FlowMemo.GOOD) != 0 && (view.tcpFlags() & TcpFlags.RST) == 0) {
            recorder.visit(memo);
        }
        return recorder.move(memo, Phase.OVER);
    }

    private long moved(long memo, int phase, Flow flow) {
        if (FlowMemo.phase(memo) == phase) {
            return memo;
        }
        recorder.about(flow);
        return recorder.move(memo, phase);
    }

    private long answered(long memo, Flow flow) {
        int phase = FlowMemo.phase(memo);
        if (phase == Phase.ANSWERED || phase == Phase.STALLED) {
            return memo;
        }
        recorder.about(flow);
        if ((memo & FlowMemo.GOOD) == 0) {
            recorder.addGood(memo);
        }
        return recorder.move(memo | FlowMemo.GOOD, Phase.ANSWERED);
    }

    private long acknowledged(long memo, PacketView view, Flow flow) {
        long window = (long) view.window() << flow.windowShift(Direction.TO_SERVER);
        if (window >= WORKING_WINDOW) {
            return moved(memo, Phase.ANSWERED, flow);
        }
        boolean isEnd = (view.tcpFlags() & (TcpFlags.FIN | TcpFlags.RST)) != 0;
        return window < STALLED_WINDOW && !isEnd ? moved(memo, Phase.STALLED, flow) : memo;
    }

    private long asked(long memo, PacketView view, Flow flow) {
        head.wrap(view.memory(), view.payloadOffset(), view.payloadLength());
        return switch (FlowMemo.phase(memo)) {
            case Phase.HEADERS -> readHead(memo, flow);
            case Phase.BODY -> readBody(memo, view.payloadLength(), flow);
            case Phase.SILENT, Phase.ANSWERED, Phase.STALLED -> beginRequest(memo, view, flow);
            default -> memo;
        };
    }

    private long beginRequest(long memo, PacketView view, Flow flow) {
        int method = head.method();
        if (method == RequestHead.NO_REQUEST) {
            return FlowMemo.phase(memo) == Phase.SILENT ? begunOtherwise(memo, view, flow) : memo;
        }
        recorder.about(flow);
        recorder.request(memo, head.path());
        boolean mayHaveBody = method == RequestHead.MAY_HAVE_BODY;
        long fresh = FlowMemo.withLine(memo & ~FlowMemo.HAS_BODY, 0) | (mayHaveBody ? FlowMemo.HAS_BODY : 0);
        return head.ends(0) ? endHead(fresh, mayHaveBody ? head.bodyLength() : 0, flow) : goOn(fresh);
    }

    private long begunOtherwise(long memo, PacketView view, Flow flow) {
        recorder.about(flow);
        boolean isWeb = webPorts.contains(flow.destinationPort());
        if (isWeb && PeerToPeer.greets(view.memory(), view.payloadOffset(), view.payloadLength())) {
            recorder.wrongProtocol(memo, flow);
        } else if (isWeb && BinaryGreeting.greets(view.memory(), view.payloadOffset(), view.payloadLength())) {
            recorder.unknownProtocol(memo, flow);
        } else {
            recorder.add(memo, Tally.REQUESTS, 1);
        }
        return recorder.move(memo, Phase.WAITING);
    }

    private long goOn(long memo) {
        return recorder.move(FlowMemo.withLine(memo, head.line()), Phase.HEADERS);
    }

    /// What an earlier packet told of the body is not kept: it may be as long as any.
    private long readHead(long memo, Flow flow) {
        recorder.about(flow);
        boolean hasBody = (memo & FlowMemo.HAS_BODY) != 0;
        return head.ends(FlowMemo.line(memo)) ? endHead(memo, hasBody ? RequestHead.CHUNKED : 0, flow) : goOn(memo);
    }

    private long endHead(long memo, int bodyLength, Flow flow) {
        int left = Math.min(FlowMemo.LEFT_MAX, bodyLength) - head.bodyBytes();
        return left <= 0 ? moved(memo, Phase.WAITING, flow) : moved(FlowMemo.withLeft(memo, left), Phase.BODY, flow);
    }

    private long readBody(long memo, int length, Flow flow) {
        int left = FlowMemo.left(memo) - length;
        return left <= 0 ? moved(memo, Phase.WAITING, flow) : FlowMemo.withLeft(memo, left);
    }
}
