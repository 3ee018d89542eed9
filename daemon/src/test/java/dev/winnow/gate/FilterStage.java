package dev.winnow.gate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Two hosts, and a folder with rules for a filter between them: made before the tests of a class, gone behind them.
///
/// Skips the class where the machine does not allow it.
class FilterStage implements BeforeAllCallback, AfterAllCallback {
    private final String ruleText;
    private Path folder;
    private Path rules;
    private TwoHosts hosts;

    /// Without rules.
    FilterStage() {
        this("");
    }

    FilterStage(String ruleText) {
        this.ruleText = ruleText;
    }

    @Override
    public final void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        String unavailable = TwoHosts.unavailable();
        assumeTrue(unavailable == null, unavailable);
        assumeReady();
        folder = Files.createTempDirectory("winnow-gate-");
        rules = Files.writeString(folder.resolve("gate.rules"), ruleText);
        hosts = TwoHosts.create();
        open();
    }

    /// Skips the class where something else is missing.
    void assumeReady() {}

    /// Makes what is needed beside the hosts.
    void open() throws IOException, InterruptedException {}

    /// Takes down what [#open] has made, or has begun to make.
    void close() {}

    @Override
    public final void afterAll(ExtensionContext context) {
        close();
        if (hosts != null) {
            hosts.close();
        }
        if (folder != null) {
            Shell.run("rm", "-r", folder.toString()).orFail();
        }
    }

    final TwoHosts hosts() {
        return hosts;
    }

    /// Of the class's tests, empty before the first but for the rules and a server's files.
    final Path folder() {
        return folder;
    }

    /// The file with the rules.
    final Path rules() {
        return rules;
    }

    /// Starts a filter on the server, with the rules.
    final Filter filter(String... options) throws IOException, InterruptedException {
        return new Filter(hosts, folder, rules, options);
    }
}
