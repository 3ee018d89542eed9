package dev.winnow.detect.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Dataset;
import dev.winnow.rule.option.Dataset.Command;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetsTest {
    @TempDir
    Path directory;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(directory.resolve("abc.lst"), "YWJj\n");
        Files.writeString(directory.resolve("damaged.lst"), "YWJj\n*\n");
    }

    private static Dataset option(String name, Dataset.Type type, String load) {
        return new Dataset(
                Buffer.PAYLOAD,
                Command.ISSET,
                name,
                Optional.ofNullable(type),
                Optional.ofNullable(load),
                Optional.empty());
    }

    private static boolean contains(ByteSet set, String text) {
        MemorySegment memory = Arena.ofAuto().allocateFrom(text);
        return set.contains(memory, 0, text.length());
    }

    @Test
    void shouldShareASetThatIsNamedAgain() {
        try (Datasets datasets = new Datasets(directory)) {
            ByteSet set = datasets.get(option("a", Dataset.Type.STRING, "abc.lst"));

            assertThat(contains(set, "abc")).isTrue();
            assertThat(contains(set, "ab")).isFalse();
            assertThat(datasets.get(option("a", null, null))).isSameAs(set);
            assertThat(datasets.get(option("b", Dataset.Type.STRING, "abc.lst")))
                    .isNotSameAs(set);
        }
    }

    @Test
    void shouldLetRulesAddToASet() {
        try (Datasets datasets = new Datasets(directory)) {
            ByteSet set = datasets.get(option("seen", Dataset.Type.STRING, null));
            MemorySegment memory = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, (byte) 1);

            assertThat(set.add(memory, 0, 1)).isEqualTo(ByteSet.Outcome.ADDED);
            assertThat(set.add(memory, 0, 1)).isEqualTo(ByteSet.Outcome.PRESENT);
        }
    }

    @Test
    void shouldSayWhyThereIsNoSet() {
        try (Datasets datasets = new Datasets(directory)) {
            datasets.get(option("a", Dataset.Type.STRING, "abc.lst"));

            assertThatThrownBy(() -> datasets.get(option("a", Dataset.Type.MD5, null)))
                    .hasMessageContaining("another");
            assertThatThrownBy(() -> datasets.get(option("a", null, "damaged.lst")))
                    .hasMessageContaining("another");
            assertThatThrownBy(() -> datasets.get(option("b", null, "abc.lst"))).hasMessageContaining("needs a type");
            assertThatThrownBy(() -> datasets.get(option("c", Dataset.Type.STRING, "none.lst")))
                    .hasMessageContaining("none.lst");
            assertThatThrownBy(() -> datasets.get(option("d", Dataset.Type.STRING, "damaged.lst")))
                    .hasMessageContaining("damaged.lst:2");
            assertThatThrownBy(() -> Datasets.NONE.get(option("e", Dataset.Type.STRING, null)))
                    .hasMessageContaining("no place");
        }
    }
}
