package dev.winnow.detect.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.detect.TestBuffers;
import dev.winnow.detect.dataset.DatasetSettings;
import dev.winnow.detect.dataset.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatasetKeywordTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            http.uri; dataset:isset,a,type string,load abc.lst;              ~ abc ~ ABC
            http.uri; dataset:isnotset,a,type string,load abc.lst;           ~ abd ~ abc
            http.uri; content:"b"; dataset:isset,a,type string,load abc.lst; ~ abc ~ xbc
            http.uri; datarep:r,>,29,type string,load rep.lst;               ~ abc ~ abd
            http.uri; datarep:r,=,20,type string,load rep.lst;               ~ abd ~ abc
            http.uri; datarep:r,<,99,type string,load rep.lst;               ~ abd ~ abe
            """)
    void shouldAskForTheWholeBuffer(String options, String matching, String near) throws IOException {
        Files.writeString(directory.resolve("abc.lst"), "YWJj\n");
        Files.writeString(directory.resolve("rep.lst"), "YWJj,30\nYWJk,20\n");
        try (Datasets datasets = new Datasets(DatasetSettings.in(directory), _ -> {});
                TestBuffers buffers = new TestBuffers(options, datasets, directory)) {
            assertThat(buffers.matches(matching)).isTrue();
            assertThat(buffers.matches(near)).isFalse();
        }
    }

    @Test
    void shouldHoldOnceForEachValueThatIsPutIntoASet() {
        try (Datasets datasets = new Datasets(DatasetSettings.in(directory), _ -> {});
                TestBuffers buffers = new TestBuffers(
                        "http.uri; dataset:set,seen,type string; content:\"a\";", datasets, directory)) {
            assertThat(buffers.matches("x")).isFalse();
            assertThat(buffers.matches("a")).isTrue();
            assertThat(buffers.matches("a")).isFalse();
            assertThat(buffers.matches("ab")).isTrue();
        }
    }

    @Test
    void shouldTakeAValueOutOfASetOnce() throws IOException {
        Files.writeString(directory.resolve("abc.lst"), "YWJj\n");
        try (Datasets datasets = new Datasets(DatasetSettings.in(directory), _ -> {});
                TestBuffers buffers =
                        new TestBuffers("http.uri; dataset:unset,a,type string,load abc.lst;", datasets, directory)) {
            assertThat(buffers.matches("abd")).isFalse();
            assertThat(buffers.matches("abc")).isTrue();
            assertThat(buffers.matches("abc")).isFalse();
        }
    }
}
