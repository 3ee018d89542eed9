package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.source.Diagnostic;
import dev.winnow.rule.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules of the conformance cases, where they are at hand. Suricata takes them all.
class ConformanceRulesTest {
    private static final Path CASES = Path.of("..", "..", "shared", "conformance", "cases");

    @Test
    void shouldRefuseARuleOnlyForAKeywordThatIsNotSupported() throws IOException {
        assumeTrue(Files.isDirectory(CASES), "skipped: there are no cases in " + CASES);
        try (Stream<Path> paths = Files.walk(CASES)) {
            List<Path> files = paths.filter(path -> path.toString().endsWith(".rules"))
                    .sorted()
                    .toList();
            assertThat(files).isNotEmpty();
            for (Path path : files) {
                RuleFile file = RuleParser.parse(SourceText.read(path), Rules.VARIABLES, Classifications.standard());
                assertThat(file.diagnostics().all())
                        .filteredOn(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                        .as(() -> file.diagnostics().render(9))
                        .allMatch(diagnostic -> diagnostic.message().contains("` is not supported"));
            }
        }
    }
}
