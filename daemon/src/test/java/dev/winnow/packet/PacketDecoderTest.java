package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

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
}
