package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.control.ControlClient;
import dev.winnow.control.ControlException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `winnow reload`: other rules for the running filter.
@Command(
        name = "reload",
        description = "Have the running filter load its rules anew, and judge by them from the next packet on.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The rules are built beside those in force, and take their place between two packets: none is lost, and no "
                    + "connection breaks. Flows keep their state, their variables and the verdicts that were given. "
                    + "What the new rules ask of HTTP, TLS and their kin and the old ones did not is known only of "
                    + "connections that begin after the reload.",
            "",
            "A file that cannot be read, or rules of which none is usable, leave those in force that are; "
                    + "'winnow status' says so then. A rule that is not usable is left out and shown, as at the start; "
                    + "with --strict it leaves the rules before in force.",
            "",
            "Of the configuration, what is about rules counts anew: vars, rule-files and their kin, datasets, "
                    + "reputation-files, action-order. The rest counts when winnow is started again.",
            "",
            "Only root may do that. SIGHUP does the same where winnow does not run on a terminal; the outcome is in "
                    + "its log.",
            "",
            "Exit status: 0 the new rules are in force, 1 they are not, 2 the call is wrong."
        })
final class ReloadCommand implements Callable<Integer> {
    /// Tens of thousands of rules on a host under attack.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Mixin
    private ControlOptions options;

    @Option(names = "--strict", description = "Keep the rules in force unless every one of the new ones is usable.")
    private boolean strict;

    @Override
    public Integer call() throws IOException {
        try (ControlClient client = options.connect()) {
            JsonNode done =
                    client.ask("reload", JsonNodeFactory.instance.objectNode().put("strict", strict), PATIENCE);
            tell(done.path("findings"));
            System.out.println("%d of %d rules usable, in force after %.1f s"
                    .formatted(
                            done.path("usable").asInt(),
                            done.path("total").asInt(),
                            done.path("seconds").asDouble()));
            return ExitCode.OK;
        } catch (ControlException e) {
            tell(e.details().path("findings"));
            throw CommandFailure.work(e.getMessage(), e);
        } catch (IOException e) {
            throw CommandFailure.work(e.getMessage(), e);
        }
    }

    private static void tell(JsonNode findings) {
        findings.forEach(finding -> System.err.print(finding.asText()));
    }
}
