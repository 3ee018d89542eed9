package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinkLayerDecoderTest {
    private final PacketDecoder decoder = new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT));
    private final PacketView view = new PacketView();

    private void decode(byte[] bytes, LinkType link) {
        decoder.decode(PacketBuilder.offHeap(bytes), 0, bytes.length, link, 0, ChecksumMode.VALIDATE, view);
    }

    private static byte[] udp(PacketBuilder builder, int ipVersion) {
        return (ipVersion == 4 ? builder.ipv4("198.18.0.1", "198.18.0.2") : builder.ipv6("fd00::1", "fd00::2"))
                .udp(53, 1000)
                .payload("abc")
                .bytes();
    }

    @ParameterizedTest
    @CsvSource({
        "RAW,       '', 4",
        "RAW,       '', 6",
        "NULL,      02000000, 4",
        "NULL,      00000002, 4",
        "NULL,      1e000000, 6",
        "NULL,      0000001c, 6",
        "NULL,      18000000, 6",
        "NULL,      0a000000, 6",
        "LOOP,      00000002, 4",
        "LOOP,      00000018, 6",
        "PPP,       ff030021, 4",
        "PPP,       ff030057, 6",
        "PPP,       0021, 4",
        "PPP,       21, 4",
        "PPP,       ff0357, 6",
        "C_HDLC,    0f000800, 4",
        "C_HDLC,    8f0086dd, 6",
        "ETHERNET,  020000000001 020000000002 0800, 4",
        "ETHERNET,  020000000001 020000000002 86dd, 6",
        "ETHERNET,  020000000001 020000000002 8847 00001000 00002100, 4",
        "ETHERNET,  020000000001 020000000002 8847 00002100, 6",
        "ETHERNET,  020000000001 020000000002 8864 1100 0001 0021 0021, 4",
        "LINUX_SLL, 0000 0001 0006 0200000000010000 0800, 4",
        "LINUX_SLL, 0000 0001 0006 0200000000010000 86dd, 6",
        "LINUX_SLL2, 0800 0000 00000001 0001 00 06 0200000000010000, 4",
        "LINUX_SLL2, 86dd 0000 00000001 0001 00 06 0200000000010000, 6"
    })
    void shouldFindTheIpPacket(LinkType link, String header, int ipVersion) {
        byte[] bytes = udp(PacketBuilder.prefixed(header), ipVersion);
        decode(bytes, link);

        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(view.ipVersion()).isEqualTo(ipVersion);
        assertThat(view.etherType()).isEqualTo(ipVersion == 4 ? 0x0800 : 0x86DD);
        assertThat(view.networkOffset()).isEqualTo(PacketBuilder.hex(header).length);
        assertThat(view.sourcePort()).isEqualTo(53);
        assertThat(view.payloadLength()).isEqualTo(3);
        assertThat(view.vlanCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "ETHERNET, ffffffffffff 020000000002 0806 00010800, 0x0806",
        "ETHERNET, 0180c2000000 020000000002 0026 424203, 0x0026",
        "ETHERNET, 0180c2000000 020000000002 0026 aaaa03 000000 0800 45, 0x0026",
        "ETHERNET, 020000000001 020000000002 6558 020000000001, 0x6558",
        "NULL, 07000000 00, 0",
        "PPP, ff03c021 01, 0",
        "C_HDLC, 8f008035 00, 0x8035",
        "LINUX_SLL, 0004 0338 0000 0000000000000000 0000 ff, 0"
    })
    void shouldLeaveAloneWhatIsNotIp(LinkType link, String bytes, String etherType) {
        decode(PacketBuilder.hex(bytes), link);

        assertThat(view.malformed()).isEqualTo(Malformed.NONE);
        assertThat(view.ipVersion()).isZero();
        assertThat(view.etherType()).isEqualTo(Integer.decode(etherType));
        assertThat(view.payloadLength()).isZero();
        assertThat(decoder.descend(view)).isFalse();
    }

    @Test
    void shouldReadUpToThreeVlanTags() {
        decode(udp(PacketBuilder.ethernet().vlan(0xE007), 4), LinkType.ETHERNET);
        assertThat(view.vlanCount()).isEqualTo(1);
        assertThat(view.vlanId(0)).isEqualTo(7);

        byte[] three =
                udp(PacketBuilder.ethernet().vlan(0x88A8, 4095).vlan(0x9100, 2).vlan(3), 6);
        decode(three, LinkType.ETHERNET);
        assertThat(view.vlanCount()).isEqualTo(3);
        assertThat(view.vlanId(0)).isEqualTo(4095);
        assertThat(view.vlanId(1)).isEqualTo(2);
        assertThat(view.vlanId(2)).isEqualTo(3);
        assertThat(view.vlanId(3)).isZero();
        assertThat(view.ipVersion()).isEqualTo(6);

        decode(udp(PacketBuilder.sll().vlan(9), 4), LinkType.LINUX_SLL);
        assertThat(view.vlanCount()).isEqualTo(1);
        assertThat(view.vlanId(0)).isEqualTo(9);
        assertThat(view.vlanId(1)).isZero();
    }

    @Test
    void shouldNotFollowAFourthVlanTag() {
        decode(udp(PacketBuilder.ethernet().vlan(1).vlan(2).vlan(3).vlan(4), 4), LinkType.ETHERNET);

        assertThat(view.vlanCount()).isEqualTo(3);
        assertThat(view.ipVersion()).isZero();
        assertThat(view.etherType()).isEqualTo(0x8100);
    }

    @Test
    void shouldNotCountEthernetPaddingAsPayload() {
        byte[] frame = Layer.join(udp(PacketBuilder.ethernet(), 4), new byte[15]);
        decode(frame, LinkType.ETHERNET);

        assertThat(view.payloadLength()).isEqualTo(3);
        assertThat(view.checksumsGood()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0x0800, 6", "0x86dd, 4"})
    void shouldSeeAVersionThatContradictsTheLinkLayer(String etherType, int ipVersion) {
        String header = "00".repeat(12) + etherType.substring(2);
        decode(udp(PacketBuilder.prefixed(header), ipVersion), LinkType.ETHERNET);

        assertThat(view.malformed()).isEqualTo(Malformed.IP_VERSION);
        assertThat(view.ipVersion()).isZero();
    }

    @Test
    void shouldKnowEachLinkTypeByItsNumbers() {
        for (LinkType link : LinkType.values()) {
            assertThat(LinkType.ofDlt(link.dlt())).isEqualTo(link);
        }
        assertThat(LinkType.ofDlt(101)).isEqualTo(LinkType.RAW);
        assertThat(LinkType.ofDlt(50)).isEqualTo(LinkType.PPP);
        assertThat(LinkType.ofDlt(105)).isNull();
    }
}
