package dev.winnow.detect.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.memory.ByteRange;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.option.Field;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Where each header of a packet begins and ends.
final class PacketFieldsTest {
    private static final int ABSENT = -1;

    private static PacketBuilder ip() {
        return PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2");
    }

    private static PacketBuilder ip6() {
        return PacketBuilder.raw().ipv6("fd00::1", "fd00::2");
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of(Field.IPV4_HDR, ip().udp(1, 2).payload("abc"), 0, 20),
                Arguments.of(Field.IPV4_HDR, ip().ipOptions("94 04 00 00").udp(1, 2), 0, 24),
                Arguments.of(Field.IPV4_HDR, ip6().udp(1, 2), 0, ABSENT),
                Arguments.of(Field.IPV4_HDR, PacketBuilder.prefixed("45 00"), 0, ABSENT),
                Arguments.of(Field.IPV6_HDR, ip6().udp(1, 2), 0, 40),
                Arguments.of(
                        Field.IPV6_HDR,
                        ip6().extension(0, "00 01 04 00 00 00 00").udp(1, 2),
                        0,
                        48),
                Arguments.of(Field.IPV6_HDR, ip().udp(1, 2), 0, ABSENT),
                Arguments.of(Field.TCP_HDR, ip().tcp(1, 2).payload("abc"), 20, 20),
                Arguments.of(Field.TCP_HDR, ip6().tcp(1, 2).tcpOptions("02 04 05 b4"), 40, 24),
                Arguments.of(Field.TCP_HDR, ip().udp(1, 2), 0, ABSENT),
                Arguments.of(Field.TCP_HDR, ip().fragmentBits(1).tcp(1, 2), 0, ABSENT),
                Arguments.of(Field.UDP_HDR, ip().udp(1, 2).payload("abc"), 20, 8),
                Arguments.of(Field.UDP_HDR, ip().tcp(1, 2), 0, ABSENT),
                Arguments.of(Field.ICMPV4_HDR, ip().icmp(8, 0, 1).payload("abc"), 20, 8),
                Arguments.of(Field.ICMPV4_HDR, ip().icmp(13, 0, 1).payload("0123456789ab"), 20, 20),
                Arguments.of(Field.ICMPV4_HDR, ip().icmp(14, 0, 1).payload("01234567"), 20, 8),
                Arguments.of(Field.PKT_DATA, ip().icmp(13, 0, 1).payload("0123456789ab+"), 40, 1),
                Arguments.of(Field.ICMPV4_HDR, ip().icmp(9, 0, 0x0102_0000).payload("01234567+"), 20, 16),
                Arguments.of(Field.PKT_DATA, ip().icmp(9, 0, 0x0102_0000).payload("01234567+"), 36, 1),
                Arguments.of(Field.ICMPV4_HDR, ip().icmp(9, 0, 0x0102_0000).payload("0123456"), 20, 8),
                Arguments.of(Field.ICMPV4_HDR, ip6().icmp(128, 0, 1), 0, ABSENT),
                Arguments.of(Field.ICMPV6_HDR, ip6().icmp(128, 0, 1).payload("abc"), 40, 8),
                Arguments.of(Field.ICMPV6_HDR, ip().icmp(8, 0, 1), 0, ABSENT),
                Arguments.of(Field.IP_SRC, ip().udp(1, 2), 12, 4),
                Arguments.of(Field.IP_DST, ip().udp(1, 2), 16, 4),
                Arguments.of(Field.IP_SRC, ip6().udp(1, 2), 8, 16),
                Arguments.of(Field.IP_DST, ip6().udp(1, 2), 24, 16),
                Arguments.of(Field.IP_SRC, PacketBuilder.prefixed("45 00"), 0, ABSENT),
                Arguments.of(Field.PKT_DATA, ip().udp(1, 2).payload("abc"), 28, 3),
                Arguments.of(Field.PKT_DATA, ip().udp(1, 2), 0, ABSENT),
                Arguments.of(Field.HTTP_URI, ip().udp(1, 2).payload("abc"), 0, ABSENT));
    }

    @ParameterizedTest(name = "{0} of case {index}")
    @MethodSource("headers")
    void shouldPointAtTheHeader(Field field, PacketBuilder packet, int offset, int length) {
        MemorySegment bytes = packet.build();
        ByteRange range = new ByteRange();

        boolean found = PacketFields.find(field, view(bytes), range);

        assertThat(found).isEqualTo(length != ABSENT);
        byte[] expected = bytes.toArray(ValueLayout.JAVA_BYTE);
        assertThat(range.memory().asSlice(range.offset(), range.length()).toArray(ValueLayout.JAVA_BYTE))
                .isEqualTo(Arrays.copyOfRange(expected, offset, offset + Math.max(0, length)));
    }

    private static PacketView view(MemorySegment bytes) {
        PacketView view = new PacketView();
        int length = (int) bytes.byteSize();
        new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT))
                .decodeIp(bytes, 0, length, length, 0, ChecksumMode.VALIDATE, view);
        return view;
    }
}
