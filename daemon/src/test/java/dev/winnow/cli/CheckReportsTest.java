package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckReportsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldShowWhatAProgramIsMadeOf() throws IOException {
        Path rules = Files.writeString(folder.resolve("a.rules"), """
                alert tcp any any -> any 80 (msg:"long; not"; content:"a longer one"; nocase; sid:1;)
                alert tcp any any -> any any (content:"ab"; sid:2;)
                alert udp any any -> any any (msg:"all"; ttl:1; sid:3;)
                """.replace("long; not", "long\\; not"));
        Call call = Call.of("check", "--stats", "--rules", rules.toString());
        assertThat(call.exitStatus()).isZero();
        assertThat(call.out())
                .containsPattern("content +2\n")
                .containsPattern("nocase +1\n")
                .containsPattern("sid 2 +pkt_data +ab\n")
                .containsPattern("sid 3 +all\n")
                .contains("tcp to_server [80]")
                .endsWith("3 of 3 rules usable\n");
        assertThat(call.out().indexOf("sid 2 ")).isLessThan(call.out().indexOf("sid 1 "));
    }

    @Test
    void shouldShowHowFarKeywordsAreUnderstood() {
        Call call = Call.of("check", "--support");
        assertThat(call.exitStatus()).isZero();
        assertThat(call.out())
                .containsPattern("(?m)^content +whole$")
                .containsPattern("(?m)^decode-event +partly +\\S")
                .containsPattern("(?m)^filemagic +not +\\S");
    }
}
