package dev.winnow.attack;

import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.address.PortSet;
import dev.winnow.verdict.Reaction;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// One packet over and over, each time from another source; flows are not followed.
final class SpoofedFlood implements AttackListener, AutoCloseable {
    private static final int SOURCE_OFFSET = 12;
    private static final long STEP_NS = 10_000;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment packet;
    private final PacketDecoder decoder = new PacketDecoder(new FragmentStore(arena, FragmentLimits.DEFAULT));
    private final PacketView view = new PacketView();
    private final AttackWatch watch;
    private long nowNs = 1_700_000_000_000_000_000L;
    private int source;
    private int starts;
    private int bans;

    /// @param first the first source's number
    SpoofedFlood(AttackMonitor monitor, byte[] bytes, int first) {
        packet = arena.allocate(bytes.length).copyFrom(MemorySegment.ofArray(bytes));
        watch = monitor.newWatch(this);
        source = first;
    }

    /// @param arena shared where several floods are
    static AttackMonitor monitor(Arena arena) {
        PortSet web = PortSet.ofRange(80, 80);
        return new AttackMonitor(arena, new AttackSettings(100_000, 1L << 30, Thresholds.DEFAULT, web, 1));
    }

    void send(int times) {
        int length = (int) packet.byteSize();
        for (int i = 0; i < times; i++) {
            nowNs += STEP_NS;
            packet.set(ValueLayout.JAVA_INT_UNALIGNED, SOURCE_OFFSET, source++ * 0x9E3779B9);
            decoder.decodeIp(packet, 0, length, length, nowNs, ChecksumMode.IGNORE, view);
            watch.observe(view, null);
        }
    }

    int starts() {
        return starts;
    }

    int bans() {
        return bans;
    }

    @Override
    public void attack(Incident incident, Moment moment, long timeNs) {
        starts += moment == Moment.START ? 1 : 0;
    }

    @Override
    public void due(Reaction reaction, Detector detector, long high, long low, int key, long timeNs) {
        bans += reaction.compareTo(Reaction.BAN_SOURCE) >= 0 ? 1 : 0;
    }

    @Override
    public void close() {
        arena.close();
    }
}
