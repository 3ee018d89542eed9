package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written is read again by the decoder, with all checksums.
class AnswerWriterTest {
    private static final String PAYLOAD = "0123456789";

    private final AnswerWriter writer = new AnswerWriter(Arena.ofAuto());

    private static PacketView decode(MemorySegment bytes, int length) {
        PacketView view = new PacketView();
        new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT))
                .decodeIp(bytes, 0, length, length, 0, ChecksumMode.VALIDATE, view);
        return view;
    }

    private static PacketView decode(PacketBuilder packet) {
        MemorySegment bytes = packet.build();
        return decode(bytes, (int) bytes.byteSize());
    }

    private PacketView written(int length) {
        PacketView view = decode(writer.memory(), length);
        assertThat(view.isMalformed()).isFalse();
        assertThat(view.checksumsGood()).isTrue();
        assertThat(view.networkLength()).isEqualTo(length);
        return view;
    }

    private static PacketBuilder ip(int version) {
        return version == 4
                ? PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2")
                : PacketBuilder.raw().ipv6("fd00::1", "fd00::2");
    }

    private static PacketBuilder tcp(int version, int flags) {
        return ip(version)
                .tcp(40_000, 80)
                .sequence(0xFFFF_FFFA)
                .acknowledgment(77)
                .flags(flags)
                .payload(PAYLOAD);
    }

    /// A reset is taken only at the sequence number that its receiver expects next (RFC 5961), which is what the
    /// packet acknowledged; before there is one, at the acknowledgment of the SYN.
    @ParameterizedTest
    @CsvSource({"4, 24, 77, 4", "6, 24, 77, 4", "4, 2, 0, 5", "6, 2, 0, 5", "4, 17, 77, 5"})
    void shouldResetTheSender(int version, int flags, int sequence, int acknowledgment) {
        PacketView packet = decode(tcp(version, flags));
        PacketView reset = written(writer.resetSource(packet));

        assertThat(reset.tcpFlags()).isEqualTo(TcpFlags.RST | TcpFlags.ACK);
        assertThat(reset.sourceLow()).isEqualTo(packet.destinationLow());
        assertThat(reset.sourceHigh()).isEqualTo(packet.destinationHigh());
        assertThat(reset.destinationLow()).isEqualTo(packet.sourceLow());
        assertThat(reset.sourcePort()).isEqualTo(80);
        assertThat(reset.destinationPort()).isEqualTo(40_000);
        assertThat(reset.sequence()).isEqualTo(sequence);
        assertThat(reset.acknowledgment()).isEqualTo(acknowledgment);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6})
    void shouldResetTheReceiverInThePacketsPlace(int version) {
        PacketView packet = decode(tcp(version, TcpFlags.ACK | TcpFlags.PSH));
        PacketView reset = written(writer.resetDestination(packet));

        assertThat(reset.tcpFlags()).isEqualTo(TcpFlags.RST | TcpFlags.ACK);
        assertThat(reset.sourceLow()).isEqualTo(packet.sourceLow());
        assertThat(reset.destinationLow()).isEqualTo(packet.destinationLow());
        assertThat(reset.destinationPort()).isEqualTo(80);
        assertThat(reset.sequence()).isEqualTo(packet.sequence());
        assertThat(reset.acknowledgment()).isEqualTo(77);
    }

    @ParameterizedTest
    @CsvSource({"4, 3, 13, 10, 66", "6, 1, 1, 10, 106", "4, 3, 13, 1400, 576", "6, 1, 1, 1400, 1280"})
    void shouldQuoteWhatIsProhibited(int version, int type, int code, int payload, int length) {
        PacketView packet = decode(ip(version).udp(5353, 53).payload("x".repeat(payload)));
        PacketView answer = written(writer.prohibitSource(packet));

        assertThat(answer.networkLength()).isEqualTo(length);
        assertThat(answer.icmpType()).isEqualTo(type);
        assertThat(answer.icmpCode()).isEqualTo(code);
        assertThat(answer.destinationLow()).isEqualTo(packet.sourceLow());
        int header = answer.networkHeaderLength();
        int quoted = length - header - 8;
        assertThat(writer.memory()
                        .asSlice(header + 8L, quoted)
                        .mismatch(packet.memory().asSlice(packet.networkOffset(), quoted)))
                .isEqualTo(-1);
    }

    @Test
    void shouldNotAnswerAResetOrWhatWasSentToMany() {
        assertThat(writer.resetSource(decode(tcp(4, TcpFlags.RST)))).isZero();
        assertThat(writer.resetDestination(decode(tcp(6, TcpFlags.RST | TcpFlags.ACK))))
                .isZero();
        assertThat(writer.prohibitSource(decode(
                        PacketBuilder.raw().ipv4("198.18.0.1", "224.0.0.251").udp(5353, 5353))))
                .isZero();
        assertThat(writer.prohibitSource(
                        decode(PacketBuilder.raw().ipv6("fd00::1", "ff02::fb").udp(5353, 5353))))
                .isZero();
    }

    @Test
    void shouldAnswerEachProtocolInItsOwnWay() {
        assertThat(writer.prohibitSource(decode(tcp(4, TcpFlags.ACK)))).isZero();
        assertThat(writer.resetSource(decode(ip(4).udp(1, 2)))).isZero();
        assertThat(writer.resetDestination(decode(ip(6).udp(1, 2)))).isZero();
    }
}
