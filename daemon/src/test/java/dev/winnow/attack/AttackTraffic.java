package dev.winnow.attack;

import dev.winnow.flow.Flow;
import dev.winnow.flow.FlowSettings;
import dev.winnow.flow.FlowTable;
import dev.winnow.flow.StreamListener;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.address.IpAddress;
import dev.winnow.rule.address.PortSet;
import dev.winnow.verdict.Reaction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Packets in, attacks out, with flows but without rules.
final class AttackTraffic implements AttackListener, StreamListener, AutoCloseable {
    static final int SOURCES = 20_000;
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final long SEED = 5;

    private final Arena arena = Arena.ofConfined();
    private final AttackWatch[] watches;
    private AttackWatch watch;
    private final FlowTable flows = new FlowTable(arena, FlowSettings.DEFAULT, this);
    private final PacketDecoder decoder = new PacketDecoder(new FragmentStore(arena, FragmentLimits.DEFAULT));
    private final PacketView view = new PacketView();
    private final List<String> told = new ArrayList<>();
    private final List<String> due = new ArrayList<>();
    private final List<String> visits = new ArrayList<>();
    private int cuts;
    private boolean banning;
    private long nowNs = START_NS;

    AttackTraffic() {
        this(Thresholds.DEFAULT);
    }

    AttackTraffic(Thresholds thresholds) {
        this(thresholds, 1);
    }

    /// @param workers over whom flows are spread
    AttackTraffic(Thresholds thresholds, int workers) {
        PortSet web = PortSet.ofRange(80, 80);
        AttackMonitor monitor = new AttackMonitor(arena, new AttackSettings(SOURCES, 1L << 30, thresholds, web, SEED));
        watches = new AttackWatch[workers];
        Arrays.setAll(watches, _ -> monitor.newWatch(this));
        watch = watches[0];
    }

    /// From now on bans end connections, of which nothing more is seen.
    AttackTraffic banning() {
        banning = true;
        return this;
    }

    /// Lets time pass. A packet that nobody minds shows it, so that what is due is done.
    AttackTraffic pass(long ms) {
        nowNs += ms * 1_000_000;
        return send(
                PacketBuilder.raw().ipv4("198.18.255.1", "224.0.0.1").udp(9, 9).payload("tick"));
    }

    AttackTraffic send(PacketBuilder packet) {
        return send(packet.bytes());
    }

    AttackTraffic send(byte[] packet) {
        MemorySegment memory = PacketBuilder.offHeap(packet);
        decoder.decodeIp(memory, 0, packet.length, packet.length, nowNs, ChecksumMode.IGNORE, view);
        do {
            observe();
        } while (decoder.descend(view));
        return this;
    }

    private void observe() {
        watch = watches[(int) Long.remainderUnsigned(view.flowHash(), watches.length)];
        if (view.isMalformed() || view.isFragment()) {
            watch.observeOdd(view);
        }
        flows.expire(nowNs);
        if (!view.isMalformed()) {
            watch.observe(view, flows.track(view));
        }
    }

    /// Ends everything, as behind a capture.
    AttackTraffic end() {
        flows.endAll();
        watch.endAll();
        return this;
    }

    /// What was told: detector, moment, subject.
    List<String> told() {
        return told;
    }

    /// What was due: reaction, detector, subject.
    List<String> due() {
        return due;
    }

    /// How many connections were to be cut.
    int cuts() {
        return cuts;
    }

    @Override
    public void attack(Incident incident, Moment moment, long timeNs) {
        told.add(incident.detector().label() + " " + moment.label() + " "
                + subject(incident.high(), incident.low(), incident.key()));
    }

    @Override
    public void due(Reaction reaction, Detector detector, long high, long low, int key, long timeNs) {
        due.add(reaction.label() + " " + detector.label() + " " + subject(high, low, key));
    }

    @Override
    public boolean endsConnections(Reaction reaction, int key) {
        return banning;
    }

    @Override
    public void cut(Detector detector, PacketView packet, Flow flow) {
        cuts++;
    }

    @Override
    public void visited(long high, long low, long timeNs) {
        visits.add(subject(high, low, Subject.key(Subject.SOURCE, 0, 0)));
    }

    /// Who was told to have been served, in order.
    List<String> visits() {
        return visits;
    }

    private static String subject(long high, long low, int key) {
        int version = Subject.ipVersion(high, low);
        IpAddress address = new IpAddress(version, high, version == 4 ? low & 0xFFFF_FFFFL : low);
        if (Subject.isSender(key)) {
            return Subject.kind(key) == Subject.SOURCE
                    ? address.toString()
                    : address + "/" + Subject.prefixLength(high, low, key);
        }
        return address + " port " + Subject.port(key);
    }

    @Override
    public void ended(Flow flow) {
        watch.ended(flow);
    }

    @Override
    public void close() {
        arena.close();
    }
}
