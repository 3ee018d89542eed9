package dev.winnow.ban.ledger;

import static dev.winnow.ban.Bans.DAY;
import static dev.winnow.ban.Bans.NOW;
import static dev.winnow.ban.Bans.ban;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed in the middle of its writing has lost nothing that it had acknowledged.
final class LedgerCrashTest {
    private static final int ACKNOWLEDGED = 40;

    @TempDir
    private Path folder;

    @Test
    void shouldKeepWhatWasAcknowledgedBeforeAKill() throws IOException, InterruptedException, LedgerException {
        Path file = folder.resolve("bans.db");
        Process writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader lines = writer.inputReader()) {
            while (acknowledged.size() < ACKNOWLEDGED) {
                acknowledged.add(lines.readLine());
            }
            writer.destroyForcibly().waitFor();
        }
        List<String> messages = new ArrayList<>();
        try (Ledger ledger = Ledger.open(file, messages::add)) {
            assertThat(ledger.active(NOW))
                    .extracting(ban -> ban.prefix().toString())
                    .containsAll(acknowledged);
        }
        assertThat(messages).isEmpty();
    }

    /// Bans one address after the other, and says so each time it is written.
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws LedgerException {
            try (Ledger ledger = Ledger.open(Path.of(arguments[0]), _ -> {})) {
                for (int i = 0; i < 60_000; i++) {
                    String address = "198.18." + i / 250 + "." + i % 250;
                    ledger.add(ban(address, DAY));
                    ledger.commit();
                    System.out.println(address);
                }
            }
        }
    }
}
