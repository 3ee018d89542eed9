package dev.winnow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Promise 6: following flows allocates nothing per packet, nor per connection once the pools have grown.
final class FlowAllocationTest {
    private static final int CONNECTIONS = 300;
    private static final int ROUNDS = 60;
    private static final int WARMUPS = 4;

    private long handedOn;

    @ParameterizedTest
    @EnumSource
    void shouldAllocateNothingPerPacket(ReleasePolicy release) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocated bytes");
        StreamSettings streams = StreamSettings.DEFAULT.withRelease(release);
        FlowSettings settings = new FlowSettings(64, 1 << 20, true, FlowTimeouts.DEFAULT, 100, 10, 42, streams, true);
        FlowTable table = new FlowTable(Arena.ofAuto(), settings, new Counter());
        List<PacketView> packets = packets();
        for (int i = 0; i < WARMUPS; i++) {
            run(table, packets);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        run(table, packets);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(packets.size() * ROUNDS / 100);
        assertThat(handedOn).isGreaterThan(CONNECTIONS * ROUNDS);
        assertThat(table.evictions()).isPositive();
        assertThat(table.streamRefusals() + table.variableRefusals()).isZero();
    }

    private static void run(FlowTable table, List<PacketView> packets) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < packets.size(); i++) {
                Flow flow = table.track(packets.get(i));
                flow.setFlowbit(99);
                flow.setFlowint(9, i);
                if (flow.stream(flow.direction()) != null) {
                    flow.stream(flow.direction()).inspected();
                }
                if (i % 100 == 0) {
                    table.expire(packets.get(i).timestampNs());
                }
            }
        }
    }

    private static List<PacketView> packets() {
        List<PacketView> views = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int port = 1024 + i;
            views.add(client(port, TcpFlags.SYN, 0, 0, ""));
            views.add(server(port, TcpFlags.SYN | TcpFlags.ACK, 0, 1));
            views.add(client(port, TcpFlags.ACK, 1, 1, ""));
            views.add(client(port, TcpFlags.ACK, 901, 1, "late".repeat(100)));
            views.add(client(port, TcpFlags.ACK, 1, 1, "early".repeat(180)));
            views.add(client(port, TcpFlags.ACK, 500, 1, "overlap".repeat(60)));
            views.add(server(port, TcpFlags.ACK, 1, 1301));
            views.add(Connection.view(
                    PacketBuilder.raw()
                            .ipv4(Connection.CLIENT, Connection.SERVER)
                            .udp(port, 53)
                            .payload("x"),
                    i));
            if (i % 2 == 0) {
                views.add(client(port, TcpFlags.RST, 1301, 0, ""));
            }
        }
        return views;
    }

    private static PacketView client(int port, int flags, int sequence, int acknowledgment, String payload) {
        return Connection.view(
                PacketBuilder.raw()
                        .ipv4(Connection.CLIENT, Connection.SERVER)
                        .tcp(port, 80)
                        .flags(flags)
                        .sequence(sequence)
                        .acknowledgment(acknowledgment)
                        .payload(payload),
                port);
    }

    private static PacketView server(int port, int flags, int sequence, int acknowledgment) {
        return Connection.view(
                PacketBuilder.raw()
                        .ipv4(Connection.SERVER, Connection.CLIENT)
                        .tcp(80, port)
                        .flags(flags)
                        .sequence(sequence)
                        .acknowledgment(acknowledgment),
                port);
    }

    private final class Counter implements StreamListener {
        @Override
        public void bytes(Flow flow, Direction direction, MemorySegment memory, long offset, int length) {
            handedOn += length;
        }

        @Override
        public void gap(Flow flow, Direction direction, long lostBytes) {
            handedOn -= lostBytes;
        }

        @Override
        public void closed(Flow flow, Direction direction) {
            handedOn++;
        }

        @Override
        public void ended(Flow flow) {
            handedOn++;
        }
    }
}
