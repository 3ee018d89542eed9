package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.config.WinnowConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules about web requests that come with winnow, through the whole engine: what each must catch, and what it must
/// leave alone although it looks alike.
final class ShippedHttpRulesTest {
    private static final Path RULES = Path.of("src/main/dist/rules");
    private static final Pattern SID = Pattern.compile("sid:(\\d+);");
    private static final String OK = "<HTTP/1.1 200 OK^Content-Length: 0^^";

    record Pair(long sid, String matching, String near) {
        static Pair of(String[] parts) {
            return new Pair(Long.parseLong(parts[0]), parts[1], parts[2]);
        }
    }

    static List<Pair> pairs() throws IOException {
        return TableLines.of("shipped-http-rules.txt").stream().map(Pair::of).toList();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldDropTheRequestThatTheRuleIsAbout(Pair pair) throws IOException {
        try (JudgedTraffic traffic = judged(pair.matching)) {
            assertThat(traffic.alerts()).as(pair.matching).contains(pair.sid);
            assertThat(traffic.verdicts()).contains("d");
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void shouldLeaveAloneWhatIsNearlySo(Pair pair) throws IOException {
        try (JudgedTraffic traffic = judged(pair.near)) {
            assertThat(traffic.alerts()).as(pair.near).isEmpty();
            assertThat(traffic.verdicts()).doesNotContain("d");
        }
    }

    private static JudgedTraffic judged(String request) throws IOException {
        JudgedTraffic traffic = new JudgedTraffic(rules(), true);
        Turns.packets(request, OK).forEach(traffic::send);
        return traffic.end();
    }

    private static String rules() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(RULES)) {
            for (Path file : files.sorted().toList()) {
                text.append(Files.readString(file));
            }
        }
        String webPorts = WinnowConfig.defaults().variables().portGroups().get("HTTP_PORTS");
        return text.toString().replace("$HTTP_PORTS", webPorts);
    }

    @Test
    void shouldHaveAPairForEveryRuleAboutRequests() throws IOException {
        List<Long> sids = rules().lines()
                .filter(line -> line.startsWith("drop http "))
                .map(line ->
                        SID.matcher(line).results().findFirst().orElseThrow().group(1))
                .map(Long::valueOf)
                .toList();

        assertThat(pairs()).extracting(Pair::sid).hasSameElementsAs(sids);
    }
}
