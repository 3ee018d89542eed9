package dev.winnow.detect.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.rule.option.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatasetFileTest {
    @TempDir
    Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("values.lst"), text);
    }

    @ParameterizedTest
    @CsvSource({
        "STRING, YWJj,                                                             616263",
        "MD5,    900150983CD24FB0d6963f7d28e17f72,                                 900150983cd24fb0d6963f7d28e17f72",
        "SHA256, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "IPV4,   198.18.0.1,                                                       c6120001",
        "IP,     198.18.0.1,                                                       c6120001",
        "IP,     fd00::1,                                                          fd000000000000000000000000000001",
        "IP,     ::ffff:198.18.0.1,                                                c6120001"
    })
    void shouldReadEachKindOfValue(Dataset.Type type, String line, String hex) throws IOException {
        assertThat(DatasetFile.read(file("\n" + line + "\r\n" + line), type))
                .hasSize(2)
                .allMatch(entry ->
                        HexFormat.of().formatHex(entry.value().toArray()).equals(hex) && entry.reputation() == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "STRING, YWJ*",
        "MD5, 9001",
        "MD5, zz0150983cd24fb0d6963f7d28e17f72",
        "SHA256, 900150983cd24fb0d6963f7d28e17f72",
        "IPV4, fd00::1",
        "'STRING', 'YWJj,65536'",
        "'STRING', 'YWJj,'",
        "IP, 198.18.0.256",
        "IP, example.com"
    })
    void shouldNameTheLineThatIsNoValue(Dataset.Type type, String line) throws IOException {
        Path file = file("\n\n" + line + "\n");

        assertThatThrownBy(() -> DatasetFile.read(file, type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + ":3: ");
    }

    @Test
    void shouldReadReputations() throws IOException {
        assertThat(DatasetFile.read(file("YWJj,7\nYQ== , 65535"), Dataset.Type.STRING))
                .extracting(DatasetFile.Entry::reputation)
                .containsExactly(7, 65_535);
    }

    @ParameterizedTest
    @CsvSource({
        "STRING, 00ff61",
        "MD5,    900150983cd24fb0d6963f7d28e17f72",
        "IP,     c6120001",
        "IP,     fd000000000000000000000000000001"
    })
    void shouldWriteWhatItReads(Dataset.Type type, String hex) throws IOException {
        Path file = directory.resolve("deep/values.lst");

        DatasetFile.write(file, type, List.of(HexFormat.of().parseHex(hex)));

        assertThat(DatasetFile.read(file, type))
                .singleElement()
                .satisfies(entry -> assertThat(entry.value().toArray())
                        .isEqualTo(HexFormat.of().parseHex(hex)));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }
}
