package dev.winnow.cli;

import picocli.CommandLine.ExitCode;

/// A command cannot do what it was asked to. The message is for the person who called: one line that says what to do.
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /// The work failed: exit status 1.
    static CommandFailure work(String message, Throwable cause) {
        return new CommandFailure(ExitCode.SOFTWARE, message, cause);
    }

    /// The work failed: exit status 1.
    static CommandFailure work(String message) {
        return work(message, null);
    }

    /// The call is wrong: exit status 2.
    static CommandFailure usage(String message, Throwable cause) {
        return new CommandFailure(ExitCode.USAGE, message, cause);
    }

    /// The call is wrong: exit status 2.
    static CommandFailure usage(String message) {
        return usage(message, null);
    }

    int exitCode() {
        return exitCode;
    }
}
