package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PacketDecoderTest {
    private final PacketDecoder decoder = new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT));
    private final PacketView view = new PacketView();

    private PacketView decode(MemorySegment bytes, LinkType link) {
        decoder.decode(bytes, 0, (int) bytes.byteSize(), link, 5, ChecksumMode.VALIDATE, view);
        return view;
    }

    @Test
    void shouldReadEveryFieldOfTcpOverIpv4() {
        MemorySegment bytes = PacketBuilder.ethernet()
                .ipv4("198.18.0.1", "198.18.0.2")
                .tos(0x2E)
                .ttl(63)
                .id(0xBEEF)
                .fragmentBits(PacketView.DONT_FRAGMENT)
                .tcp(1024, 80)
                .flags(TcpFlags.SYN | TcpFlags.ECE | TcpFlags.CWR | TcpFlags.NS)
                .sequence(0x89ABCDEF)
                .acknowledgment(7)
                .window(4096)
                .urgentPointer(3)
                .payload("hello")
                .build();

        decode(bytes, LinkType.ETHERNET);

        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(view.checksumsGood()).isTrue();
        assertThat(view.timestampNs()).isEqualTo(5);
        assertThat(view.etherType()).isEqualTo(0x0800);
        assertThat(view.ipVersion()).isEqualTo(4);
        assertThat(view.networkOffset()).isEqualTo(14);
        assertThat(view.networkHeaderLength()).isEqualTo(20);
        assertThat(view.networkLength()).isEqualTo(45);
        assertThat(view.tos()).isEqualTo(0x2E);
        assertThat(view.ttl()).isEqualTo(63);
        assertThat(view.ipId()).isEqualTo(0xBEEF);
        assertThat(view.dontFragment()).isTrue();
        assertThat(view.isFragment()).isFalse();
        assertThat(view.sourceIpv4()).isEqualTo(0xC6120001);
        assertThat(view.destinationLow()).isEqualTo(0xFFFF_C612_0002L);
        assertThat(view.protocol()).isEqualTo(IpProtocol.TCP);
        assertThat(view.transportOffset()).isEqualTo(34);
        assertThat(view.transportHeaderLength()).isEqualTo(20);
        assertThat(view.sourcePort()).isEqualTo(1024);
        assertThat(view.destinationPort()).isEqualTo(80);
        assertThat(view.tcpFlags()).isEqualTo(0x1C2);
        assertThat(view.sequence()).isEqualTo(0x89ABCDEF);
        assertThat(view.acknowledgment()).isEqualTo(7);
        assertThat(view.window()).isEqualTo(4096);
        assertThat(view.urgentPointer()).isEqualTo(3);
        assertThat(view.payloadOffset()).isEqualTo(54);
        assertThat(view.payloadLength()).isEqualTo(5);
        assertThat(view.depth()).isZero();
        assertThat(decoder.descend(view)).isFalse();
    }

    private static PacketBuilder ipv4() {
        return PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2");
    }

    private static PacketBuilder ipv6() {
        return PacketBuilder.raw().ipv6("fd00::1", "fd00::2");
    }

    private void decode(PacketBuilder packet) {
        decode(packet.build(), LinkType.RAW);
    }

    @Test
    void shouldReadIpv6AddressesAndHeaders() {
        decode(PacketBuilder.raw()
                .ipv6("fd00:1:2:3::a", "fd00:4:5:6::b")
                .tos(0xAB)
                .ttl(9)
                .extension(IpProtocol.HOP_BY_HOP, "00 050200000000")
                .extension(IpProtocol.AUTHENTICATION, "04 0000" + "00".repeat(20))
                .extension(IpProtocol.DESTINATION, "01 010c" + "00".repeat(12))
                .udp(1, 2)
                .payload("xy"));

        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(view.checksumsGood()).isTrue();
        assertThat(view.sourceHigh()).isEqualTo(0xFD00_0001_0002_0003L);
        assertThat(view.sourceLow()).isEqualTo(10);
        assertThat(view.destinationHigh()).isEqualTo(0xFD00_0004_0005_0006L);
        assertThat(view.destinationLow()).isEqualTo(11);
        assertThat(view.tos()).isEqualTo(0xAB);
        assertThat(view.ttl()).isEqualTo(9);
        assertThat(view.protocol()).isEqualTo(IpProtocol.UDP);
        assertThat(view.networkHeaderLength()).isEqualTo(40 + 8 + 24 + 16);
        assertThat(view.payloadLength()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"8, true", "0, true", "13, true", "17, true", "3, false", "11, false", "5, false"})
    void shouldReadAnIcmpIdentifierWhereTheTypeHasOne(int type, boolean hasId) {
        decode(ipv4().icmp(type, 2, 0x12345678).payload("data"));

        assertThat(view.icmpType()).isEqualTo(type);
        assertThat(view.icmpCode()).isEqualTo(2);
        assertThat(view.icmpHasId()).isEqualTo(hasId);
        assertThat(view.icmpId()).isEqualTo(hasId ? 0x1234 : 0);
        assertThat(view.icmpSequence()).isEqualTo(hasId ? 0x5678 : 0);
        assertThat(view.payloadLength()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"128, true", "129, true", "1, false", "135, false"})
    void shouldReadAnIcmpv6IdentifierOfEchoesOnly(int type, boolean hasId) {
        decode(ipv6().icmp(type, 0, 0x12345678));

        assertThat(view.protocol()).isEqualTo(IpProtocol.ICMPV6);
        assertThat(view.icmpHasId()).isEqualTo(hasId);
        assertThat(view.icmpSequence()).isEqualTo(hasId ? 0x5678 : 0);
    }

    @Test
    void shouldReadSctpPorts() {
        decode(ipv4().sctp(5000, 36412).payload("chunk"));

        assertThat(view.sourcePort()).isEqualTo(5000);
        assertThat(view.destinationPort()).isEqualTo(36412);
        assertThat(view.payloadLength()).isEqualTo(5);
    }

    @Test
    void shouldEndAUdpPayloadWhereItsHeaderSays() {
        decode(ipv4().udp(1, 2).udpLength(10).payload("abcdef"));

        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(view.payloadLength()).isEqualTo(2);
    }

    @Test
    void shouldForgetThePacketBefore() {
        decode(
                PacketBuilder.ethernet()
                        .vlan(5)
                        .ipv4("198.18.0.1", "198.18.0.2")
                        .gre()
                        .ipv4("198.18.0.3", "198.18.0.4")
                        .tcp(1, 2)
                        .build(),
                LinkType.ETHERNET);
        assertThat(decoder.descend(view)).isTrue();
        decode(PacketBuilder.offHeap(new byte[1]), LinkType.RAW);
        PacketView fresh = new PacketView();
        fresh.begin(view.memory(), 0, 1, 1);
        fresh.timestampNs = 5;
        fresh.note(Malformed.IP_VERSION);
        fresh.tell(DecodeEvent.IPRAW_INVALID_IP_VERSION);

        assertThat(view)
                .usingRecursiveComparison()
                .ignoringFields("memory", "innerMemory", "innerOffset", "innerLength", "innerEtherType")
                .isEqualTo(fresh);
    }

    /// Offset by offset: where a byte is set to a lie, and what that is called.
    @ParameterizedTest
    @CsvSource({
        "0,  0x44, IPV4_HEADER",
        "0,  0x4f, IPV4_HEADER",
        "0,  0x55, IP_VERSION",
        "0,  0x65, IPV6_EXTENSION",
        "3,  0x13, IPV4_LENGTH",
        "3,  0xff, IPV4_LENGTH",
        "3,  0x27, TCP_HEADER",
        "32, 0x40, TCP_HEADER",
        "32, 0xf0, TCP_HEADER",
        "32, 0x60, TCP_OPTIONS"
    })
    void shouldNameTheLieInATcpPacket(int at, String value, Malformed reason) {
        byte[] bytes = ipv4().tcp(1, 2).payload("\2\1xxxxxxxxxxxx").bytes();
        bytes[at] = (byte) (int) Integer.decode(value);
        decode(PacketBuilder.offHeap(bytes), LinkType.RAW);

        assertThat(view.malformed()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "6, TCP_HEADER",
        "17, UDP_HEADER",
        "1, ICMP_HEADER",
        "58, ICMP_HEADER",
        "132, SCTP_HEADER",
        "47, GRE_HEADER",
        "50, NONE",
        "4, NONE"
    })
    void shouldNameTheHeaderThatIsTooShort(int protocol, Malformed reason) {
        decode(ipv4().protocol(protocol).payload("abc"));
        assertThat(view.malformed()).isEqualTo(reason);
        decode(ipv6().protocol(protocol).payload("abc"));
        assertThat(view.malformed()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"7", "200"})
    void shouldNameAUdpLengthThatLies(int length) {
        decode(ipv4().udp(1, 2).udpLength(length).payload("abc"));

        assertThat(view.malformed()).isEqualTo(Malformed.UDP_HEADER);
        assertThat(view.destinationPort()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"16, NONE", "17, IPV6_EXTENSION"})
    void shouldBoundTheNumberOfExtensionHeaders(int count, Malformed reason) {
        PacketBuilder packet = ipv6();
        for (int i = 0; i < count; i++) {
            packet.extension(IpProtocol.DESTINATION, "00 010400000000");
        }
        decode(packet.udp(1, 2));

        assertThat(view.malformed()).isEqualTo(reason);
    }

    @Test
    void shouldNameAnIpv6LengthThatLies() {
        byte[] bytes = ipv6().udp(1, 2).bytes();
        bytes[5]++;
        decode(PacketBuilder.offHeap(bytes), LinkType.RAW);

        assertThat(view.malformed()).isEqualTo(Malformed.IPV6_LENGTH);
        assertThat(view.sourceLow()).isEqualTo(1);
    }

    @Test
    void shouldNameAnExtensionHeaderThatReachesPastTheEnd() {
        decode(ipv6().extension(IpProtocol.DESTINATION, "09 010400000000").udp(1, 2));

        assertThat(view.malformed()).isEqualTo(Malformed.IPV6_EXTENSION);
    }

    @Test
    void shouldStopAtNoNextHeader() {
        decode(ipv6().protocol(IpProtocol.NO_NEXT_HEADER).payload("rest"));

        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(view.protocol()).isEqualTo(IpProtocol.NO_NEXT_HEADER);
        assertThat(view.payloadLength()).isEqualTo(4);
    }
}
