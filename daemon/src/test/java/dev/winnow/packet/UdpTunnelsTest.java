package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UdpTunnelsTest {
    private static final String VXLAN_HEADER = "08000000 00002a00";
    private static final int VXLAN = 4789;
    private static final int TEREDO = 3544;
    private static final int GENEVE = 6081;

    private final PacketView view = new PacketView();
    private final PacketDecoder decoder = decoder(UdpTunnels.DEFAULT);

    private static PacketDecoder decoder(UdpTunnels tunnels) {
        return new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT), tunnels, false);
    }

    private static PacketBuilder udp(int source, int destination) {
        return PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2").udp(source, destination);
    }

    private static PacketBuilder frame(PacketBuilder builder) {
        return builder.innerEthernet()
                .vlan(9)
                .ipv4("198.18.1.1", "198.18.1.2")
                .tcp(1024, 80)
                .payload("GET");
    }

    private static PacketBuilder ipv6(PacketBuilder builder) {
        return builder.ipv6("fd00::1", "fd00::2").tcp(1024, 80).payload("GET");
    }

    private void decode(byte[] bytes) {
        decode(decoder, bytes);
    }

    private void decode(PacketDecoder by, byte[] bytes) {
        by.decode(PacketBuilder.offHeap(bytes), 0, bytes.length, LinkType.RAW, 0, ChecksumMode.VALIDATE, view);
    }

    @Test
    void shouldShowTheDatagramAndThenTheFrameInVxlan() {
        decode(frame(udp(1, VXLAN).shim(VXLAN_HEADER)).bytes());

        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(view.destinationPort()).isEqualTo(VXLAN);
        assertThat(view.payloadLength()).isEqualTo(8 + 14 + 4 + 20 + 20 + 3);
        assertThat(view.vlanCount()).isZero();

        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.outerKind()).isEqualTo(OuterKind.VXLAN);
        assertThat(view.depth()).isEqualTo(1);
        assertThat(view.vlanId(0)).isEqualTo(9);
        assertThat(view.destinationPort()).isEqualTo(80);
        assertThat(view.payloadLength()).isEqualTo(3);
        assertThat(view.checksumsGood()).isTrue();
        assertThat(decoder.descend(view)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00006558 00002a00", // no options
                "02406558 00002a00 0102030400000000", // two words of options, one of them critical
            })
    void shouldShowTheDatagramAndThenTheFrameInGeneve(String header) {
        decode(frame(udp(1, GENEVE).shim(header)).bytes());

        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.outerKind()).isEqualTo(OuterKind.GENEVE);
        assertThat(view.vlanId(0)).isEqualTo(9);
        assertThat(view.payloadLength()).isEqualTo(3);
        assertThat(view.checksumsGood()).isTrue();
    }

    @Test
    void shouldShowThePacketInGeneve() {
        decode(ipv6(udp(1, GENEVE).shim("000086dd 00002a00")).bytes());

        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.ipVersion()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "40006558 00002a00", // another version
                "00000806 00002a00", // what is not followed
                "3f006558 00002a00", // more options than bytes
            })
    void shouldTakeWhatHasNoGeneveHeaderForAnOrdinaryDatagram(String header) {
        assertOrdinary(frame(udp(1, GENEVE).shim(header)).bytes());
    }

    @ParameterizedTest
    @CsvSource({"3544, 1, ''", "1, 3544, ''", "3544, 1, 0000 edba 39edfffe"})
    void shouldShowTheDatagramAndThenTheIpv6PacketInTeredo(int source, int destination, String origin) {
        decode(ipv6(udp(source, destination).shim(origin)).bytes());

        assertThat(view.ipVersion()).isEqualTo(4);
        assertThat(view.payloadLength()).isEqualTo(PacketBuilder.hex(origin).length + 40 + 20 + 3);
        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.outerKind()).isEqualTo(OuterKind.TEREDO);
        assertThat(view.ipVersion()).isEqualTo(6);
        assertThat(view.destinationPort()).isEqualTo(80);
        assertThat(view.checksumsGood()).isTrue();
        assertThat(decoder.descend(view)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000 00002a00", // no identifier
                "08000000 00002a01", // the last byte is reserved
            })
    void shouldTakeWhatHasNoVxlanHeaderForAnOrdinaryDatagram(String header) {
        assertOrdinary(frame(udp(1, VXLAN).shim(header)).bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "00", // shorter than any header
                "0000 edba 39edfffe", // nothing behind the origin
                "0001 0000 0000000000000000 00", // authentication
                "40", // another version
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            })
    void shouldTakeWhatIsNoTeredoForAnOrdinaryDatagram(String payload) {
        assertOrdinary(udp(1, TEREDO).payload(PacketBuilder.hex(payload)).bytes());
    }

    @ParameterizedTest
    @CsvSource({"0, 0x40", "5, 0x11", "7, 0x00"})
    void shouldTakeAnIpv6PacketThatLiesForAnOrdinaryDatagram(int at, int value) {
        byte[] bytes = ipv6(udp(1, TEREDO)).bytes();
        bytes[28 + at] = (byte) value;
        bytes[26] = 0;
        bytes[27] = 0;

        assertOrdinary(bytes);
    }

    private void assertOrdinary(byte[] bytes) {
        decode(bytes);
        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(view.payloadLength()).isEqualTo(bytes.length - 28);
        assertThat(decoder.descend(view)).isFalse();
    }

    @Test
    void shouldNotLookForAFrameInADatagramThatCannotHoldOne() {
        byte[] whole = frame(udp(1, VXLAN).shim(VXLAN_HEADER)).bytes();
        for (int length = 0; length < 8 + 14; length++) {
            assertOrdinary(udp(1, VXLAN)
                    .payload(Arrays.copyOfRange(whole, 28, 28 + length))
                    .bytes());
        }
    }

    @Test
    void shouldLookOnlyWhereItIsToldTo() {
        BitSet port = new BitSet();
        port.set(8472);
        byte[] assigned = frame(udp(1, VXLAN).shim(VXLAN_HEADER)).bytes();
        byte[] other = frame(udp(1, 8472).shim(VXLAN_HEADER)).bytes();
        byte[] reply = frame(udp(8472, 1).shim(VXLAN_HEADER)).bytes();
        PacketDecoder told = decoder(new UdpTunnels(port, new BitSet(), new BitSet()));

        decode(told, assigned);
        assertThat(view.hasInner()).isFalse();
        decode(told, other);
        assertThat(view.hasInner()).isTrue();
        decode(told, reply);
        assertThat(view.hasInner()).isFalse();
        decode(told, ipv6(udp(1, TEREDO)).bytes());
        assertThat(view.hasInner()).isFalse();
    }

    @Test
    void shouldBoundHowDeepTunnelsNest() {
        PacketBuilder packet = PacketBuilder.raw();
        for (int i = 0; i < TunnelDecoder.MAX_DEPTH + 3; i++) {
            packet.ipv4("198.18.0.1", "198.18.0.2")
                    .udp(1, VXLAN)
                    .shim(VXLAN_HEADER)
                    .innerEthernet();
        }
        decode(packet.ipv4("198.18.0.1", "198.18.0.2").udp(1, 2).bytes());
        int depth = 0;
        while (decoder.descend(view)) {
            depth++;
        }

        assertThat(depth).isEqualTo(TunnelDecoder.MAX_DEPTH);
        assertThat(view.malformed()).isEqualTo(Malformed.TUNNEL_DEPTH);
    }

    @Test
    void shouldFindThePacketInsideWhereTheKernelCopiedLess() {
        byte[] whole = ipv6(udp(1, TEREDO)).payload("x".repeat(100)).bytes();
        byte[] cut = Arrays.copyOf(whole, 28 + 40 + 20 + 7);
        decoder.decodeIp(PacketBuilder.offHeap(cut), 0, cut.length, whole.length, 0, ChecksumMode.VALIDATE, view);

        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(view.truncated()).isTrue();
        assertThat(view.payloadLength()).isEqualTo(7);
    }
}
