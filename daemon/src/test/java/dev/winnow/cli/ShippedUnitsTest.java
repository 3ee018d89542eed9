package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the units of systemd start is a command of winnow's.
final class ShippedUnitsTest {
    private static final Path UNITS = Path.of("src", "main", "dist", "systemd");
    private static final String START = "ExecStart=/usr/bin/winnow ";

    @Test
    void shouldStartCommandsThatThereAre() throws IOException {
        try (Stream<Path> files = Files.list(UNITS)) {
            List<Path> services =
                    files.filter(file -> file.toString().endsWith(".service")).toList();
            assertThat(services).isNotEmpty().allSatisfy(service -> {
                String[] words = Files.readAllLines(service).stream()
                        .filter(line -> line.startsWith(START))
                        .findFirst()
                        .orElseThrow()
                        .substring(START.length())
                        .split(" ");
                assertThat(Main.commandLine().parseArgs(words).errors()).isEmpty();
                assertThat(service.resolveSibling(
                                service.getFileName().toString().replace(".service", ".timer")))
                        .exists();
            });
        }
    }
}
