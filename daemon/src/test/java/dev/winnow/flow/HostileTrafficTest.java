package dev.winnow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Segments that fit together in no way: whatever comes, nothing throws, bounds hold, each stream is told of in order
/// and to its end, and all memory comes back.
final class HostileTrafficTest {
    private static final int PACKETS = 300;
    private static final int MAX_FLOWS = 6;
    private static final int ENDPOINTS = 4;

    @Property(tries = 150)
    void shouldHoldItsBounds(
            @ForAll long seed,
            @ForAll ReleasePolicy release,
            @ForAll boolean midstream,
            @ForAll boolean asyncOneside,
            @ForAll boolean scarce) {
        Random random = new Random(seed);
        long depth = scarce ? 200 : 0;
        StreamSettings streams = new StreamSettings(
                midstream,
                asyncOneside,
                scarce ? 1 << 17 : 8 << 20,
                depth,
                release,
                random.nextBoolean(),
                true,
                64,
                HostPolicies.DEFAULT);
        FlowTable table = new FlowTable(
                Arena.ofAuto(),
                new FlowSettings(MAX_FLOWS, 1 << 16, true, FlowTimeouts.DEFAULT, 64, 1, seed, streams, true),
                new Witness(depth));

        long nowNs = 0;
        for (int i = 0; i < PACKETS; i++) {
            nowNs += random.nextInt(10) == 0 ? random.nextLong(100 * Connection.SECOND_NS) : 1;
            Flow flow = table.track(segment(random, nowNs));
            assertThat(table.size()).isLessThanOrEqualTo(MAX_FLOWS);
            flow.setFlowbit(i % 64);
            inspect(flow, Direction.TO_SERVER);
            inspect(flow, Direction.TO_CLIENT);
            if (random.nextInt(20) == 0) {
                table.expire(nowNs);
            }
        }
        assertThat(table.streamBytes()).isLessThanOrEqualTo(streams.memcapBytes());
        table.endAll();

        assertThat(table.size()).isZero();
        assertThat(table.streamBytes()).isZero();
        assertThat(table.variableBytes()).isZero();
    }

    private static void inspect(Flow flow, Direction way) {
        Stream stream = flow.stream(way);
        if (stream != null) {
            assertThat(stream.freshOffset()).isNotNegative();
            assertThat(stream.segments.pieces()).isLessThanOrEqualTo(SegmentList.MAX_PIECES);
            stream.inspected();
        }
    }

    private static PacketView segment(Random random, long nowNs) {
        int port = 1 + random.nextInt(ENDPOINTS);
        boolean fromClient = random.nextBoolean();
        int base = port * 1_000_000_000;
        PacketBuilder packet = PacketBuilder.raw();
        if (fromClient) {
            packet.ipv4(Connection.CLIENT, Connection.SERVER).tcp(port, 80);
        } else {
            packet.ipv4(Connection.SERVER, Connection.CLIENT).tcp(80, port);
        }
        packet.flags(flags(random))
                .sequence(base + number(random))
                .acknowledgment(base + number(random))
                .window(random.nextInt(4) == 0 ? random.nextInt(10) : random.nextInt(65_536));
        if (random.nextInt(4) == 0) {
            packet.tcpOptions("0101080a%08x00000000".formatted(random.nextInt(5)));
        }
        return Connection.view(packet.payload("x".repeat(random.nextInt(3) * random.nextInt(100))), nowNs);
    }

    /// Mostly what a connection has, at times any bits.
    private static int flags(Random random) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> 0x02;
            case 2, 3 -> 0x12;
            case 4 -> 0x11;
            case 5 -> random.nextInt(4) == 0 ? 0x04 : 0x10;
            case 6 -> random.nextInt(512);
            default -> 0x10;
        };
    }

    private static int number(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextInt(100_000);
            case 2, 3 -> random.nextInt(300);
            case 4, 5 -> 0;
            default -> 1;
        };
    }

    /// Makes sure that the listener's calls make sense.
    private static final class Witness implements StreamListener {
        private final long depth;
        private final Set<Stream> closed = new HashSet<>();

        Witness(long depth) {
            this.depth = depth;
        }

        @Override
        public void bytes(Flow flow, Direction direction, MemorySegment memory, long offset, int length) {
            assertThat(length).isPositive();
            isOpen(flow, direction);
        }

        @Override
        public void gap(Flow flow, Direction direction, long lostBytes) {
            assertThat(lostBytes).isPositive();
            isOpen(flow, direction);
        }

        private void isOpen(Flow flow, Direction direction) {
            Stream stream = flow.stream(direction);
            assertThat(closed).doesNotContain(stream);
            assertThat(stream.released).isLessThanOrEqualTo(depth == 0 ? Long.MAX_VALUE : depth);
        }

        @Override
        public void closed(Flow flow, Direction direction) {
            assertThat(closed.add(flow.stream(direction))).isTrue();
        }

        @Override
        public void ended(Flow flow) {
            for (Direction direction : Direction.values()) {
                Stream stream = flow.stream(direction);
                assertThat(closed.remove(stream)).isEqualTo(stream != null && stream.bytesSeen() > 0);
            }
        }
    }
}
