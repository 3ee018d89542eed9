package dev.winnow.gate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Commands that run where something is missing: root's rights, a library, the JDK. What is hidden is hidden from that
/// command alone, in a mount namespace of its own.
final class Sandbox {
    private static final String NOBODY = "65534";

    private Sandbox() {}

    /// Why nothing can be hidden here, or null where it can.
    static String unavailable() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return "mount namespaces need root";
        }
        Shell.Result result = Shell.run(without(Path.of("/etc/hostname"), List.of("true")));
        return result.exitStatus() == 0
                ? null
                : "mount namespaces are not allowed here: " + result.output().strip();
    }

    /// `command`, by a user who may do nothing.
    static List<String> asNobody(List<String> command) {
        return join(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"), command);
    }

    /// `command`, for which `path` is an empty file or an empty folder.
    static List<String> without(Path path, List<String> command) {
        String mount = Files.isDirectory(path) ? "mount -t tmpfs none \"$0\"" : "mount --bind /dev/null \"$0\"";
        return join(List.of("unshare", "-m", "sh", "-c", mount + " && exec \"$@\"", path.toString()), command);
    }

    /// The file that the dynamic loader takes for `soname`, which is empty where it is not installed.
    static Optional<Path> library(String soname) {
        return Shell.run("/sbin/ldconfig", "-p")
                .output()
                .lines()
                .filter(line -> line.strip().startsWith(soname + " "))
                .map(line -> Path.of(line.substring(line.indexOf("=> ") + 3)))
                .findFirst();
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> words = new ArrayList<>(first);
        words.addAll(second);
        return words;
    }
}
