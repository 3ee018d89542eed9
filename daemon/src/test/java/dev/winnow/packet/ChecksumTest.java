package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChecksumTest {
    private final PacketDecoder decoder = new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT));
    private final PacketView view = new PacketView();

    @Property
    void shouldAgreeWithTheWordByWordSumAtAnyAlignment(
            @ForAll @Size(max = 200) byte[] bytes, @ForAll @IntRange(max = 9) int start) {
        int from = Math.min(start, bytes.length);
        long sum = Checksum.sum(PacketBuilder.offHeap(bytes), from, bytes.length - from);

        assertThat(~Checksum.fold(sum) & 0xFFFF)
                .isEqualTo(SlowChecksum.of(Arrays.copyOfRange(bytes, from, bytes.length)));
    }

    @Property
    void shouldAgreeWithTheCrcOfTheJdkAtAnyAlignment(
            @ForAll @Size(max = 200) byte[] bytes, @ForAll @IntRange(max = 9) int start) {
        int from = Math.min(start, bytes.length);
        CRC32C oracle = new CRC32C();
        oracle.update(bytes, from, bytes.length - from);

        int register = Crc32c.update(Crc32c.START, PacketBuilder.offHeap(bytes), from, bytes.length - from);
        assertThat(Crc32c.finish(register)).isEqualTo(Integer.reverseBytes((int) oracle.getValue()));
    }

    @Test
    void shouldCountZerosAsBytesOfZero() {
        assertThat(Crc32c.updateZeros(Crc32c.START, 4))
                .isEqualTo(Crc32c.update(Crc32c.START, PacketBuilder.offHeap(new byte[4]), 0, 4));
    }

    /// The ports, the tag, the checksum itself, the chunks: RFC 9260 section 6.8 leaves nothing out.
    @ParameterizedTest
    @ValueSource(ints = {20, 23, 24, 28, 31, 32, 36})
    void shouldNoticeAChangedByteOfSctp(int at) {
        byte[] bytes = PacketBuilder.raw()
                .ipv4("198.18.0.1", "198.18.0.2")
                .sctp(1, 2)
                .payload("chunk")
                .bytes();
        decode(bytes, ChecksumMode.VALIDATE);
        assertThat(view.checksumsGood()).isTrue();

        bytes[at] ^= 1;
        decode(bytes, ChecksumMode.VALIDATE);
        assertThat(view.transportChecksumGood()).isFalse();
        decode(bytes, ChecksumMode.IGNORE);
        assertThat(view.transportChecksumGood()).isTrue();
    }

    @Test
    void shouldTakeAnSctpChecksumLeftToTheCardForGoodOnlyWhereItIsAskedTo() {
        byte[] bytes = PacketBuilder.raw()
                .ipv6("fd00::1", "fd00::2")
                .sctp(1, 2)
                .payload("chunk")
                .bytes();
        Arrays.fill(bytes, 48, 52, (byte) 0);
        decode(bytes, ChecksumMode.VALIDATE_COMPLETE);
        assertThat(view.checksumsGood()).isTrue();
        decode(bytes, ChecksumMode.VALIDATE);
        assertThat(view.checksumsGood()).isFalse();
    }

    @Test
    void shouldNotOverflowOnTheLargestPacket() {
        byte[] bytes = new byte[65535];
        Arrays.fill(bytes, (byte) 0xFF);

        assertThat(~Checksum.fold(Checksum.sum(PacketBuilder.offHeap(bytes), 0, bytes.length)) & 0xFFFF)
                .isEqualTo(SlowChecksum.of(bytes));
    }

    /// Every byte that a checksum covers, changed, is noticed: the bytes here are neither addresses nor lengths.
    @Property(tries = 200)
    void shouldNoticeAChangedByte(@ForAll @IntRange(min = 40, max = 59) int at, @ForAll @IntRange(min = 1) int change) {
        byte[] bytes = PacketBuilder.raw()
                .ipv4("198.18.0.1", "198.18.0.2")
                .tcp(1, 2)
                .payload("twenty bytes or so..")
                .bytes();
        bytes[at] ^= (byte) (change % 255 + 1);
        decode(bytes, ChecksumMode.VALIDATE);

        assertThat(view.transportChecksumGood()).isFalse();
        assertThat(view.networkChecksumGood()).isTrue();
        assertThat(view.checksumsGood()).isFalse();
        assertThat(view.isMalformed()).isFalse();
    }

    @Test
    void shouldNoticeAWrongIpv4HeaderChecksum() {
        byte[] bytes =
                PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2").udp(1, 2).bytes();
        bytes[8]++;
        decode(bytes, ChecksumMode.VALIDATE);

        assertThat(view.networkChecksumGood()).isFalse();
        assertThat(view.transportChecksumGood()).isTrue();
    }

    @Test
    void shouldTakeChecksumsForGoodUnlessToldToValidate() {
        byte[] bytes =
                PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2").tcp(1, 2).bytes();
        bytes[10]++;
        bytes[36]++;
        for (ChecksumMode mode : ChecksumMode.values()) {
            decode(bytes, mode);
            assertThat(view.checksumsGood()).isEqualTo(!mode.validates());
            boolean isKnown = mode.validates() || mode == ChecksumMode.NOTE;
            assertThat(view.networkChecksumGood()).isEqualTo(!isKnown);
            assertThat(view.transportChecksumGood()).isEqualTo(!isKnown);
        }
    }

    @Test
    void shouldTakeUdpWithoutAChecksumForGoodInIpv4Only() {
        byte[] ipv4 =
                PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2").udp(1, 2).bytes();
        ipv4[26] = 0;
        ipv4[27] = 0;
        decode(ipv4, ChecksumMode.VALIDATE);
        assertThat(view.checksumsGood()).isTrue();

        byte[] ipv6 = PacketBuilder.raw().ipv6("fd00::1", "fd00::2").udp(1, 2).bytes();
        ipv6[46] = 0;
        ipv6[47] = 0;
        decode(ipv6, ChecksumMode.VALIDATE);
        assertThat(view.checksumsGood()).isFalse();
    }

    @Test
    void shouldNotJudgeAChecksumOverADestinationStillToCome() {
        byte[] bytes = PacketBuilder.raw()
                .ipv6("fd00::1", "fd00::2")
                .extension(IpProtocol.ROUTING, "02 04 01 00000000 fd000000000000000000000000000003")
                .udp(1, 2)
                .payload("checksum is that of fd00::3")
                .bytes();
        bytes[bytes.length - 1]++;
        decode(bytes, ChecksumMode.VALIDATE);

        assertThat(view.isMalformed()).isFalse();
        assertThat(view.transportChecksumGood()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"4, tcp, 36", "6, tcp, 56", "4, udp, 26", "6, udp, 46"})
    void shouldTakeAChecksumLeftToTheCardForGoodOnlyWhereItIsAskedTo(int version, String protocol, int at) {
        PacketBuilder ip = version == 4
                ? PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2")
                : PacketBuilder.raw().ipv6("fd00::1", "fd00::2");
        byte[] bytes = (protocol.equals("tcp") ? ip.tcp(1, 2) : ip.udp(1, 2))
                .payload("x".repeat(3000))
                .bytes();
        int pseudoHeaderStart = version == 4 ? 12 : 8;
        int transportStart = version == 4 ? 20 : 40;
        byte[] addresses = Arrays.copyOfRange(bytes, pseudoHeaderStart, transportStart);
        int length = bytes.length - transportStart;
        byte[] rest = {0, (byte) (protocol.equals("tcp") ? 6 : 17), (byte) (length >>> 8), (byte) length};
        int partial = ~SlowChecksum.of(Layer.join(addresses, rest));
        bytes[at] = (byte) (partial >>> 8);
        bytes[at + 1] = (byte) partial;

        decode(bytes, ChecksumMode.VALIDATE_COMPLETE);
        assertThat(view.checksumsGood()).isTrue();
        decode(bytes, ChecksumMode.VALIDATE);
        assertThat(view.checksumsGood()).isFalse();
        bytes[at]++;
        decode(bytes, ChecksumMode.VALIDATE_COMPLETE);
        assertThat(view.checksumsGood()).isFalse();
    }

    private void decode(byte[] bytes, ChecksumMode mode) {
        decoder.decode(PacketBuilder.offHeap(bytes), 0, bytes.length, LinkType.RAW, 0, mode, view);
    }
}
