package dev.winnow.cli;

import dev.winnow.bindings.ffm.LibraryMissing;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/// Turns what a command throws into one line and an exit status; a stack trace only with `--debug`.
final class FailureHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
    /// Runs the command, and hands an [Error] to the handler too: picocli by itself lets it through to the JVM.
    static int runLast(ParseResult call) {
        try {
            return new RunLast().execute(call);
        } catch (LinkageError | OutOfMemoryError | StackOverflowError e) {
            throw new ExecutionException(call.commandSpec().commandLine(), "error", CommandFailure.work(words(e), e));
        }
    }

    private static String words(Error error) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        return switch (error) {
            case OutOfMemoryError e -> "out of memory (" + e.getMessage() + "): set WINNOW_JAVA_OPTS=-Xmx2g or more";
            case LinkageError _ when cause instanceof LibraryMissing -> cause.getMessage();
            case LinkageError _ -> "cannot be loaded, run 'make setup' and 'make build': " + cause;
            default -> faultOfOurOwn(error);
        };
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult call) {
        if (call.expandedArgs().contains("--debug")) {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().println("winnow: " + Terminal.oneLine(messageOf(failure)));
        return failure instanceof CommandFailure known ? known.exitCode() : ExitCode.SOFTWARE;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr()
                .println("winnow: " + Terminal.oneLine(failure.getMessage()) + " (see '"
                        + command.getCommandSpec().qualifiedName() + " --help')");
        return ExitCode.USAGE;
    }

    private static String messageOf(Exception failure) {
        return switch (failure) {
            case CommandFailure known -> known.getMessage();
            case LibraryMissing missing -> missing.getMessage();
            default -> faultOfOurOwn(failure);
        };
    }

    private static String faultOfOurOwn(Throwable failure) {
        return "a fault of winnow's own, run with --debug to see more: " + failure;
    }
}
