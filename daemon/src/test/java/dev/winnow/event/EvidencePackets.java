package dev.winnow.event;

import dev.winnow.packet.LinkType;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Packets of evidence, for tests.
public final class EvidencePackets {
    public static final int SOURCE_PORT = 4_711;
    public static final String COMMENT = "a scan (sid 7), dropped";

    private EvidencePackets() {}

    /// One packet, as it is read from a file of evidence.
    ///
    /// @param folder for the file
    public static List<EvidencePacket> of(Path folder, String source, String target, String payload)
            throws IOException {
        PacketBuilder packet = PacketBuilder.raw();
        PacketBuilder addressed = source.indexOf(':') < 0 ? packet.ipv4(source, target) : packet.ipv6(source, target);
        PacketView view = Events.view(
                LinkType.RAW,
                addressed
                        .tcp(SOURCE_PORT, 80)
                        .flags(TcpFlags.ACK)
                        .payload(payload.getBytes(StandardCharsets.US_ASCII)));
        PacketCopy copy = new PacketCopy(2_000);
        copy.copy(view);
        ByteBuffer block = new PcapngBlocks(4_000).packet(copy, Events.TIMESTAMP_NS, COMMENT);
        byte[] beginning = EvidenceReader.beginning();
        byte[] file = new byte[beginning.length + block.remaining()];
        System.arraycopy(beginning, 0, file, 0, beginning.length);
        block.get(file, beginning.length, block.remaining());
        return read(folder, file);
    }

    /// The packets of a file.
    public static List<EvidencePacket> read(Path folder, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("read.pcapng"), bytes);
        List<EvidencePacket> packets = new ArrayList<>();
        try (EvidenceReader reader = new EvidenceReader()) {
            reader.read(file, packets::add);
        }
        return packets;
    }
}
