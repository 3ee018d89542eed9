package dev.winnow.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A command run in this process, and what came of it. Not for tests that run beside others: it takes both outputs.
record Call(int exitStatus, String out, String err) {
    static Call of(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        try {
            int exitStatus = Main.commandLine().execute(arguments);
            return new Call(
                    exitStatus, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /// The last line of standard error: where the reason is.
    String reason() {
        return err.lines().reduce("", (_, line) -> line);
    }
}
