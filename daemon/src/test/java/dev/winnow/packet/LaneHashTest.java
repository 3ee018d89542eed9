package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LaneHashTest {
    private static final String A = "198.18.0.1";
    private static final String B = "198.19.7.2";

    private final PacketDecoder decoder = new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT));
    private final PacketView view = new PacketView();

    private static int lane(byte[] packet) {
        return LaneHash.of(PacketBuilder.offHeap(packet), 0, packet.length);
    }

    private PacketView decode(byte[] packet) {
        MemorySegment memory = PacketBuilder.offHeap(packet);
        decoder.decode(memory, 0, packet.length, LinkType.RAW, 0, ChecksumMode.IGNORE, view);
        return view;
    }

    @Test
    void shouldSendBothDirectionsAndAllFragmentsToOneWorker() {
        byte[] request = PacketBuilder.raw()
                .ipv4(A, B)
                .tcp(1024, 80)
                .payload("x".repeat(99))
                .bytes();
        byte[] reply = PacketBuilder.raw().ipv4(B, A).tcp(80, 1024).bytes();

        assertThat(lane(reply)).isEqualTo(lane(request));
        assertThat(Fragments.ofIpv4(request, 24))
                .allSatisfy(fragment -> assertThat(lane(fragment)).isEqualTo(lane(request)));
    }

    @Test
    void shouldSendBothDirectionsOfIpv6ToOneWorker() {
        int there =
                lane(PacketBuilder.raw().ipv6("fd00::1", "fd01::2").udp(1, 2).bytes());
        int back = lane(PacketBuilder.raw().ipv6("fd01::2", "fd00::1").udp(2, 1).bytes());

        assertThat(there).isEqualTo(back).isNotZero();
    }

    @Test
    void shouldAgreeWithTheDecodedPacket() {
        for (SamplePacket sample : SamplePacket.all()) {
            if (sample.link() == LinkType.RAW) {
                assertThat(LaneHash.of(decode(sample.bytes()))).isEqualTo(lane(sample.bytes()));
            }
        }
    }

    @Test
    void shouldSpreadNeighbouringSourcesEvenly() {
        int lanes = 4;
        int[] counts = new int[lanes];
        for (int i = 0; i < 4000; i++) {
            String source = "198.18." + i / 250 + "." + i % 250;
            counts[lane(PacketBuilder.raw().ipv4(source, B).udp(1, 2).bytes()) % lanes]++;
        }
        assertThat(Arrays.stream(counts).boxed()).allMatch(count -> count > 800 && count < 1200);
    }

    @Test
    void shouldGiveZeroForWhatIsNoWholeIpHeader() {
        byte[] ipv6 = PacketBuilder.raw().ipv6("fd00::1", "fd00::2").bytes();
        for (int length = 0; length < ipv6.length; length++) {
            assertThat(lane(Arrays.copyOf(ipv6, length))).isZero();
        }
        byte[] ipv4 = PacketBuilder.raw().ipv4(A, B).bytes();
        for (int length = 0; length < ipv4.length; length++) {
            assertThat(lane(Arrays.copyOf(ipv4, length))).isZero();
        }
        assertThat(lane(new byte[60])).isZero();
    }

    @Test
    void shouldGiveBothDirectionsOfAFlowOneHashAndOthersAnother() {
        long there =
                decode(PacketBuilder.raw().ipv4(A, B).tcp(1024, 80).bytes()).flowHash();
        long back = decode(PacketBuilder.raw().ipv4(B, A).tcp(80, 1024).bytes()).flowHash();
        List<PacketBuilder> others = List.of(
                PacketBuilder.raw().ipv4(A, B).tcp(1025, 80),
                PacketBuilder.raw().ipv4(A, B).udp(1024, 80),
                PacketBuilder.raw().ipv4(A, B).tcp(80, 1024),
                PacketBuilder.raw().ipv4(A, "198.18.0.9").tcp(1024, 80));

        assertThat(back).isEqualTo(there);
        assertThat(others)
                .allSatisfy(
                        other -> assertThat(decode(other.bytes()).flowHash()).isNotEqualTo(there));
    }

    @Test
    void shouldGiveAnEchoAndItsReplyOneFlowHash() {
        long request = decode(
                        PacketBuilder.raw().ipv4(A, B).icmp(8, 0, 0x00070001).bytes())
                .flowHash();
        long reply = decode(
                        PacketBuilder.raw().ipv4(B, A).icmp(0, 0, 0x00070001).bytes())
                .flowHash();
        long other = decode(
                        PacketBuilder.raw().ipv4(A, B).icmp(8, 0, 0x00080001).bytes())
                .flowHash();

        assertThat(reply).isEqualTo(request).isNotEqualTo(other);
    }
}
