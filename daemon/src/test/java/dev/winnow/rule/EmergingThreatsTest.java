package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.Diagnostic;
import dev.winnow.rule.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules that people have, where they are at hand.
class EmergingThreatsTest {
    private static final Path RULES = Path.of("..", "..", "shared", "rules", "et-open");

    private static final Variables VARIABLES = new Variables(
            Map.ofEntries(
                    Map.entry("HOME_NET", "[192.168.0.0/16,10.0.0.0/8,172.16.0.0/12]"),
                    Map.entry("EXTERNAL_NET", "!$HOME_NET"),
                    Map.entry("HTTP_SERVERS", "$HOME_NET"),
                    Map.entry("SMTP_SERVERS", "$HOME_NET"),
                    Map.entry("SQL_SERVERS", "$HOME_NET"),
                    Map.entry("DNS_SERVERS", "$HOME_NET"),
                    Map.entry("TELNET_SERVERS", "$HOME_NET"),
                    Map.entry("MODBUS_CLIENT", "$HOME_NET"),
                    Map.entry("MODBUS_SERVER", "$HOME_NET")),
            Map.of(
                    "HTTP_PORTS", "80",
                    "SHELLCODE_PORTS", "!80",
                    "ORACLE_PORTS", "1521",
                    "SSH_PORTS", "22",
                    "FTP_PORTS", "21",
                    "FILE_DATA_PORTS", "[$HTTP_PORTS,110,143]"));

    private static List<RuleFile> files() throws IOException {
        assumeTrue(Files.isDirectory(RULES), "skipped: there are no rules in " + RULES);
        List<RuleFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(RULES)) {
            for (Path path :
                    paths.filter(p -> p.toString().endsWith(".rules")).sorted().toList()) {
                files.add(RuleParser.parse(SourceText.read(path), VARIABLES, Classifications.standard()));
            }
        }
        return files;
    }

    @Test
    void shouldRefuseOnlyFewAndOnlyForKeywordsThatAreNotSupported() throws IOException {
        List<RuleFile> files = files();
        RuleSet set = RuleSet.of(files);
        assertThat(set.total()).isEqualTo(24_827);
        assertThat(set.usable()).as(() -> "refusals: " + refusals(files)).isGreaterThan(24_800);
        assertThat(refusals(files).keySet()).allMatch(message -> message.contains("` is not supported"));
    }

    /// What is said of rules, and how often.
    private static Map<String, Long> refusals(List<RuleFile> files) {
        return files.stream()
                .flatMap(file -> file.diagnostics().all().stream())
                .collect(Collectors.groupingBy(Diagnostic::message, TreeMap::new, Collectors.counting()));
    }
}
