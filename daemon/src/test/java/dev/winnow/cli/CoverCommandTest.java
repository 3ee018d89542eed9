package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CoverCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeLists() throws IOException {
        write("attackers", lines(IntStream.rangeClosed(224, 254), "198.18.190.%d"));
        write("visitors", lines(IntStream.range(0, 120), "198.18.%d.7"));
        write("broken", lines(IntStream.range(0, 9), "198.18.0.%d.3") + "198.18.0.1\n");
        write("empty", "");
    }

    @Test
    void shouldAnswerTheSubnetStory() {
        Call call = call("bans cover @attackers --visitors @visitors");
        assertThat(call.exitStatus()).isZero();
        assertThat(call.out().lines().map(String::strip))
                .containsExactly(
                        "198.18.190.224/27   31 attackers, nobody else known, 32 addresses",
                        "a size down, 198.18.190.224/28: 16 attackers, nobody else known",
                        "a size up, 198.18.190.192/26: 31 attackers, nobody else known",
                        "the /16 around it would have cost 120 visitors",
                        "1 prefix blocks 31 of 31 attackers and 0 of 120 visitors");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bans cover @attackers --plain            | 198.18.190.224/27
            bans cover @empty                        | 0 prefixes block 0 of 0 attackers and 0 of 0 visitors
            bans cover @broken                       | broken: 4 more lines are like these
            bans cover @broken                       | broken:1: '198.18.0.0.3' is no address
            bans cover @attackers --budget 1 --widest 30 | 1 prefix blocks 4 of 31 attackers
            """)
    void shouldPrint(String line, String words) {
        Call call = call(line);
        assertThat(call.exitStatus()).isZero();
        assertThat(call.out() + call.err()).contains(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bans                                     | 2 | Missing required subcommand
            bans cover                               | 2 | ATTACKERS
            bans cover @attackers --budget 0         | 2 | budget of at least 1
            bans cover @attackers --widest 33        | 2 | widest prefix
            bans cover @attackers --visitor-price -1 | 2 | must not be negative
            bans cover @nowhere                      | 1 | no such file
            bans cover @.                            | 1 | cannot be read
            """)
    void shouldRefuseInOneLine(String line, int exitStatus, String words) {
        Call call = call(line);
        assertThat(call.exitStatus()).isEqualTo(exitStatus);
        assertThat(call.err().strip().lines()).singleElement().asString().contains(words);
    }

    private Call call(String line) {
        return Call.of(line.replace("@", folder + "/").split(" "));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String lines(IntStream numbers, String format) {
        return numbers.mapToObj(format::formatted).collect(Collectors.joining("\n", "", "\n"));
    }
}
