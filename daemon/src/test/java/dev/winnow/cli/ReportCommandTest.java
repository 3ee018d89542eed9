package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `winnow report` where no filter has ever run, and calls that are wrong.
final class ReportCommandTest {
    private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");

    @TempDir
    private Path folder;

    private Call report(String... options) {
        List<String> words = new ArrayList<>(
                List.of("report", "--control", folder.resolve("control.sock").toString()));
        words.addAll(List.of("--set", "history.file=" + folder.resolve("history.db")));
        words.addAll(List.of("--set", "ban.ledger=" + folder.resolve("bans.db")));
        words.addAll(List.of("--set", "evidence.directory=" + folder.resolve("evidence")));
        words.addAll(Arrays.asList(options));
        return Call.of(words.toArray(String[]::new));
    }

    @Test
    void shouldSayThatNothingIsKnown() {
        Call call = report();
        assertThat(call.exitStatus()).isZero();
        assertThat(call.out().lines().reduce("", (_, line) -> line))
                .startsWith("not well: winnow has not run in this time; there is no history " + folder);
    }

    @Test
    void shouldLeaveNoFileBehindWhereThereWasNone() throws IOException {
        report("--abuse", folder.resolve("abuse").toString());
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void shouldWriteAFile() throws IOException {
        Path file = folder.resolve("report.json");
        Call call = report("--format", "json", "--output", file.toString());
        assertThat(call.out()).isEmpty();
        assertThat(new ObjectMapper().readTree(file.toFile()).path("well").asBoolean(true))
                .isFalse();
    }

    @Test
    void shouldSayThatADamagedHistoryCannotBeReadAndLeaveItAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("history.db"), "no database".repeat(1_000));
        assertThat(report().out()).contains("cannot read the history " + file);
        assertThat(file).content().startsWith("no database");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --since yesterday                       | 2 | --since: 'yesterday' is neither how long ago
            --since 2026-13-01                      | 2 | --since: '2026-13-01' is neither
            --since 1h --until 2h                   | 2 | the end of the period is not behind its beginning
            --format pdf                            | 2 | pdf
            --set history.keep=soon                 | 2 | history.keep
            --set report.mail-to=-oQ/tmp            | 2 | a mail address
            --set report.mail-to=a@b,c              | 2 | a mail address
            --output /nowhere/at/all                | 1 | cannot write /nowhere/at/all
            --mail --set report.mail-to=a@b --set report.sendmail=/nowhere | 1 | there is no /nowhere
            """)
    void shouldRefuseInOneLine(String line, int exitStatus, String words) {
        Call call = report(line.split(" "));
        assertThat(call.exitStatus()).isEqualTo(exitStatus);
        assertThat(call.reason()).contains(words);
    }

    @Test
    void shouldSayThatThereIsNobodyToMailTo() {
        Call call = report("--mail");
        assertThat(call.exitStatus()).isZero();
        assertThat(call.reason()).contains("report.mail-to names nobody");
    }

    @ParameterizedTest
    @CsvSource({
        "24h, 2026-03-01T00:00:00Z",
        "90s, 2026-03-01T23:58:30Z",
        "2026-02-28, 2026-02-27T23:00:00Z",
        "2026-02-28 12:30, 2026-02-28T11:30:00Z",
        "2026-02-28T12:30:15, 2026-02-28T11:30:15Z",
        "2026-02-28T12:30:15Z, 2026-02-28T12:30:15Z"
    })
    void shouldReadTimes(String text, Instant time) {
        assertThat(ReportTime.parse("--since", text, NOW, ZoneOffset.ofHours(1)))
                .isEqualTo(time);
    }
}
