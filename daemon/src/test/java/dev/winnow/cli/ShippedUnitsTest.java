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
    private static final String WINNOW = "=/usr/bin/winnow ";
    private static final String OPTIONS = "WINNOW_OPTIONS";
    private static final String DEFAULT_OPTIONS = "Environment=" + OPTIONS + "=";

    @Test
    void shouldStartCommandsThatThereAre() throws IOException {
        assertThat(units(".service")).isNotEmpty().allSatisfy(service -> {
            List<String> calls = calls(Files.readAllLines(service));
            assertThat(calls)
                    .isNotEmpty()
                    .allSatisfy(call -> assertThat(Main.commandLine()
                                    .parseArgs(call.split(" ", -1))
                                    .errors())
                            .isEmpty());
        });
    }

    @Test
    void shouldHaveAServiceForEachTimer() throws IOException {
        assertThat(units(".timer"))
                .isNotEmpty()
                .allSatisfy(timer -> assertThat(timer.resolveSibling(
                                timer.getFileName().toString().replace(".timer", ".service")))
                        .exists());
    }

    private static List<Path> units(String ending) throws IOException {
        try (Stream<Path> files = Files.list(UNITS)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    /// What is called as root, with the options that count where the operator has set none.
    private static List<String> calls(List<String> unit) {
        String options = unit.stream()
                .filter(line -> line.startsWith(DEFAULT_OPTIONS))
                .map(line -> line.substring(DEFAULT_OPTIONS.length()))
                .findFirst()
                .orElse("");
        return unit.stream()
                .filter(line -> line.startsWith("Exec") && line.contains(WINNOW))
                .map(line -> line.substring(line.indexOf(WINNOW) + WINNOW.length()))
                .map(call -> call.replace("$" + OPTIONS, options))
                .toList();
    }
}
