package dev.winnow.ban;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.address.IpAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

final class SourceListTest {
    @Test
    void shouldReadPastWhatMakesNoSense() throws IOException {
        String text = """
                # attackers of tonight
                198.18.0.1
                  fd00::1   70   # seen twice

                198.18.0.256
                198.18.0.2 0
                198.18.0.3 1 2
                \u0007
                198.18.0.4 5
                """;
        SourceList list = SourceList.read(new BufferedReader(new StringReader(text)));

        assertThat(list.sources())
                .containsExactly(source("198.18.0.1", 1), source("fd00::1", 70), source("198.18.0.4", 5));
        assertThat(list.problems())
                .hasSize(4)
                .allMatch(problem -> problem.contains("is no address"))
                .anyMatch(problem -> problem.startsWith("5: '198.18.0.256'"))
                .anyMatch(problem -> problem.startsWith("8: '?'"));
    }

    private static Source source(String address, long weight) {
        return new Source(IpAddress.parse(address).orElseThrow(), weight);
    }
}
