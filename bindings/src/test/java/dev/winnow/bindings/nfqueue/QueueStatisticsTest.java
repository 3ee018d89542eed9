package dev.winnow.bindings.nfqueue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueStatisticsTest {
    @Test
    void shouldReadALineAsTheKernelPrintsIt() {
        assertThat(QueueStatistics.parse("    3 4294963201    17 2 65531    12     5 4294967295  1"))
                .contains(new QueueStatistics(3, 4_294_963_201L, 17, 2, 65_531, 12, 5, 4_294_967_295L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 2 3", "a b c d e f g h i", "99999999999 1 1 1 1 1 1 1 1"})
    void shouldPassOverWhatIsNoLineOfTheKernel(String line) {
        assertThat(QueueStatistics.parse(line)).isEmpty();
    }

    @Test
    void shouldFindOneQueueAmongOthersInAnotherProcessesView(@TempDir Path directory) throws IOException {
        Path view = Files.writeString(directory.resolve("nfnetlink_queue"), """
                    3   1     0 2 65531     0     0       10  1
                   18   2     7 2 65531     4     5       20  1
                """);
        assertThat(QueueStatistics.read(view, 18)).contains(new QueueStatistics(18, 2, 7, 2, 65_531, 4, 5, 20));
        assertThat(QueueStatistics.read(view, 8)).isEmpty();
    }
}
