package dev.winnow.cli;

import java.lang.module.ModuleDescriptor;
import picocli.CommandLine.IVersionProvider;

/// What `--version` prints.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"winnow " + number()};
    }

    /// The number alone.
    static String number() {
        ModuleDescriptor module = Main.class.getModule().getDescriptor();
        return module == null ? "(development)" : module.rawVersion().orElse("(development)");
    }
}
