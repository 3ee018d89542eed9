package dev.winnow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.config.ConfigLoader.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Configurations that are shipped: ours, and the ones that other people's captures come with.
class ShippedConfigTest {
    private static final Path SHIPPED = Path.of("src", "main", "dist", "winnow.yaml");
    private static final Path CASES = Path.of("..", "..", "shared", "conformance", "cases");

    @Test
    void shouldShipTheDefaults() throws ConfigException {
        assertThat(ConfigLoader.load(Optional.of(SHIPPED), Origin.OWN, List.of())
                        .config())
                .isEqualTo(WinnowConfig.defaults());
    }

    @Test
    void shouldExplainEveryKey() throws IOException {
        String text = Files.readString(SHIPPED);

        assertThat(ConfigKeys.names())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(text).contains(name.substring(name.lastIndexOf('.') + 1) + ":"));
    }

    @Test
    void shouldLoadTheConfigurationsOfAllConformanceCases() throws IOException {
        assumeTrue(Files.isDirectory(CASES), "the conformance cases are not on this machine");
        try (Stream<Path> files = Files.walk(CASES)) {
            List<Path> configurations =
                    files.filter(file -> file.endsWith("suricata.yaml")).toList();

            assertThat(configurations)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(ConfigLoader.load(Optional.of(file), Origin.FOREIGN, List.of())
                                    .passedOver())
                            .isPositive());
        }
    }
}
