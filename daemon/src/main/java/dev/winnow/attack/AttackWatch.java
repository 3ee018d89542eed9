package dev.winnow.attack;

import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;

/// Counts the packets of one worker, for all workers' [AttackMonitor].
///
/// Neither allocates, locks, throws nor looks at the clock; time is the packets'. Threading: one worker.
public final class AttackWatch {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int KILOBYTE = 1 << 10;
    /// What a datagram is cut into for Ethernet.
    private static final int FRAGMENT_BYTES = 1_480;

    private final Incidents incidents;
    private final AttackListener listener;
    private final Recorder recorder;
    private final TcpWatch tcp;
    private final DatagramWatch datagrams;
    private long nowNs;

    AttackWatch(Census census, Incidents incidents, AttackSettings settings, AttackListener listener) {
        this.incidents = incidents;
        this.listener = listener;
        recorder = new Recorder(census, incidents, settings.thresholds(), listener);
        tcp = new TcpWatch(recorder, settings.webPorts());
        datagrams = new DatagramWatch(recorder);
    }

    /// A time that comes round after 49 days, which the differences of two times do not notice.
    static int millis(long ns) {
        return (int) (ns / NANOS_PER_MILLI);
    }

    private void packet(PacketView view) {
        nowNs = view.timestampNs();
        recorder.packet(view);
        incidents.sweep(listener, nowNs);
    }

    /// Counts a packet whose bytes are believed, after its flow was brought up to date.
    ///
    /// @param flow turned to the packet; null for one without a flow
    public void observe(PacketView view, Flow flow) {
        packet(view);
        if (view.reassembled()) {
            float fragments = Math.ceilDiv(view.packetLength(), FRAGMENT_BYTES);
            recorder.odd(Detector.FRAGMENT_FLOOD, Subject.FRAGMENTED_HOST, 0, -fragments);
        }
        if (flow == null) {
            observeAlone(view);
            return;
        }
        long memo = flow.memo();
        long after = memo == 0 ? begin(view, flow) : next(memo, view, flow);
        if (after != memo) {
            flow.setMemo(after);
        }
    }

    private long begin(PacketView view, Flow flow) {
        return switch (flow.protocol()) {
            case IpProtocol.TCP -> tcp.begin(view, flow);
            case IpProtocol.UDP -> datagrams.begin(view, flow);
            default -> FlowMemo.of(Phase.OVER);
        };
    }

    private long next(long memo, PacketView view, Flow flow) {
        return flow.protocol() == IpProtocol.TCP ? tcp.next(memo, view, flow) : datagrams.next(memo, view, flow);
    }

    /// A SYN for whose flow there was no room.
    private void observeAlone(PacketView view) {
        int flags = view.tcpFlags() & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST);
        if (view.protocol() == IpProtocol.TCP && flags == TcpFlags.SYN) {
            recorder.aboutPacket();
            recorder.attempt(0, Technique.SYN);
        }
    }

    /// Counts a fragment, or a packet whose bytes cannot be believed; one that only was not captured whole, not.
    public void observeOdd(PacketView view) {
        packet(view);
        if (view.truncated()) {
            return;
        }
        if (view.isMalformed()) {
            recorder.odd(Detector.MALFORMED_FLOOD, Subject.MALFORMED_HOST, 0, 1);
        } else if (view.isFragment()) {
            recorder.odd(Detector.FRAGMENT_FLOOD, Subject.FRAGMENTED_HOST, 0, 1);
        }
    }

    /// Whether a source has completed a handshake and is remembered for it, so that it is where it says.
    public boolean isProved(long high, long low) {
        return recorder.isProved(high, low);
    }

    /// Takes leave of a flow that is over, whose data is still there.
    public void ended(Flow flow) {
        long memo = flow.memo();
        if (memo == 0) {
            return;
        }
        recorder.about(flow);
        float kilobytes = (float) (flow.bytes(Direction.TO_SERVER) + flow.bytes(Direction.TO_CLIENT)) / KILOBYTE;
        if (kilobytes >= 1) {
            recorder.add(memo, Tally.KILOBYTES, kilobytes);
        }
        flow.setMemo(recorder.move(memo, Phase.OVER));
    }

    /// Sources that this worker has forgotten to make room for others.
    public long forgottenSources() {
        return recorder.forgottenSources();
    }

    /// How often something was suspected and there was no room to look into it.
    public long missedSuspicions() {
        return recorder.missed();
    }

    /// Ends all attacks, as behind a capture.
    public void endAll() {
        incidents.endAll(listener, nowNs);
    }
}
