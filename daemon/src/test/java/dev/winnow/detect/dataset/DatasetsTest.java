package dev.winnow.detect.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.detect.dataset.DatasetSettings.Definition;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.DataReputation;
import dev.winnow.rule.option.Dataset;
import dev.winnow.rule.option.Dataset.Command;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberRange;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatasetsTest {
    @TempDir
    Path rules;

    @TempDir
    Path data;

    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(rules.resolve("abc.lst"), "YWJj\n");
        Files.writeString(rules.resolve("scores.lst"), "YWJj,30\n");
        Files.writeString(rules.resolve("damaged.lst"), "YWJj\n*\n");
    }

    private Datasets datasets() {
        return new Datasets(DatasetSettings.in(data), notices::add);
    }

    private static Dataset option(String name, Dataset.Type type, Dataset.Files files) {
        return new Dataset(Buffer.PAYLOAD, Command.ISSET, name, Optional.ofNullable(type), files, OptionalLong.empty());
    }

    private static Dataset.Files load(String file) {
        return new Dataset.Files(Optional.of(file), Optional.empty(), Optional.empty());
    }

    private static Dataset.Files save(String file) {
        return new Dataset.Files(Optional.empty(), Optional.of(file), Optional.empty());
    }

    private static Dataset.Files state(String file) {
        return new Dataset.Files(Optional.empty(), Optional.empty(), Optional.of(file));
    }

    private static MemorySegment text(String text) {
        return Arena.ofAuto().allocateFrom(text, StandardCharsets.ISO_8859_1);
    }

    private static boolean contains(ByteSet set, String text) {
        return set.contains(text(text), 0, text.length());
    }

    private static ByteSet.Outcome add(ByteSet set, String text) {
        return set.add(text(text), 0, text.length());
    }

    @Test
    void shouldShareASetThatIsNamedAgain() {
        try (Datasets datasets = datasets()) {
            ByteSet set = datasets.get(option("a", Dataset.Type.STRING, load("abc.lst")), rules);

            assertThat(contains(set, "abc")).isTrue();
            assertThat(contains(set, "ab")).isFalse();
            assertThat(datasets.get(option("a", null, Dataset.Files.NONE), rules))
                    .isSameAs(set);
            assertThat(datasets.get(option("b", Dataset.Type.STRING, load("abc.lst")), rules))
                    .isNotSameAs(set);
        }
    }

    @Test
    void shouldReadReputations() {
        DataReputation option = new DataReputation(
                new Buffer(Field.HTTP_URI),
                "scores",
                NumberRange.exactly(30),
                Optional.of(Dataset.Type.STRING),
                Optional.of("scores.lst"),
                OptionalLong.empty());
        try (Datasets datasets = datasets()) {
            ByteSet set = datasets.get(option, rules);

            assertThat(set.numberOf(text("abc"), 0, 3)).isEqualTo(30);
            assertThat(set.numberOf(text("abd"), 0, 3)).isEqualTo(ByteSet.ABSENT);
        }
    }

    @Test
    void shouldKeepAStateFromOneRunToTheNext() {
        Dataset option = option("seen", Dataset.Type.STRING, state("seen.lst"));
        try (Datasets datasets = datasets()) {
            assertThat(add(datasets.get(option, rules), "a")).isEqualTo(ByteSet.Outcome.ADDED);
            assertThat(add(datasets.get(option, rules), "b")).isEqualTo(ByteSet.Outcome.ADDED);
            assertThat(datasets.get(option, rules).remove(text("b"), 0, 1)).isTrue();
        }
        try (Datasets datasets = datasets()) {
            assertThat(add(datasets.get(option, rules), "a")).isEqualTo(ByteSet.Outcome.PRESENT);
            assertThat(contains(datasets.get(option, rules), "b")).isFalse();
        }
        assertThat(data.resolve("seen.lst")).hasContent("YQ==");
        assertThat(notices).isEmpty();
    }

    /// A digest of other than its length would be a damaged line of the file, because of which the rule that wrote it
    /// would be refused when it is loaded again.
    @ParameterizedTest
    @CsvSource({"MD5, 16, 2", "SHA256, 32, 16", "IPV4, 4, 16", "IP, 4, 5", "IP, 16, 15"})
    void shouldTakeOnlyWhatItsFileCanHold(Dataset.Type type, int length, int otherLength) {
        Dataset option = option("seen", type, state("seen.lst"));
        try (Datasets datasets = datasets()) {
            assertThat(add(datasets.get(option, rules), "a".repeat(otherLength)))
                    .isEqualTo(ByteSet.Outcome.REFUSED);
            assertThat(contains(datasets.get(option, rules), "a".repeat(otherLength)))
                    .isFalse();
            assertThat(add(datasets.get(option, rules), "a".repeat(length))).isEqualTo(ByteSet.Outcome.ADDED);
        }
        try (Datasets datasets = datasets()) {
            assertThat(contains(datasets.get(option, rules), "a".repeat(length)))
                    .isTrue();
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void shouldWriteNothingWhereNothingChanged() {
        try (Datasets datasets = datasets()) {
            datasets.get(option("seen", Dataset.Type.STRING, save("seen.lst")), rules);
        }

        assertThat(data).isEmptyDirectory();
    }

    @Test
    void shouldTellWhatCouldNotBeWritten() throws IOException {
        Files.createDirectory(data.resolve("seen.lst"));
        Files.createFile(data.resolve("seen.lst/other"));
        try (Datasets datasets = datasets()) {
            add(datasets.get(option("seen", Dataset.Type.STRING, save("seen.lst")), rules), "a");
        }

        assertThat(notices).singleElement().asString().contains("seen.lst");
    }

    @Test
    void shouldTakeTheConfigurationsWordForASetThatItNames() throws IOException {
        Files.writeString(data.resolve("known.lst"), "YWJj\n");
        Definition known = new Definition(
                "known",
                Dataset.Type.STRING,
                Optional.of(data.resolve("known.lst")),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(4));
        DatasetSettings settings = new DatasetSettings(data, true, false, 1 << 20, List.of(known));
        try (Datasets datasets = new Datasets(settings, notices::add)) {
            ByteSet set = datasets.get(option("known", null, Dataset.Files.NONE), rules);

            assertThat(contains(set, "abc")).isTrue();
            assertThatThrownBy(() -> datasets.get(option("known", Dataset.Type.MD5, Dataset.Files.NONE), rules))
                    .hasMessageContaining("another");
        }
    }

    @Test
    void shouldSayWhyThereIsNoSet() {
        try (Datasets datasets = datasets()) {
            datasets.get(option("a", Dataset.Type.STRING, load("abc.lst")), rules);

            assertRefused(datasets, option("a", Dataset.Type.MD5, Dataset.Files.NONE), "another");
            assertRefused(datasets, option("a", null, load("damaged.lst")), "another");
            assertRefused(datasets, option("b", null, load("abc.lst")), "needs a type");
            assertRefused(datasets, option("c", Dataset.Type.STRING, load("none.lst")), "none.lst");
            assertRefused(datasets, option("d", Dataset.Type.STRING, load("damaged.lst")), "damaged.lst:2");
            assertRefused(Datasets.NONE, option("e", Dataset.Type.STRING, Dataset.Files.NONE), "no place");
        }
    }

    @Test
    void shouldLetRulesWriteOnlyWhereTheyMay() {
        DatasetSettings none = new DatasetSettings(data, false, false, 1, List.of());
        DatasetSettings anywhere = new DatasetSettings(data, true, true, 1, List.of());
        String elsewhere = rules.resolve("x.lst").toString();
        try (Datasets some = datasets();
                Datasets never = new Datasets(none, notices::add);
                Datasets all = new Datasets(anywhere, notices::add)) {
            assertRefused(some, option("a", Dataset.Type.STRING, save("../x.lst")), "../x.lst");
            assertRefused(some, option("a", Dataset.Type.STRING, state(elsewhere)), elsewhere);
            assertRefused(never, option("a", Dataset.Type.STRING, save("x.lst")), "write");
            assertThat(all.get(option("a", Dataset.Type.STRING, save(elsewhere)), rules)
                            .size())
                    .isZero();
        }
    }

    private void assertRefused(Datasets datasets, Dataset option, String reason) {
        assertThatThrownBy(() -> datasets.get(option, rules)).hasMessageContaining(reason);
    }
}
