package dev.winnow.cli;

import dev.winnow.config.WinnowConfig;
import dev.winnow.rule.source.SourceText;
import dev.winnow.rule.syntax.Action;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which rule files a call means, and whether each can be one.
final class RuleFiles {
    /// The largest public rule set is half of this.
    private static final long MAX_BYTES = 40L << 20;

    private static final int SNIFFED_BYTES = 4_096;

    private RuleFiles() {}

    /// The files named in the call, or else those that the configuration names, in order of their names.
    ///
    /// @param named of the call; each must exist
    static List<Path> of(WinnowConfig.Rules config, List<Path> named) {
        List<Path> files = named.isEmpty() ? configured(config) : named;
        files.forEach(RuleFiles::check);
        return files;
    }

    /// How much there is to read.
    static long bytes(List<Path> files) {
        return files.stream().mapToLong(file -> file.toFile().length()).sum();
    }

    /// Whether `text` says something, and nowhere begins a rule: some other kind of file. Comments alone are fine.
    static boolean isForeign(SourceText text) {
        return text.text().lines().anyMatch(RuleFiles::says)
                && text.text().lines().filter(RuleFiles::says).noneMatch(RuleFiles::beginsRule);
    }

    private static boolean says(String line) {
        String stripped = line.strip();
        return !stripped.isEmpty() && !stripped.startsWith("#");
    }

    private static boolean beginsRule(String line) {
        return Action.of(line.strip().split("\\s", 2)[0]).isPresent();
    }

    private static List<Path> configured(WinnowConfig.Rules config) {
        List<Path> files = new ArrayList<>();
        for (String name : config.files()) {
            files.addAll(matching(config.defaultPath().resolve(name)));
        }
        return files;
    }

    /// A name with `*` or `?` may match nothing; a plain one must be there.
    private static List<Path> matching(Path pattern) {
        String name = pattern.getFileName().toString();
        if (name.indexOf('*') < 0 && name.indexOf('?') < 0) {
            return List.of(pattern);
        }
        Path folder = pattern.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> matches = Files.newDirectoryStream(folder, name)) {
            matches.forEach(found::add);
        } catch (IOException e) {
            throw CommandFailure.work("cannot list " + folder + ": " + e.getMessage(), e);
        }
        found.sort(null);
        return found;
    }

    private static void check(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw CommandFailure.usage(file + " is a directory: name a file of rules");
            }
            long length = Files.size(file);
            if (length == 0) {
                throw CommandFailure.usage(file + " is empty: is it the right file?");
            }
            if (length > MAX_BYTES) {
                throw CommandFailure.usage("%s has %d MB, more than the %d MB that a rule file may have: split it"
                        .formatted(file, length >> 20, MAX_BYTES >> 20));
            }
            checkText(file);
        } catch (NoSuchFileException e) {
            throw CommandFailure.usage("no rule file " + file + ": check the name", e);
        } catch (IOException e) {
            throw CommandFailure.usage("cannot read rule file " + file + ": " + e.getMessage(), e);
        }
    }

    private static void checkText(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(SNIFFED_BYTES);
        }
        for (byte b : head) {
            if (b == 0) {
                throw CommandFailure.usage(file + " is not text: is it the right file?");
            }
        }
    }
}
