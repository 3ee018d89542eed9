package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every segment here ends with the packet's last byte, so that reading past it would throw.
final class HostileBytesTest {
    private static final int MUTATIONS = 100_000;

    private final PacketDecoder decoder = new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT));
    private final PacketView view = new PacketView();

    static List<SamplePacket> samples() {
        return SamplePacket.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldFindNothingWrongWithAWholePacket(SamplePacket sample) {
        decode(sample.offHeap(), sample.link());

        do {
            assertThat(view.malformed()).isEqualTo(Malformed.NONE);
            assertThat(view.checksumsGood()).isTrue();
            assertThat(view.ipVersion()).isIn(4, 6);
        } while (decoder.descend(view));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldBeMalformedWhereverItIsCut(SamplePacket sample) {
        for (int length = 0; length < sample.bytes().length; length++) {
            decode(PacketBuilder.offHeap(Arrays.copyOf(sample.bytes(), length)), sample.link());

            assertThat(view.isMalformed()).as("cut to %d bytes", length).isTrue();
            assertThat(decoder.descend(view)).as("cut to %d bytes", length).isFalse();
        }
    }

    static List<SamplePacket> rawSamples() {
        return samples().stream()
                .filter(sample -> sample.link() == LinkType.RAW)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rawSamples")
    void shouldBeTruncatedRatherThanMalformedWhereTheKernelCopiedLess(SamplePacket sample) {
        int whole = sample.bytes().length;
        for (int length = 0; length < whole; length++) {
            MemorySegment bytes = PacketBuilder.offHeap(Arrays.copyOf(sample.bytes(), length));
            decoder.decodeIp(bytes, 0, length, whole, 0, ChecksumMode.VALIDATE, view);

            assertThat(view.truncated() || view.isMalformed()).isTrue();
            assertThat(view.malformed() == Malformed.IPV4_LENGTH || view.malformed() == Malformed.IPV6_LENGTH)
                    .as("cut to %d bytes", length)
                    .isFalse();
            visitAll();
        }
    }

    @Test
    void shouldNeverThrowOnMutatedPackets() {
        Random random = new Random(20_030_114);
        List<SamplePacket> samples = samples();
        int malformed = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            SamplePacket sample = samples.get(random.nextInt(samples.size()));
            byte[] bytes = mutate(sample.bytes(), random);
            LinkType link = random.nextInt(10) == 0
                    ? LinkType.values()[random.nextInt(LinkType.values().length)]
                    : sample.link();
            decode(PacketBuilder.offHeap(bytes), link);
            malformed += view.isMalformed() ? 1 : 0;
            visitAll();
        }
        assertThat(malformed).isBetween(MUTATIONS / 10, MUTATIONS);
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = Arrays.copyOf(original, original.length - (random.nextInt(4) == 0 ? random.nextInt(8) : 0));
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(Math.min(bytes.length, 96));
            bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] ^ 1 << random.nextInt(8));
        }
        return bytes;
    }

    private void decode(MemorySegment bytes, LinkType link) {
        decoder.decode(bytes, 0, (int) bytes.byteSize(), link, 0, ChecksumMode.VALIDATE, view);
    }

    /// Reads all that the getters promise to be there, at every depth.
    private void visitAll() {
        do {
            assertThat(view.payloadLength()).isNotNegative();
            view.memory().asSlice(view.payloadOffset(), view.payloadLength());
            view.memory().asSlice(view.transportOffset(), view.transportHeaderLength());
            view.memory().asSlice(view.packetOffset(), view.packetLength());
            assertThat(view.depth()).isLessThanOrEqualTo(TunnelDecoder.MAX_DEPTH);
            TcpOptions.mss(view);
            TcpOptions.timestampEcho(view);
            Ipv4Options.has(view, Ipv4Options.RECORD_ROUTE);
            assertThat(LaneHash.of(view)).isNotNegative();
        } while (decoder.descend(view));
    }
}
