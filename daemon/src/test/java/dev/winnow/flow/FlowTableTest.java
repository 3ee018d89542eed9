package dev.winnow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.TcpFlags;
import java.lang.foreign.Arena;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlowTableTest {
    private static final String A = "198.18.0.1";
    private static final String B = "198.18.0.2";
    private static final String ROUTER = "198.18.0.9";

    private final Recorder recorder = new Recorder();
    private FlowTable table = table(100, true);
    private Connection packets = new Connection(table);

    private FlowTable table(int maxFlows, boolean usesVlan) {
        return new FlowTable(
                Arena.ofAuto(),
                new FlowSettings(
                        maxFlows, 1 << 16, usesVlan, FlowTimeouts.DEFAULT, 70, 3, 42, StreamSettings.DEFAULT, true),
                recorder);
    }

    private void use(FlowTable other) {
        table = other;
        packets = new Connection(other);
    }

    private Flow send(PacketBuilder packet) {
        return packets.send(packet).flow();
    }

    private static PacketBuilder udp(String source, int sourcePort, String destination, int destinationPort) {
        return PacketBuilder.raw()
                .ipv4(source, destination)
                .udp(sourcePort, destinationPort)
                .payload("12");
    }

    private static PacketBuilder syn(int port) {
        return PacketBuilder.raw().ipv4(A, B).tcp(port, 80).flags(TcpFlags.SYN);
    }

    @Test
    void shouldCountBothDirectionsOfAFlow() {
        Flow flow = send(udp(A, 1, B, 53));
        assertThat(flow.isEstablished()).isFalse();
        packets.later(1.5);
        send(udp(A, 1, B, 53));
        assertThat(flow.isEstablished()).isFalse();
        Flow answered = send(udp(B, 53, A, 1));

        assertThat(answered).isSameAs(flow);
        assertThat(flow.isEstablished()).isTrue();
        assertThat(flow.state()).isEqualTo(FlowState.ESTABLISHED);
        assertThat(flow.direction()).isEqualTo(Direction.TO_CLIENT);
        assertThat(flow.packets(Direction.TO_SERVER)).isEqualTo(2);
        assertThat(flow.packets(Direction.TO_CLIENT)).isEqualTo(1);
        assertThat(flow.bytes(Direction.TO_SERVER)).isEqualTo(60);
        assertThat(flow.bytes(Direction.TO_CLIENT)).isEqualTo(30);
        assertThat(flow.lastNs() - flow.startNs()).isEqualTo(1_500_000_000);
        assertThat(flow.sourceLow()).isEqualTo(0xFFFF_C612_0001L);
        assertThat(flow.destinationLow()).isEqualTo(0xFFFF_C612_0002L);
        assertThat(flow.sourcePort()).isEqualTo(1);
        assertThat(flow.destinationPort()).isEqualTo(53);
        assertThat(flow.stream(Direction.TO_SERVER)).isNull();
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void shouldTellFlowsApart() {
        send(udp(A, 1, B, 53));
        send(udp(A, 2, B, 53));
        send(udp(A, 1, B, 54));
        send(udp(ROUTER, 1, B, 53));
        send(udp(A, 53, B, 1));
        send(PacketBuilder.raw().ipv4(A, B).tcp(1, 53).flags(TcpFlags.SYN));
        send(PacketBuilder.raw().ipv4(A, B).sctp(1, 53));
        send(PacketBuilder.raw().ipv6("fd00::1", "fd00::2").udp(1, 53));

        assertThat(table.size()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"true, 3", "false, 1"})
    void shouldKeepVlansApartWhereAsked(boolean usesVlan, int flows) {
        use(table(100, usesVlan));
        for (int vlan = 1; vlan <= 3; vlan++) {
            packets.sendFrame(
                    PacketBuilder.ethernet().vlan(vlan).ipv4(A, B).udp(1, 2).payload(""));
        }

        assertThat(table.size()).isEqualTo(flows);
    }

    @Test
    void shouldTakeAnEchosIdentifierForAPort() {
        Flow flow = send(PacketBuilder.raw().ipv4(A, B).icmp(8, 0, 0x0001_0001));
        send(PacketBuilder.raw().ipv4(B, A).icmp(0, 0, 0x0001_0001));
        assertThat(flow.isEstablished()).isTrue();
        assertThat(flow.direction()).isEqualTo(Direction.TO_CLIENT);
        send(PacketBuilder.raw().ipv4(A, B).icmp(8, 0, 0x0002_0001));

        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void shouldMakeAFlowForEachDirectionOfIcmpWithoutIdentifier() {
        send(PacketBuilder.raw().ipv4(A, B).icmp(40, 1, 0));
        Flow flow = send(PacketBuilder.raw().ipv4(B, A).icmp(40, 1, 0));

        assertThat(flow.isEstablished()).isFalse();
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void shouldGiveAnUnreachableMessageToTheFlowThatItTellsOf() {
        PacketBuilder query = udp(A, 1, B, 53);
        Flow flow = send(query);

        Flow found = send(PacketBuilder.raw().ipv4(ROUTER, A).icmp(3, 1, 0).payload(query.bytes()));

        assertThat(found).isSameAs(flow);
        assertThat(flow.direction()).isEqualTo(Direction.TO_CLIENT);
        assertThat(flow.isEstablished()).isFalse();
        assertThat(flow.packets(Direction.TO_CLIENT)).isEqualTo(1);
        assertThat(table.size()).isEqualTo(1);
        assertThat(send(query).isEstablished()).isFalse();
        assertThat(send(udp(B, 53, A, 1)).isEstablished()).isTrue();
    }

    @ParameterizedTest(name = "type {0}, {1} bytes of the packet")
    @CsvSource({"3, 30", "3, 27", "3, 19", "3, 0", "11, 30", "5, 30", "4, 30", "12, 30"})
    void shouldMakeNoFlowForAnError(int type, int length) {
        byte[] inner = Arrays.copyOf(udp(A, 1, B, 53).bytes(), length);

        assertThat(send(PacketBuilder.raw().ipv4(B, A).icmp(type, 0, 0).payload(inner)))
                .isNull();
        assertThat(table.size()).isZero();
    }

    @Test
    void shouldMakeNoFlowForWhatHasNoPorts() {
        assertThat(send(PacketBuilder.raw().ipv4(A, B).protocol(200).payload("abcd")))
                .isNull();
        assertThat(send(PacketBuilder.raw().ipv4(A, B).fragmentBits(1).payload("8 bytes!")))
                .isNull();
        assertThat(send(PacketBuilder.raw().ipv6("fd00::1", "fd00::2").icmp(1, 0, 0)))
                .isNull();
    }

    @ParameterizedTest(name = "{0} after {1} s: {2}")
    @CsvSource({
        "new UDP,         30,  true",
        "new UDP,         31,  false",
        "established UDP, 300, true",
        "established UDP, 301, false",
        "new TCP,         60,  true",
        "new TCP,         61,  false",
        "established TCP, 600, true",
        "established TCP, 601, false",
        "closed TCP,      60,  true",
        "closed TCP,      61,  false"
    })
    void shouldForgetFlowsThatAreIdle(String kind, int seconds, boolean kept) {
        switch (kind) {
            case "new UDP" -> send(udp(A, 1, B, 53));
            case "established UDP" -> {
                send(udp(A, 1, B, 53));
                send(udp(B, 53, A, 1));
            }
            case "new TCP" -> packets.client("S", 0, 0);
            case "established TCP" -> packets.handshake();
            default -> packets.handshake().client("R", 1, 0);
        }

        packets.later(seconds);
        assertThat(table.expire(packets.nowNs())).isEqualTo(kept ? 0 : 1);
        assertThat(table.size()).isEqualTo(kept ? 1 : 0);
        assertThat(recorder.ended()).hasSize(kept ? 0 : 1);
    }

    @Test
    void shouldBeginAnewWhenAPacketComesTooLate() {
        send(udp(A, 1, B, 53)).setAttachment("old");
        packets.later(31);
        Flow flow = send(udp(B, 53, A, 1));

        assertThat(flow.attachment()).isNull();
        assertThat(flow.direction()).isEqualTo(Direction.TO_SERVER);
        assertThat(flow.packets(Direction.TO_SERVER)).isEqualTo(1);
        assertThat(recorder.ended()).containsExactly(1);
    }

    @Test
    void shouldExpireABoundedNumberOfFlowsAtOnce() {
        use(table(1000, true));
        for (int i = 0; i < 1000; i++) {
            send(udp(A, i, B, 53));
        }
        packets.later(1000);

        int expired = table.expire(packets.nowNs());
        assertThat(expired).isBetween(1, 999);
        assertThat(table.size()).isEqualTo(1000 - expired);
        while (table.size() > 0) {
            assertThat(table.expire(packets.nowNs())).isPositive();
        }
        assertThat(recorder.ended()).hasSize(1000).doesNotHaveDuplicates();
    }

    @Test
    void shouldMakeRoomByForgettingWhatIsWorthLeast() {
        use(table(4, true));
        packets.port(1).handshake().later(1);
        packets.port(2).handshake().client("R", 1, 0).later(1);
        send(syn(3));
        packets.later(1);
        send(syn(4));
        for (int port = 5; port <= 8; port++) {
            packets.later(1);
            send(syn(port));
            assertThat(table.size()).isLessThanOrEqualTo(4);
        }

        assertThat(recorder.ended()).containsExactly(2, 3, 4, 5);
        assertThat(table.evictions()).isEqualTo(4);
        assertThat(table.emergencies()).isPositive();
        assertThat(packets.port(1).client("A", 1, 1).flow().isEstablished()).isTrue();
    }

    @Test
    void shouldRefuseANewFlowWhereNoneMayGiveWay() {
        FlowSettings settings = FlowSettings.DEFAULT;
        use(new FlowTable(
                Arena.ofAuto(),
                new FlowSettings(2, 0, true, settings.timeouts(), 0, 0, 42, settings.stream(), false),
                recorder));
        assertThat(send(syn(1))).isNotNull();
        assertThat(send(syn(2))).isNotNull();
        assertThat(send(syn(3))).isNull();
        assertThat(send(syn(1))).isNotNull();
        assertThat(table.flowRefusals()).isEqualTo(1);
        assertThat(table.evictions()).isZero();

        packets.later(6);

        assertThat(send(syn(3))).as("the others have timed out").isNotNull();
    }

    @Test
    void shouldForgetSoonerInAnEmergencyAndRecover() {
        use(table(20, true));
        for (int port = 0; port < 21; port++) {
            send(syn(port));
        }
        assertThat(table.inEmergency()).isTrue();
        packets.later(5);
        assertThat(table.expire(packets.nowNs())).isZero();
        packets.later(1);

        assertThat(table.expire(packets.nowNs())).isPositive();
        assertThat(table.inEmergency()).isFalse();
        assertThat(table.emergencies()).isEqualTo(1);
    }

    @Test
    void shouldEndAllFlowsAtACapturesEnd() {
        packets.handshake().client("PA", 1, 1, "unacknowledged");
        send(udp(A, 1, B, 53)).setFlowbit(3);

        table.endAll();

        assertThat(recorder.toServer()).isEqualTo("unacknowledged|");
        assertThat(recorder.ended()).containsExactlyInAnyOrder(40_000, 1);
        assertThat(table.size()).isZero();
        assertThat(send(udp(A, 1, B, 53)).flowbit(3)).isFalse();
    }

    @Test
    void shouldKeepVariablesWithTheFlow() {
        Flow flow = send(udp(A, 1, B, 53));
        assertThat(flow.flowbit(69)).isFalse();
        assertThat(flow.hasFlowint(2)).isFalse();
        flow.unsetFlowbit(69);
        flow.setFlowbit(69);
        flow.setFlowbit(5);
        flow.toggleFlowbit(5);
        flow.toggleFlowbit(6);
        flow.setFlowint(2, -7);
        flow.drop();
        send(udp(A, 2, B, 53)).pass();

        Flow again = send(udp(B, 53, A, 1));
        assertThat(again.flowbit(69)).isTrue();
        assertThat(again.flowbit(5)).isFalse();
        assertThat(again.flowbit(6)).isTrue();
        assertThat(again.flowbit(64)).isFalse();
        assertThat(again.hasFlowint(2)).isTrue();
        assertThat(again.hasFlowint(1)).isFalse();
        assertThat(again.flowint(2)).isEqualTo(-7);
        assertThat(again.isDropped()).isTrue();
        assertThat(again.isPassed()).isFalse();
        assertThat(send(udp(A, 2, B, 53)).isPassed()).isTrue();
    }

    @Test
    void shouldCountVariablesThatThereIsNoMemoryFor() {
        use(new FlowTable(
                Arena.ofAuto(),
                new FlowSettings(10, 0, true, FlowTimeouts.DEFAULT, 70, 3, 42, StreamSettings.DEFAULT, true),
                recorder));
        Flow flow = send(udp(A, 1, B, 53));
        flow.setFlowbit(1);
        flow.setFlowint(1, 1);

        assertThat(flow.flowbit(1)).isFalse();
        assertThat(flow.hasFlowint(1)).isFalse();
        assertThat(table.variableRefusals()).isEqualTo(2);
    }

    @Test
    void shouldNotMindTimeThatGoesBackwards() {
        send(udp(A, 1, B, 53));
        packets.later(-100);
        Flow flow = send(udp(A, 1, B, 53));

        assertThat(flow.packets(Direction.TO_SERVER)).isEqualTo(2);
        assertThat(flow.lastNs()).isEqualTo(flow.startNs());
    }
}
