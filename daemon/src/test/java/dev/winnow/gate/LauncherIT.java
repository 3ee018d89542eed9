package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// With which compiler the launcher starts the JVM: the quick one alone (level 1) where the work is soon over.
final class LauncherIT {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void setUp() throws IOException {
        Files.writeString(folder.resolve("one.rules"), "alert udp any any -> any any (ttl:>0; sid:1;)\n");
        Files.write(folder.resolve("short.pcap"), Captures.of(Captures.ETHERNET, 3));
        sparse("half.pcap", 500_000_000);
        sparse("long.pcap", 1_000_000_000);
        sparse("packed.pcap.gz", 200_000_000);
    }

    private static void sparse(String name, long length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
            file.setLength(length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "check @one.rules, 1",
        "replay @short.pcap, 1",
        "replay @gone.pcap, 1",
        "replay --rules @one.rules @short.pcap @half.pcap, 1",
        "replay --eve @long.pcap @half.pcap, 1",
        "replay --eve - --ips @half.pcap, 1",
        "replay @half.pcap @half.pcap, 4",
        "replay @long.pcap, 4",
        "replay @packed.pcap.gz, 4",
        "replay -, 4",
        "--help, 4"
    })
    void shouldTakeTheQuickCompilerForWhatIsSoonOver(String line, int level) throws Exception {
        List<String> words = Stream.concat(
                        Stream.of("env", "WINNOW_JAVA_OPTS=-XX:+PrintFlagsFinal", Filter.WINNOW),
                        Arrays.stream(line.replace("@", folder + "/").split(" ")))
                .toList();

        Shell.Result result = Shell.run(words);

        assertThat(result.output()).containsPattern("TieredStopAtLevel += " + level + " ");
    }
}
