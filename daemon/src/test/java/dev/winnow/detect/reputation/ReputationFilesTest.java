package dev.winnow.detect.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.rule.address.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReputationFilesTest {
    @TempDir
    Path directory;

    private Reputations read(String addresses) throws IOException {
        return ReputationFiles.read(
                Files.writeString(directory.resolve("categories.txt"), "1,CnC,bad, very\n# none\n60,Good,\n"),
                List.of(Files.writeString(directory.resolve("a.list"), addresses)));
    }

    private static int score(Reputations reputations, String category, String address) {
        IpAddress parsed = IpAddress.parse(address).orElseThrow();
        return reputations.score(
                reputations.category(category).orElseThrow(), parsed.high(), parsed.low(), parsed.version());
    }

    @Test
    void shouldAskTheHostsOwnLinesBeforeItsNetworks() throws IOException {
        Reputations reputations = read("""
                # address,category,score
                198.18.0.1,1,30
                198.18.0.0/24,60,5
                198.18.0.0/16,60,7
                fd00::/16,1,127
                """);

        assertThat(score(reputations, "CnC", "198.18.0.1")).isEqualTo(30);
        assertThat(score(reputations, "Good", "198.18.0.1")).isZero();
        assertThat(score(reputations, "Good", "198.18.0.2")).isEqualTo(5);
        assertThat(score(reputations, "Good", "198.18.1.2")).isEqualTo(7);
        assertThat(score(reputations, "CnC", "198.18.1.2")).isEqualTo(Reputations.UNKNOWN);
        assertThat(score(reputations, "CnC", "fd00::9")).isEqualTo(127);
        assertThat(reputations.category("cnc")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"198.18.0.1,1", "198.18.0.256,1,1", "198.18.0.1,61,1", "198.18.0.1,1,128", "a,b,c", "::/x,1,1"})
    void shouldNameTheLineThatItCannotUnderstand(String line) {
        assertThatThrownBy(() -> read("\n" + line + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.list:2: ");
    }
}
