package dev.winnow.attack;

import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;

/// Follows what is asked and answered over UDP. Threading: one worker.
final class DatagramWatch {
    /// Where traceroute(8) sends its probes, which nobody answers by design.
    private static final int TRACEROUTE_FIRST = 33_434;

    private static final int TRACEROUTE_LAST = 33_534;
    private static final int MULTICAST_V4 = 0xE000_0000;
    private static final int MULTICAST_V6 = 0xFF;

    private final Recorder recorder;

    DatagramWatch(Recorder recorder) {
        this.recorder = recorder;
    }

    /// The flow's first packet.
    long begin(PacketView view, Flow flow) {
        if (isToMany(view) || isTraceroute(view.destinationPort())) {
            return FlowMemo.of(Phase.OVER);
        }
        if (Amplifiers.answersAt(view.sourcePort())) {
            // Where both ports are the same, two servers talk.
            return view.sourcePort() == view.destinationPort() ? FlowMemo.of(Phase.OVER) : unsolicited(view);
        }
        recorder.about(flow);
        return recorder.attempt(FlowMemo.of(Phase.WAITING), Technique.UDP);
    }

    private static boolean isTraceroute(int port) {
        return port >= TRACEROUTE_FIRST && port <= TRACEROUTE_LAST;
    }

    private static boolean isToMany(PacketView view) {
        return view.ipVersion() == 4
                ? (view.destinationIpv4() & MULTICAST_V4) == MULTICAST_V4
                : view.destinationHigh() >>> 56 == MULTICAST_V6;
    }

    private long unsolicited(PacketView view) {
        recorder.odd(Detector.AMPLIFICATION, Subject.AMPLIFIED_HOST, view.sourcePort(), 1);
        return FlowMemo.of(Phase.UNSOLICITED);
    }

    /// A further packet, or an ICMP error about the flow.
    long next(long memo, PacketView view, Flow flow) {
        boolean toServer = flow.direction() == Direction.TO_SERVER;
        return switch (FlowMemo.phase(memo)) {
            case Phase.UNSOLICITED -> toServer ? unsolicited(view) : FlowMemo.of(Phase.OVER);
            case Phase.WAITING -> toServer ? memo : answer(memo, view, flow);
            default -> memo;
        };
    }

    private long answer(long memo, PacketView view, Flow flow) {
        recorder.about(flow);
        if (view.protocol() != IpProtocol.UDP) {
            recorder.add(memo, Tally.FAILED, 1);
            return recorder.move(memo, Phase.OVER);
        }
        long counted = recorder.complete(memo, 0, true);
        recorder.addGood(counted);
        return recorder.move(counted, Phase.ANSWERED);
    }
}
