package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.detect.RuleCompiler;
import dev.winnow.detect.RuleData;
import dev.winnow.detect.cache.DatabaseCache;
import dev.winnow.detect.dataset.DatasetSettings;
import dev.winnow.detect.dataset.Datasets;
import dev.winnow.detect.reputation.CountryFile;
import dev.winnow.detect.reputation.MaxMindWriter;
import dev.winnow.detect.reputation.ReputationFiles;
import dev.winnow.protocol.tls.TlsMessages;
import dev.winnow.rule.KeywordSupport;
import dev.winnow.rule.KeywordSupport.Level;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.syntax.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// For every keyword that winnow understands a rule with it, traffic that the rule matches, and traffic that it nearly
/// does, through the whole engine.
final class KeywordPairsTest {
    @TempDir
    static Path folder;

    /// @param options those of several rules, `&&` between them
    record Pair(String keyword, String options, String matching, String near) {
        static Pair of(String[] parts) {
            return new Pair(parts[0], parts[1], parts[2], parts[3]);
        }
    }

    @BeforeAll
    static void writeLists() throws IOException {
        Files.writeString(folder.resolve("md5"), "5d41402abc4b2a76b9719d911017c592\n");
        Files.writeString(folder.resolve("sha1"), "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d\n");
        Files.writeString(
                folder.resolve("sha256"), "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\n");
        Files.writeString(folder.resolve("uris"), "L2V2aWw=\n");
        Files.writeString(folder.resolve("rep"), "L2V2aWw=,30\nL29kZA==,20\n");
        Files.writeString(folder.resolve("categories"), "1,CnC,bad\n");
        Files.writeString(folder.resolve("scores"), "198.18.0.7,1,30\n198.18.0.8,1,29\n");
        Files.write(
                folder.resolve("countries"),
                new MaxMindWriter(24)
                        .add("198.18.0.7", 32, Map.of("country", Map.of("iso_code", "RU")))
                        .add("198.18.0.8", 32, Map.of("country", Map.of("iso_code", "US")))
                        .bytes());
    }

    private static RuleData data() throws IOException {
        return new RuleData(
                new Datasets(DatasetSettings.in(folder), _ -> {}),
                ReputationFiles.read(folder.resolve("categories"), List.of(folder.resolve("scores"))),
                CountryFile.read(folder.resolve("countries")));
    }

    static List<Pair> pairs() throws IOException {
        return TableLines.of("keyword-pairs.txt").stream().map(Pair::of).toList();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldMatchAndNearlyMatch(Pair pair) throws IOException {
        assertThat(alerts(pair.options(), pair.matching())).as(pair.matching()).contains(1L);
        assertThat(alerts(pair.options(), pair.near())).as(pair.near()).doesNotContain(1L);
    }

    private static List<Long> alerts(String options, String line) throws IOException {
        String rules = rules(options.replace("@", folder.toString())
                .replace("%fingerprint%", TlsMessages.fingerprint("evil", 0x55)));
        RuleData data = data();
        try (JudgedTraffic traffic = new JudgedTraffic(rules, parsed -> compile(parsed, data), false)) {
            for (byte[] packet : PairTraffic.packets(line)) {
                int seconds = PairTraffic.seconds(packet);
                if (seconds > 0) {
                    traffic.later(seconds * 1_000_000_000L);
                } else {
                    traffic.send(packet);
                }
            }
            return traffic.end().alerts();
        }
    }

    private static RuleCompiler.Compilation compile(List<ResolvedRule> rules, RuleData data) {
        return RuleCompiler.compile(rules, Action::ordinal, List.of(), data, DatabaseCache.none());
    }

    private static String rules(String options) {
        String[] all = options.split(" && ", -1);
        return Stream.iterate(1, i -> i <= all.length, i -> i + 1)
                .map(i -> "alert ip any any -> any any (" + all[i - 1] + "; sid:" + i + ";)")
                .collect(Collectors.joining("\n"));
    }

    @Test
    void shouldHaveAPairForEveryKeywordThatIsUnderstood() throws IOException {
        Set<String> understood = KeywordSupport.all().stream()
                .filter(keyword -> keyword.level() != Level.NOT)
                .map(KeywordSupport::keyword)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(pairs()).extracting(Pair::keyword).hasSameElementsAs(understood);
        assertThat(pairs())
                .allMatch(pair -> pair.keyword().equals("sid")
                        || (" " + pair.options() + ";").contains(" " + pair.keyword() + ";")
                        || pair.options().contains(pair.keyword() + ":"));
    }
}
