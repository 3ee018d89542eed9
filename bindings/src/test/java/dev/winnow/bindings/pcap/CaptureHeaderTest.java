package dev.winnow.bindings.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.winnow.bindings.pcap.CaptureHeader.Kind;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CaptureHeaderTest {
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

    static Stream<Arguments> captures() {
        return Stream.of(
                Arguments.of("nothing", new byte[0], Kind.EMPTY, TimestampPrecision.MICRO),
                Arguments.of("one byte", new byte[] {0x1F}, Kind.UNKNOWN, TimestampPrecision.MICRO),
                Arguments.of(
                        "text",
                        "hello, world".getBytes(StandardCharsets.US_ASCII),
                        Kind.UNKNOWN,
                        TimestampPrecision.MICRO),
                Arguments.of("gzip", CaptureBytes.gzip(new byte[9]), Kind.GZIP, TimestampPrecision.MICRO),
                Arguments.of("pcap", pcap(LITTLE, CaptureBytes.MAGIC_MICRO), Kind.PCAP, TimestampPrecision.MICRO),
                Arguments.of("pcap, BE", pcap(BIG, CaptureBytes.MAGIC_MICRO), Kind.PCAP, TimestampPrecision.MICRO),
                Arguments.of("nano pcap", pcap(LITTLE, CaptureBytes.MAGIC_NANO), Kind.PCAP, TimestampPrecision.NANO),
                Arguments.of("nano pcap, BE", pcap(BIG, CaptureBytes.MAGIC_NANO), Kind.PCAP, TimestampPrecision.NANO),
                Arguments.of("pcapng", pcapng(LITTLE, -1), Kind.PCAPNG, TimestampPrecision.MICRO),
                Arguments.of("pcapng 10^-6", pcapng(BIG, 6), Kind.PCAPNG, TimestampPrecision.MICRO),
                Arguments.of("pcapng 10^-9", pcapng(LITTLE, 9), Kind.PCAPNG, TimestampPrecision.NANO),
                Arguments.of("pcapng 10^-9, BE", pcapng(BIG, 9), Kind.PCAPNG, TimestampPrecision.NANO),
                Arguments.of("pcapng 2^-19", pcapng(BIG, 0x80 | 19), Kind.PCAPNG, TimestampPrecision.MICRO),
                Arguments.of("pcapng 2^-20", pcapng(BIG, 0x80 | 20), Kind.PCAPNG, TimestampPrecision.NANO));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void shouldTellWhatTheFirstBytesAre(String name, byte[] prefix, Kind kind, TimestampPrecision precision) {
        assertThat(CaptureHeader.of(prefix)).as(name).isEqualTo(new CaptureHeader(kind, precision));
    }

    @Property
    void shouldNotThrowOnDamagedHeaders(
            @ForAll boolean big,
            @ForAll @IntRange(max = 59) int damagedAt,
            @ForAll byte damage,
            @ForAll @IntRange(max = 60) int length) {
        byte[] bytes = pcapng(big ? BIG : LITTLE, 9);
        bytes[damagedAt] = damage;

        assertThatCode(() -> CaptureHeader.of(Arrays.copyOf(bytes, length))).doesNotThrowAnyException();
    }

    private static byte[] pcap(ByteOrder order, int magic) {
        return CaptureBytes.pcap(order, magic, CaptureBytes.DLT_ETHERNET).bytes();
    }

    private static byte[] pcapng(ByteOrder order, int tsresol) {
        return CaptureBytes.pcapng(order, tsresol, CaptureBytes.DLT_ETHERNET).bytes();
    }
}
