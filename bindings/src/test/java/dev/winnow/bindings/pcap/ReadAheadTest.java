package dev.winnow.bindings.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadAheadTest {
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void shouldEndWithAFileThatIsNoLongerThanItsDistance() throws Exception {
        try (ReadAhead ahead = ReadAhead.start(file(ReadAhead.DISTANCE))) {
            assertThat(ahead.thread().join(ENOUGH)).isTrue();
        }
    }

    @Test
    void shouldWaitForItsReaderInALongerFile() throws Exception {
        try (ReadAhead ahead = ReadAhead.start(file(ReadAhead.DISTANCE * 2))) {
            assertThat(ahead.thread().join(Duration.ofMillis(300))).isFalse();

            ahead.passed((int) ReadAhead.DISTANCE);

            assertThat(ahead.thread().join(ENOUGH)).isTrue();
        }
    }

    @Test
    void shouldEndWhenItsReaderGivesUp() throws Exception {
        ReadAhead ahead = ReadAhead.start(file(ReadAhead.DISTANCE * 2));

        ahead.close();

        assertThat(ahead.thread().join(ENOUGH)).isTrue();
    }

    @Test
    void shouldLeaveItToTheReaderThatAFileIsGone() throws Exception {
        try (ReadAhead ahead = ReadAhead.start(directory.resolve("gone"))) {
            assertThat(ahead.thread().join(ENOUGH)).isTrue();
        }
    }

    /// Without blocks on the disk.
    private Path file(long length) throws IOException {
        Path path = directory.resolve("capture");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(length);
        }
        return path;
    }
}
