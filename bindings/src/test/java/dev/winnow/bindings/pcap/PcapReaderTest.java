package dev.winnow.bindings.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.bindings.pcap.PcapSource.Status;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PcapReaderTest {
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final int SECONDS = 1_700_000_000;
    private static final byte[] FIRST = frame(17, 1);
    private static final byte[] SECOND = frame(6, 2);

    @TempDir
    Path directory;

    static Stream<Arguments> captures() {
        byte[] micro = pcap(LITTLE, CaptureBytes.MAGIC_MICRO, 1).bytes();
        byte[] nano = pcap(LITTLE, CaptureBytes.MAGIC_NANO, 1).bytes();
        return Stream.of(
                Arguments.of("micro", micro, TimestampPrecision.MICRO, 1_000),
                Arguments.of(
                        "big-endian", pcap(BIG, CaptureBytes.MAGIC_MICRO, 1).bytes(), TimestampPrecision.MICRO, 1_000),
                Arguments.of("nano", nano, TimestampPrecision.NANO, 1),
                Arguments.of(
                        "big-endian nano", pcap(BIG, CaptureBytes.MAGIC_NANO, 1).bytes(), TimestampPrecision.NANO, 1),
                Arguments.of("pcapng", pcapng(LITTLE, 6, 1_000_000), TimestampPrecision.MICRO, 1_000),
                Arguments.of("big-endian pcapng", pcapng(BIG, -1, 1_000_000), TimestampPrecision.MICRO, 1_000),
                Arguments.of("nano pcapng", pcapng(LITTLE, 9, 1_000_000_000), TimestampPrecision.NANO, 1),
                Arguments.of("gzip", CaptureBytes.gzip(micro), TimestampPrecision.MICRO, 1_000),
                Arguments.of("gzip nano", CaptureBytes.gzip(nano), TimestampPrecision.NANO, 1),
                Arguments.of(
                        "gzip pcapng", CaptureBytes.gzip(pcapng(BIG, 9, 1_000_000_000)), TimestampPrecision.NANO, 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void shouldReadAllPackets(String name, byte[] capture, TimestampPrecision precision, int unitNs)
            throws IOException {
        try (PcapReader reader = PcapReader.open(write(capture))) {
            assertThat(reader.precision()).as(name).isEqualTo(precision);
            assertThat(reader.linkType()).isEqualTo(CaptureBytes.DLT_ETHERNET);
            assertPacket(reader, FIRST, SECONDS * 1_000_000_000L + unitNs, 60);
            assertPacket(reader, SECOND, (SECONDS + 1) * 1_000_000_000L + 2L * unitNs, 1500);
            assertThat(reader.next()).isEqualTo(Status.END);
            assertThat(reader.next()).isEqualTo(Status.END);
            assertThat(reader.errorText()).isEmpty();
            assertThat(reader.packets()).isEqualTo(2);
        }
    }

    static Stream<Arguments> cutCaptures() {
        byte[] whole = pcap(LITTLE, CaptureBytes.MAGIC_MICRO, 4_000).bytes();
        byte[] packed = CaptureBytes.gzip(whole);
        return Stream.of(
                Arguments.of("in a packet's bytes", Arrays.copyOf(whole, whole.length - 3)),
                Arguments.of("in a packet's header", Arrays.copyOf(whole, whole.length - FIRST.length - 7)),
                Arguments.of("gzip of a cut one", CaptureBytes.gzip(Arrays.copyOf(whole, whole.length - 3))),
                Arguments.of("cut gzip", Arrays.copyOf(packed, packed.length * 2 / 3)),
                Arguments.of("gzip without its trailer", Arrays.copyOf(packed, packed.length - 8)),
                Arguments.of("cut gzip of few packets", cutShortGzip()));
    }

    private static byte[] cutShortGzip() {
        byte[] packed =
                CaptureBytes.gzip(pcap(LITTLE, CaptureBytes.MAGIC_MICRO, 1).bytes());
        return Arrays.copyOf(packed, packed.length - 12);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cutCaptures")
    void shouldGiveThePacketsBeforeTheCut(String name, byte[] capture) throws IOException {
        try (PcapReader reader = PcapReader.open(write(capture))) {
            long packets = 0;
            Status status = reader.next();
            while (status == Status.PACKET) {
                packets++;
                status = reader.next();
            }
            assertThat(status).as(name).isEqualTo(Status.ERROR);
            assertThat(packets).isPositive();
            assertThat(reader.errorText()).contains("capture: after " + packets + " packets: cut short: ");
            assertThat(reader.errorText()).hasLineCount(1);
        }
    }

    static Stream<Arguments> unreadable() {
        byte[] micro = pcap(LITTLE, CaptureBytes.MAGIC_MICRO, 1).bytes();
        return Stream.of(
                Arguments.of(new byte[0], "is empty"),
                Arguments.of(CaptureBytes.gzip(new byte[0]), "is empty"),
                Arguments.of("#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII), "is neither pcap nor pcapng"),
                Arguments.of(CaptureBytes.gzip(new byte[99]), "is neither pcap nor pcapng"),
                Arguments.of(CaptureBytes.gzip(CaptureBytes.gzip(micro)), "gzip inside gzip"),
                Arguments.of(Arrays.copyOf(micro, 10), "truncated dump file"),
                Arguments.of(Arrays.copyOf(CaptureBytes.gzip(micro), 5), "cut short"),
                Arguments.of(CaptureBytes.gzip(Arrays.copyOf(micro, 10)), "truncated dump file"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unreadable")
    void shouldSayInOneLineWhatIsWrong(byte[] capture, String words) throws IOException {
        String name = write(capture);

        assertThatThrownBy(() -> PcapReader.open(name))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(name + ": ")
                .hasMessageContaining(words)
                .message()
                .hasLineCount(1);
    }

    @Test
    void shouldSayWhenThereIsNoFile() {
        assertThatThrownBy(() -> PcapReader.open(directory.toString())).hasMessageContaining("is a directory");
        assertThatThrownBy(() -> PcapReader.open(directory + "/missing")).hasMessageContaining("no such file");
        assertThatThrownBy(() -> PcapReader.open("a\0b")).hasMessage("a\\x00b: not a file name");
        assertThatThrownBy(() -> PcapReader.open("a\033[2Jb\n")).hasMessage("a\\x1b[2Jb\\x0a: no such file");
    }

    @Test
    void shouldCloseBeforeTheEndOfAStream() throws IOException {
        byte[] packed =
                CaptureBytes.gzip(pcap(LITTLE, CaptureBytes.MAGIC_MICRO, 20_000).bytes());
        try (PcapReader reader = PcapReader.open(write(packed))) {
            assertThat(reader.next()).isEqualTo(Status.PACKET);
        }
    }

    @Test
    void shouldReadFromAPipe() throws Exception {
        Path pipe = directory.resolve("pipe");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(made.waitFor() == 0, "needs mkfifo");
        byte[] capture = pcap(LITTLE, CaptureBytes.MAGIC_NANO, 5_000).bytes();
        FutureTask<Path> source = new FutureTask<>(() -> Files.write(pipe, capture, StandardOpenOption.WRITE));
        Thread.ofPlatform().daemon().start(source);
        try (PcapReader reader = PcapReader.open(pipe.toString())) {
            assertThat(reader.precision()).isEqualTo(TimestampPrecision.NANO);
            for (int i = 0; i < 10_000; i++) {
                assertThat(reader.next()).isEqualTo(Status.PACKET);
            }
            assertThat(reader.next()).isEqualTo(Status.END);
        }
        assertThat(source.get()).isEqualTo(pipe);
    }

    @Test
    void shouldGiveOnlyPacketsThatTheFilterLetsThrough() throws IOException {
        try (PcapReader reader =
                PcapReader.open(write(pcap(LITTLE, CaptureBytes.MAGIC_MICRO, 1).bytes()))) {
            reader.setFilter("tcp");
            assertThat(reader.next()).isEqualTo(Status.PACKET);
            assertThat(reader.wireLength()).isEqualTo(1500);
            assertThat(reader.next()).isEqualTo(Status.END);
        }
    }

    @Test
    void shouldQuoteWhatLibpcapSaysOfAFilter() throws IOException {
        try (PcapReader reader =
                PcapReader.open(write(pcap(LITTLE, CaptureBytes.MAGIC_MICRO, 1).bytes()))) {
            assertThatThrownBy(() -> reader.setFilter("tcp port port"))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("filter 'tcp port port': ")
                    .hasMessageContaining("syntax error");
        }
    }

    private static void assertPacket(PcapReader reader, byte[] bytes, long timestampNs, int wireLength) {
        assertThat(reader.next()).isEqualTo(Status.PACKET);
        assertThat(reader.timestampNs()).isEqualTo(timestampNs);
        assertThat(reader.wireLength()).isEqualTo(wireLength);
        assertThat(reader.capturedLength()).isEqualTo(bytes.length);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocate(bytes.length + 4L);
            reader.copyTo(copy, 4);
            assertThat(copy.asSlice(4).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes);
        }
    }

    private String write(byte[] capture) throws IOException {
        return Files.write(directory.resolve("capture"), capture).toString();
    }

    /// Pairs of one packet of each kind, `pairs` times.
    private static CaptureBytes pcap(ByteOrder order, int magic, int pairs) {
        CaptureBytes capture = CaptureBytes.pcap(order, magic, CaptureBytes.DLT_ETHERNET);
        for (int i = 0; i < pairs; i++) {
            capture.pcapPacket(SECONDS, 1, 60, FIRST).pcapPacket(SECONDS + 1, 2, 1500, SECOND);
        }
        return capture;
    }

    private static byte[] pcapng(ByteOrder order, int tsresol, long unitsPerSecond) {
        return CaptureBytes.pcapng(order, tsresol, CaptureBytes.DLT_ETHERNET)
                .pcapngPacket(SECONDS * unitsPerSecond + 1, 60, FIRST)
                .pcapngPacket((SECONDS + 1) * unitsPerSecond + 2, 1500, SECOND)
                .bytes();
    }

    /// An Ethernet frame with the IPv4 header of a `protocol`, and nothing that compresses well.
    static byte[] frame(int protocol, int seed) {
        byte[] frame = new byte[47];
        new Random(seed).nextBytes(frame);
        frame[12] = 0x08;
        frame[13] = 0;
        frame[14] = 0x45;
        frame[20] = 0;
        frame[21] = 0;
        frame[23] = (byte) protocol;
        return frame;
    }
}
