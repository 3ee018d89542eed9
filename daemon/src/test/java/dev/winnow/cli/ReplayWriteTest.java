package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.PacketBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A replay's captures hold the packets of their verdict, bit by bit, and nothing else.
final class ReplayWriteTest {
    private static final int RAW_IP = 101;
    private static final int CUT_BYTES = 40;

    @TempDir
    private Path folder;

    private Path rules;
    private Path accepted;
    private Path dropped;

    /// How finely a capture tells the time, and the number that says so at its start.
    enum Precision {
        MICRO(0xA1B2C3D4, 999_999),
        NANO(0xA1B23C4D, 999_999_999);

        private final int magic;
        private final int largestFraction;

        Precision(int magic, int largestFraction) {
            this.magic = magic;
            this.largestFraction = largestFraction;
        }
    }

    /// One packet of a capture. Its bytes may be fewer than it had on the wire.
    private record Captured(int seconds, int fraction, int wireLength, List<Byte> bytes) {
        static Captured of(int seconds, int fraction, String payload) {
            return cut(seconds, fraction, payload, Integer.MAX_VALUE);
        }

        static Captured cut(int seconds, int fraction, String payload, int length) {
            byte[] whole = PacketBuilder.raw()
                    .ipv4("198.18.0.1", "198.18.0.2")
                    .udp(1024, 53)
                    .payload(payload)
                    .bytes();
            return new Captured(
                    seconds, fraction, whole.length, list(Arrays.copyOf(whole, Math.min(length, whole.length))));
        }

        static List<Byte> list(byte[] bytes) {
            List<Byte> list = new ArrayList<>();
            for (byte b : bytes) {
                list.add(b);
            }
            return list;
        }
    }

    @BeforeEach
    void setUp() throws IOException {
        rules = Files.writeString(
                folder.resolve("drop.rules"),
                "drop udp any any -> any any (msg:\"bad\"; content:\"EXTENDEDPROTOCOL\"; sid:1;)\n");
        accepted = folder.resolve("accepted.pcap");
        dropped = folder.resolve("dropped.pcap");
    }

    @ParameterizedTest
    @EnumSource
    void shouldSplitPacketsByVerdictAndKeepTheirTimes(Precision precision) throws IOException {
        List<Captured> good = List.of(
                Captured.of(0, 1, "first"),
                Captured.cut(1_700_000_000, 7, "longer than what was captured", CUT_BYTES),
                Captured.of(2_000_000_000, precision.largestFraction, "last"));
        List<Captured> bad = List.of(
                Captured.of(1_700_000_000, 0, "EXTENDEDPROTOCOL"),
                Captured.of(1_700_000_001, precision.largestFraction, "an EXTENDEDPROTOCOL"));
        Path capture =
                write("in.pcap", precision, List.of(good.get(0), bad.get(0), good.get(1), bad.get(1), good.get(2)));

        replay(
                "--ips",
                "--write-accepted",
                accepted.toString(),
                "--write-dropped",
                dropped.toString(),
                capture.toString());

        assertThat(read(accepted, precision)).isEqualTo(good);
        assertThat(read(dropped, precision)).isEqualTo(bad);
    }

    @Test
    void shouldAcceptEverythingWhereDropsTakeNoEffect() throws IOException {
        List<Captured> all = List.of(Captured.of(1, 2, "EXTENDEDPROTOCOL"), Captured.of(3, 4, "ordinary"));
        Path capture = write("in.pcap", Precision.MICRO, all);

        replay("--write-accepted", accepted.toString(), "--write-dropped", dropped.toString(), capture.toString());

        assertThat(read(accepted, Precision.MICRO)).isEqualTo(all);
        assertThat(read(dropped, Precision.MICRO)).isEmpty();
    }

    @Test
    void shouldGatherSeveralCapturesInTheFirstOnesPrecision() throws IOException {
        Path micro = write("micro.pcap", Precision.MICRO, List.of(Captured.of(1, 2, "one")));
        Path nano = write("nano.pcap", Precision.NANO, List.of(Captured.of(3, 4_005_678, "two")));

        replay("--ips", "--write-accepted", accepted.toString(), micro.toString(), nano.toString());

        assertThat(read(accepted, Precision.MICRO))
                .containsExactly(Captured.of(1, 2, "one"), Captured.of(3, 4_005, "two"));
        assertThat(dropped).doesNotExist();
    }

    private void replay(String... options) {
        List<String> words = new ArrayList<>(List.of("replay", "--rules", rules.toString()));
        words.addAll(Arrays.asList(options));
        Call call = Call.of(words.toArray(String[]::new));
        assertThat(call.exitStatus()).as(call.err()).isZero();
    }

    private Path write(String name, Precision precision, List<Captured> packets) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(precision.magic)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65_535)
                .putInt(RAW_IP)
                .array());
        for (Captured packet : packets) {
            ByteBuffer header = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            header.putInt(packet.seconds).putInt(packet.fraction);
            header.putInt(packet.bytes.size()).putInt(packet.wireLength);
            file.writeBytes(header.array());
            packet.bytes.forEach(file::write);
        }
        return Files.write(folder.resolve(name), file.toByteArray());
    }

    private static List<Captured> read(Path file, Precision precision) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
        assertThat(in.getInt(0)).isEqualTo(precision.magic);
        List<Captured> packets = new ArrayList<>();
        in.position(24);
        while (in.hasRemaining()) {
            int seconds = in.getInt();
            int fraction = in.getInt();
            byte[] bytes = new byte[in.getInt()];
            int wireLength = in.getInt();
            in.get(bytes);
            packets.add(new Captured(seconds, fraction, wireLength, Captured.list(bytes)));
        }
        return packets;
    }
}
