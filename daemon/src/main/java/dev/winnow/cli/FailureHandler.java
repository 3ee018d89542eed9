package dev.winnow.cli;

import dev.winnow.bindings.ffm.LibraryMissing;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Turns what a command throws into one line and an exit status; a stack trace only with `--debug`.
final class FailureHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
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
            default -> "a fault of winnow's own, run with --debug to see more: " + failure;
        };
    }
}
