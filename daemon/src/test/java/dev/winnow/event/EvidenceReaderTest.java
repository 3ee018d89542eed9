package dev.winnow.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Packets of evidence with their comments, out of files that may end anywhere.
final class EvidenceReaderTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"198.18.7.2, 198.18.7.1", "fd00:0:0:0:0:0:0:7, fd00:0:0:0:0:0:0:1"})
    void shouldReadWhatWasKept(String source, String target) throws IOException {
        List<EvidencePacket> packets = EvidencePackets.of(folder, source, target, "GET /\r\n\u0001\u007f");
        assertThat(packets).singleElement().satisfies(packet -> {
            assertThat(packet.timestampNs()).isEqualTo(Events.TIMESTAMP_NS);
            assertThat(packet.comment()).isEqualTo(EvidencePackets.COMMENT);
            assertThat(packet.source()).hasToString(source);
            assertThat(packet.sourcePort()).isEqualTo(EvidencePackets.SOURCE_PORT);
            assertThat(packet.target()).hasToString(target);
            assertThat(packet.targetPort()).isEqualTo(80);
            assertThat(packet.protocol()).isEqualTo("TCP");
            assertThat(packet.excerpt()).isEqualTo("GET /....");
        });
    }

    @Test
    void shouldGiveWhatIsWholeOfAFileThatWasCut() throws IOException {
        EvidencePackets.of(folder, "198.18.7.2", "198.18.7.1", "one");
        byte[] file = Files.readAllBytes(folder.resolve("read.pcapng"));
        for (int length = 0; length < file.length; length++) {
            assertThat(EvidencePackets.read(folder, Arrays.copyOf(file, length)))
                    .isEmpty();
        }
        assertThat(EvidencePackets.read(folder, file)).hasSize(1);
    }

    @Property(tries = 300)
    void shouldNeverFailWhateverIsInTheFile(@ForAll byte[] bytes, @ForAll byte overwritten) throws IOException {
        Path own = Files.createTempDirectory("winnow-evidence");
        try {
            EvidencePackets.of(own, "198.18.7.2", "198.18.7.1", "one");
            byte[] file = Files.readAllBytes(own.resolve("read.pcapng"));
            int beginning = EvidenceReader.beginning().length;
            System.arraycopy(bytes, 0, file, beginning + (overwritten & 0x3F), Math.min(bytes.length, 40));
            assertThat(EvidencePackets.read(own, file)).hasSizeLessThanOrEqualTo(1);
        } finally {
            Files.delete(own.resolve("read.pcapng"));
            Files.delete(own);
        }
    }
}
