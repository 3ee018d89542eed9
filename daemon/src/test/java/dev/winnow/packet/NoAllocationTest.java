package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NoAllocationTest {
    private static final int PACKETS = 100_000;
    /// What reading the counter itself, and the compiler's deoptimised frames, may cost in all: no object a packet.
    private static final long SLACK_BYTES = 4096;

    private final PacketDecoder decoder =
            new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT), UdpTunnels.DEFAULT, true);
    private final PacketView view = new PacketView();
    private long checksum;

    @Test
    void shouldAllocateNothingPerPacket() {
        List<LinkType> links = new ArrayList<>();
        List<MemorySegment> packets = new ArrayList<>();
        for (SamplePacket sample : SamplePacket.all()) {
            links.add(sample.link());
            packets.add(sample.offHeap());
        }
        byte[] large = PacketBuilder.raw()
                .ipv4("198.18.0.1", "198.18.0.2")
                .udp(1, 2)
                .payload("x".repeat(4000))
                .bytes();
        for (byte[] fragment : Fragments.ofIpv4(large, 1480)) {
            links.add(LinkType.RAW);
            packets.add(PacketBuilder.offHeap(fragment));
        }
        LinkType[] linkOf = links.toArray(LinkType[]::new);
        MemorySegment[] packetOf = packets.toArray(MemorySegment[]::new);
        run(linkOf, packetOf, PACKETS);
        run(linkOf, packetOf, PACKETS);

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(linkOf, packetOf, PACKETS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThanOrEqualTo(SLACK_BYTES);
        assertThat(checksum).isNotZero();
        assertThat(decoder.fragments().completions()).isGreaterThan(1000);
    }

    private void run(LinkType[] links, MemorySegment[] packets, int count) {
        for (int i = 0; i < count; i++) {
            MemorySegment packet = packets[i % packets.length];
            LinkType link = links[i % links.length];
            if (link == LinkType.RAW) {
                checksum += LaneHash.of(packet, 0, (int) packet.byteSize());
            }
            decoder.decode(packet, 0, (int) packet.byteSize(), link, i, ChecksumMode.VALIDATE, view);
            do {
                checksum += view.flowHash() + view.payloadLength() + TcpOptions.mss(view);
            } while (decoder.descend(view));
        }
    }
}
