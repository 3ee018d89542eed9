package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TunnelDecoderTest {
    private final PacketDecoder decoder = new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT));
    private final PacketView view = new PacketView();

    private static PacketBuilder ip(PacketBuilder builder, int version) {
        return version == 4 ? builder.ipv4("198.18.0.1", "198.18.0.2") : builder.ipv6("fd00::1", "fd00::2");
    }

    private void decode(byte[] bytes) {
        decoder.decode(PacketBuilder.offHeap(bytes), 0, bytes.length, LinkType.RAW, 0, ChecksumMode.VALIDATE, view);
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "4, 6", "6, 4", "6, 6"})
    void shouldDescendIntoIpInIp(int outer, int inner) {
        decode(ip(ip(PacketBuilder.raw(), outer).ttl(3), inner)
                .udp(53, 1000)
                .payload("in")
                .bytes());

        assertThat(view.ipVersion()).isEqualTo(outer);
        assertThat(view.ttl()).isEqualTo(3);
        assertThat(view.protocol()).isEqualTo(inner == 4 ? IpProtocol.IPV4 : IpProtocol.IPV6);
        assertThat(view.payloadLength()).isZero();
        assertThat(view.hasInner()).isTrue();
        assertThat(view.outerKind()).isEqualTo(OuterKind.NONE);

        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.ipVersion()).isEqualTo(inner);
        assertThat(view.ttl()).isEqualTo(64);
        assertThat(view.depth()).isEqualTo(1);
        assertThat(view.outerKind()).isEqualTo(OuterKind.IP_IN_IP);
        assertThat(view.sourcePort()).isEqualTo(53);
        assertThat(view.payloadLength()).isEqualTo(2);
        assertThat(view.checksumsGood()).isTrue();
        assertThat(view.reassembled()).isFalse();
        assertThat(decoder.descend(view)).isFalse();
        assertThat(view.sourcePort()).isEqualTo(53);
    }

    @ParameterizedTest
    @CsvSource({
        "0x0000, ''",
        "0x8000, 11110000",
        "0x2000, 00000001",
        "0x1000, 00000002",
        "0xb000, 11110000 00000001 00000002",
        "0x4000, 11110000 0800 0004 c6120003 0000 0000",
        "0x3001, 00040001 00000002",
        "0x3081, 00040001 00000002 00000003"
    })
    void shouldFindThePacketBehindAnyGreFlags(String flags, String rest) {
        decode(ip(ip(PacketBuilder.raw(), 4).gre(Integer.decode(flags), rest), 6)
                .udp(53, 1000)
                .payload("in")
                .bytes());

        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(view.transportHeaderLength()).isEqualTo(4 + PacketBuilder.hex(rest).length);
        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.outerKind()).isEqualTo(OuterKind.GRE);
        assertThat(view.destinationPort()).isEqualTo(1000);
    }

    @Test
    void shouldFindTheFrameInGre() {
        decode(ip(ip(PacketBuilder.raw(), 4).gre().innerEthernet().vlan(9), 4)
                .tcp(1, 2)
                .bytes());

        assertThat(view.vlanCount()).isZero();
        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.vlanId(0)).isEqualTo(9);
        assertThat(view.destinationPort()).isEqualTo(2);
    }

    @Test
    void shouldFindThePppPacketInEnhancedGre() {
        byte[] inner = ip(PacketBuilder.raw(), 4).udp(7, 8).bytes();
        byte[] gre = Layer.join(PacketBuilder.hex("3001 880b 0000 0001 00000002 ff03 0021"), inner);
        decode(ip(PacketBuilder.raw(), 4).protocol(IpProtocol.GRE).payload(gre).bytes());

        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(view.sourcePort()).isEqualTo(7);
    }

    @Test
    void shouldFindTheMirroredFrameInErspan() {
        decode(ip(ip(PacketBuilder.raw(), 4).erspan().innerEthernet().vlan(9), 6)
                .tcp(1, 2)
                .bytes());
        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.outerKind()).isEqualTo(OuterKind.GRE);
        assertThat(view.vlanId(0)).isEqualTo(9);
        assertThat(view.destinationPort()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1007 0000 00000000, 7", "1000 0000 00000000, 0"})
    void shouldFindTheMirroredFrameAndItsVlanInErspanOfTypeTwo(String header, int vlan) {
        decode(ip(ip(PacketBuilder.raw(), 6).erspan(header).innerEthernet(), 4)
                .tcp(1, 2)
                .bytes());
        assertThat(view.payloadLength()).isZero();
        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(view.vlanCount()).isEqualTo(vlan == 0 ? 0 : 1);
        assertThat(view.vlanId(0)).isEqualTo(vlan);
        assertThat(view.destinationPort()).isEqualTo(2);
    }

    @Test
    void shouldTakeErspanOfAnotherVersionForPayload() {
        decode(ip(ip(PacketBuilder.raw(), 4).erspan("2007 0000 00000000").innerEthernet(), 4)
                .tcp(1, 2)
                .bytes());
        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(view.payloadLength()).isEqualTo(8 + 14 + 40);
        assertThat(decoder.descend(view)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10", "1007 0000 000000", "1007 0000 00000000", "1007 0000 00000000 00112233445566778899aabb 08"
            })
    void shouldNameAMirroredFrameThatIsCutShort(String carried) {
        decode(ip(PacketBuilder.raw(), 4)
                .protocol(IpProtocol.GRE)
                .payload(PacketBuilder.hex("1000 88be 00000001" + carried))
                .bytes());
        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.malformed()).isEqualTo(Malformed.LINK_TRUNCATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0002 0800", "2000 0800 0000", "4000 0800 0000 0000 0800 0009 00"})
    void shouldNameAGreHeaderThatLies(String hex) {
        decode(ip(PacketBuilder.raw(), 4)
                .protocol(IpProtocol.GRE)
                .payload(PacketBuilder.hex(hex))
                .bytes());

        assertThat(view.malformed()).isEqualTo(Malformed.GRE_HEADER);
        assertThat(decoder.descend(view)).isFalse();
    }

    @Test
    void shouldTakeWhatIsNoPacketInGreForPayload() {
        decode(ip(PacketBuilder.raw(), 4)
                .protocol(IpProtocol.GRE)
                .payload(PacketBuilder.hex("0000 1234 616263"))
                .bytes());

        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(view.payloadLength()).isEqualTo(3);
        assertThat(decoder.descend(view)).isFalse();
    }

    @Test
    void shouldBoundHowDeepTunnelsNest() {
        PacketBuilder packet = PacketBuilder.raw();
        for (int i = 0; i < TunnelDecoder.MAX_DEPTH + 5; i++) {
            ip(packet, 4);
        }
        decode(packet.udp(1, 2).bytes());
        int depth = 0;
        while (decoder.descend(view)) {
            depth++;
        }

        assertThat(depth).isEqualTo(TunnelDecoder.MAX_DEPTH);
        assertThat(view.malformed()).isEqualTo(Malformed.TUNNEL_DEPTH);
    }

    @Test
    void shouldNotTakeTheInnerPacketForMalformedWhereTheKernelCopiedLess() {
        byte[] whole = ip(ip(PacketBuilder.raw(), 4), 4)
                .tcp(1, 2)
                .payload("x".repeat(100))
                .bytes();
        byte[] cut = Arrays.copyOf(whole, 90);
        decoder.decodeIp(PacketBuilder.offHeap(cut), 0, cut.length, whole.length, 0, ChecksumMode.VALIDATE, view);

        assertThat(view.truncated()).isTrue();
        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(view.truncated()).isTrue();
        assertThat(view.payloadLength()).isEqualTo(30);
    }
}
