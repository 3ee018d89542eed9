package dev.winnow.ban.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// The interfaces through which strangers come.
final class Interfaces {
    private static final Path DEVICES = Path.of("/proc/thread-self/net/dev");
    private static final int TITLE_LINES = 2;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,15}");

    private Interfaces() {}

    /// Those of this network namespace but the loopback, or of `wanted` those that there are.
    ///
    /// @param wanted empty: all
    static List<String> present(List<String> wanted) throws IOException {
        return Files.readAllLines(DEVICES).stream()
                .skip(TITLE_LINES)
                .map(line ->
                        line.substring(0, Math.max(0, line.lastIndexOf(':'))).strip())
                .filter(name -> !name.equals("lo") && NAME.matcher(name).matches())
                .filter(name -> wanted.isEmpty() || wanted.contains(name))
                .toList();
    }
}
