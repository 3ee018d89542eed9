package dev.winnow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.config.ConfigLoader.Origin;
import dev.winnow.config.DatasetConfig.NamedSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetConfigTest {
    @TempDir
    Path directory;

    private DatasetConfig read(String text, Origin origin) throws Exception {
        Path file = Files.writeString(directory.resolve("winnow.yaml"), text);
        return ConfigLoader.load(Optional.of(file), origin, List.of()).config().datasets();
    }

    @Test
    void shouldReadSetsByTheirNames() throws Exception {
        DatasetConfig datasets = read("""
                datasets:
                  defaults: {memcap: 1mb}
                  rules: {allow-write: no}
                  ua-seen: {type: string, state: ua-seen.lst, memcap: 10mb, hashsize: 1024}
                  hashes: {type: sha256, load: /a/b.lst}
                """, Origin.OWN);

        assertThat(datasets.memcap()).isEqualTo(1 << 20);
        assertThat(datasets.rulesMayWrite()).isFalse();
        assertThat(datasets.sets())
                .containsExactly(
                        new NamedSet(
                                "ua-seen",
                                DatasetConfig.Type.STRING,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Path.of("ua-seen.lst")),
                                Optional.of(10L << 20)),
                        new NamedSet(
                                "hashes",
                                DatasetConfig.Type.SHA256,
                                Optional.of(Path.of("/a/b.lst")),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void shouldTakeSetsFromAForeignFileButNotWhereRulesMayWrite() throws Exception {
        DatasetConfig datasets = read("""
                datasets:
                  - rules: {allow-absolute-filenames: yes}
                  - seen: {type: ip, load: seen.lst}
                """, Origin.FOREIGN);

        assertThat(datasets.rulesMayLeave()).isFalse();
        assertThat(datasets.sets()).extracting(NamedSet::name).containsExactly("seen");
    }

    @Test
    void shouldNameWhatIsWrongWithASet() {
        assertThatThrownBy(() -> read("datasets: {seen: {type: text, lod: a.lst}}", Origin.OWN))
                .hasMessageContaining("datasets.seen.type")
                .hasMessageContaining("string")
                .hasMessageContaining("datasets.seen.lod");
    }
}
