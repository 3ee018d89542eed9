package dev.winnow.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.config.ConfigLoader.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Whatever a file holds, it becomes a configuration or problems with places, never another exception.
class ConfigPropertyTest {
    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("winnow", ".yaml");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Property(tries = 500)
    void shouldSurviveAnyMixtureOfYaml(@ForAll("mixtures") String mixture) throws IOException {
        load(Files.writeString(file, mixture));
    }

    @Property(tries = 500)
    void shouldSurviveAnyBytes(@ForAll byte[] bytes) throws IOException {
        load(Files.write(file, bytes));
    }

    private static void load(Path file) {
        for (Origin origin : Origin.values()) {
            try {
                ConfigLoader.load(Optional.of(file), origin, List.of());
            } catch (ConfigException e) {
                assertThat(e.problems())
                        .isNotEmpty()
                        .allSatisfy(problem -> assertThat(problem.toString())
                                .startsWith(file.toString())
                                .doesNotContain("\n"));
            }
        }
    }

    @Provide
    Arbitrary<String> mixtures() {
        return Arbitraries.of(
                        "\n",
                        "\n  ",
                        "\n    ",
                        ": ",
                        "- ",
                        "[",
                        "]",
                        "{",
                        "}",
                        ",",
                        "\"",
                        "'",
                        "&a ",
                        "*a",
                        "!x",
                        "!!str ",
                        "!include ",
                        "#",
                        "|\n",
                        ">\n",
                        "%YAML 1.1\n",
                        "---\n",
                        "...\n",
                        "<<: ",
                        "?",
                        "\t",
                        "~",
                        "nfq",
                        "mode",
                        "accept",
                        "vars",
                        "address-groups",
                        "HOME_NET",
                        "any",
                        "rule-files",
                        "threading",
                        "cpus",
                        "0-3",
                        "1.5mb",
                        "defrag",
                        "memcap",
                        "outputs",
                        "eve-log",
                        "yes",
                        "\u0001",
                        "\u00e9",
                        "\ud83d\ude00")
                .list()
                .ofMaxSize(40)
                .map(pieces -> String.join("", pieces));
    }
}
