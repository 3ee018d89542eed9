package dev.winnow.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
    private static final String REST = " - - [21/Nov/2026:12:00:00 +0000] \"GET / HTTP/1.1\" 200 6000 \"-\" \"-\"\n";

    @TempDir
    private Path folder;

    @Test
    void shouldReadOnWhereALineWasNotWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("access.log"), "198.18.190.230" + REST + "198.18.190.2");
        AccessLog log = new AccessLog(file, new Networks(List.of("198.18.190.224/27")));
        assertThat(log.read()).isEqualTo(1);
        Files.writeString(file, "31" + REST + "198.18.190.5" + REST, StandardOpenOption.APPEND);
        assertThat(log.read()).isEqualTo(2);
        assertThat(log.requestsBySource()).containsOnlyKeys("198.18.190.230", "198.18.190.231");
    }
}
