package dev.winnow.bindings.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.bindings.pcap.PcapSource.Status;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PcapWriterTest {
    private static final int SECONDS = 1_700_000_000;
    private static final byte[] FRAME = PcapReaderTest.frame(17, 1);

    @TempDir
    Path directory;

    @AutoClose
    private final Arena arena = Arena.ofConfined();

    private final MemorySegment packet = arena.allocateFrom(ValueLayout.JAVA_BYTE, FRAME);

    @ParameterizedTest
    @EnumSource
    void shouldCopyACaptureByteForByte(TimestampPrecision precision) throws IOException {
        int magic = precision == TimestampPrecision.MICRO ? CaptureBytes.MAGIC_MICRO : CaptureBytes.MAGIC_NANO;
        byte[] original = CaptureBytes.pcap(ByteOrder.nativeOrder(), magic, CaptureBytes.DLT_ETHERNET)
                .pcapPacket(SECONDS, 999_999, 60, FRAME)
                .pcapPacket(SECONDS + 1, 7, FRAME.length, FRAME)
                .bytes();
        Path source = Files.write(directory.resolve("original"), original);
        Path target = directory.resolve("copy");
        try (PcapReader reader = PcapReader.open(source.toString());
                PcapWriter writer = PcapWriter.create(
                        target.toString(), reader.linkType(), CaptureBytes.SNAP_LENGTH, reader.precision())) {
            while (reader.next() == Status.PACKET) {
                writer.write(reader.dataAddress(), reader.capturedLength(), reader.wireLength(), reader.timestampNs());
            }
        }

        assertThat(target).hasBinaryContent(original);
    }

    @Test
    void shouldSayWhenTheFileCannotBeCreated() {
        assertThatThrownBy(() -> create(directory + "/missing/file"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing/file")
                .hasMessageContaining("No such file");
        assertThatThrownBy(() -> create("a\0b")).hasMessage("a\\x00b: not a file name");
    }

    @Test
    void shouldSayWhenTheDiskIsFull() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
        PcapWriter writer = create("/dev/full");
        writer.write(packet, 0, FRAME.length, FRAME.length, 1);

        assertThatThrownBy(writer::flush).hasMessageContaining("/dev/full").hasMessageContaining("ENOSPC");
        assertThatThrownBy(writer::close).hasMessageContaining("ENOSPC");
    }

    @Test
    void shouldSayWhenTheDiskFillsUpBetweenFlushes() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
        PcapWriter writer = create("/dev/full");
        for (int i = 0; i < 1_000; i++) {
            writer.write(packet, 0, FRAME.length, FRAME.length, 1);
        }

        assertThatThrownBy(writer::close).isInstanceOf(IOException.class).hasMessageContaining("/dev/full");
    }

    @Test
    void shouldWriteWhereNothingIsKept() {
        assertThatCode(() -> {
                    try (PcapWriter writer = create("/dev/null")) {
                        writer.write(packet, 0, FRAME.length, FRAME.length, 1);
                        writer.flush();
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseBytesOutsideTheSegment() throws IOException {
        try (PcapWriter writer = create(directory.resolve("file").toString())) {
            assertThatThrownBy(() -> writer.write(packet, 1, FRAME.length, FRAME.length, 1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.write(MemorySegment.ofArray(FRAME), 0, 1, 1, 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldAskAFilterAboutAPacket() throws IOException {
        try (BpfFilter udp = BpfFilter.compile("udp", CaptureBytes.DLT_ETHERNET, 65_535);
                BpfFilter longer = BpfFilter.compile("greater 100", CaptureBytes.DLT_ETHERNET, 65_535)) {
            assertThat(udp.matches(packet.address(), FRAME.length, FRAME.length))
                    .isTrue();
            assertThat(udp.matches(packet.address(), 20, FRAME.length)).isFalse();
            assertThat(longer.matches(packet.address(), FRAME.length, 99)).isFalse();
            assertThat(longer.matches(packet.address(), FRAME.length, 100)).isTrue();
        }
        assertThatThrownBy(() -> BpfFilter.compile("no such thing", CaptureBytes.DLT_ETHERNET, 65_535))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("filter 'no such thing': ");
    }

    private static PcapWriter create(String name) throws IOException {
        return PcapWriter.create(name, CaptureBytes.DLT_ETHERNET, CaptureBytes.SNAP_LENGTH, TimestampPrecision.MICRO);
    }
}
