package dev.winnow.cli;

import dev.winnow.report.Mail;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Hands mails to this host's mail system, by the interface that all of them have. Source: sendmail(8), sendmail(1) of
/// Postfix.
final class Sendmail {
    private static final long TIMEOUT_SECONDS = 60;

    private final Path program;

    Sendmail(Path program) {
        this.program = program;
    }

    /// Returns when the mail system has taken the mail.
    ///
    /// @throws CommandFailure where it has not
    void send(Mail mail) {
        if (!Files.isExecutable(program)) {
            throw CommandFailure.work("no mail can be sent: there is no " + program
                    + "; install a mail system such as postfix or msmtp-mta, or set report.sendmail");
        }
        List<String> command = new ArrayList<>(List.of(program.toString(), "-i"));
        command.addAll(mail.to());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectErrorStream(false)
                    .redirectError(Redirect.INHERIT)
                    .start();
            try {
                deliver(mail, process);
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw CommandFailure.work(program + " did not take the mail: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.work("interrupted", e);
        }
    }

    /// The interface takes lines as files have them, not as the wire does.
    private void deliver(Mail mail, Process process) throws IOException, InterruptedException {
        Thread writer = Thread.ofVirtual().unstarted(() -> {
            try (OutputStream in = process.getOutputStream()) {
                in.write(mail.text().replace("\r\n", "\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        // Its exit status says more than that it stopped reading.
        writer.setUncaughtExceptionHandler((_, _) -> {});
        writer.start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw CommandFailure.work(program + " did not end within " + TIMEOUT_SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw CommandFailure.work(program + " did not take the mail: exit status " + process.exitValue());
        }
    }
}
