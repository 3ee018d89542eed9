package dev.winnow.lane;

import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.libc.Libc;
import dev.winnow.config.WinnowConfig;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keeps this process alive and quick on a host that runs out of memory: nothing of it is swapped out, and the kernel
/// kills others first. Whatever cannot be had is said and done without: a filter that can be swapped is better than
/// none.
///
/// Source: mlockall(2), proc_pid_oom_score_adj(5), proc_pid_status(5), capabilities(7), user_namespaces(7).
public final class MemoryProtection {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Path UID_MAP = Path.of("/proc/self/uid_map");
    private static final Path OOM_SCORE_ADJ = Path.of("/proc/self/oom_score_adj");

    private static final Pattern EFFECTIVE_CAPABILITIES = Pattern.compile("(?m)^CapEff:\\s*([0-9a-f]{1,16})$");
    private static final Pattern NO_LOCK_LIMIT = Pattern.compile("(?m)^Max locked memory\\s+unlimited\\s");
    private static final Pattern WHOLE_UID_RANGE = Pattern.compile("\\s*0\\s+0\\s+4294967295\\s*");
    private static final int CAP_IPC_LOCK = 14;

    private MemoryProtection() {}

    /// Does what `config` asks for, as far as this process may.
    ///
    /// @return what could not be done, a line each, with what to do about it
    public static List<String> apply(WinnowConfig.Memory config) {
        List<String> troubles = new ArrayList<>();
        if (config.lock()) {
            lock(troubles);
        }
        lowerOomScore(config.oomScoreAdj(), troubles);
        return troubles;
    }

    /// Pages are locked when they are first touched, so that memory which is only reserved costs nothing.
    private static void lock(List<String> troubles) {
        int result = mayLockWithoutLimit() ? lockAll() : -Errno.EPERM;
        if (result < 0) {
            troubles.add("memory is not locked and can be swapped out (" + Errno.describe(-result)
                    + "): give this process CAP_IPC_LOCK or 'ulimit -l unlimited', or --set memory.lock=no");
        }
    }

    /// Under a limit the lock might succeed and then fail the mmap(2) of a heap that grows, which ends the JVM.
    ///
    /// CAP_IPC_LOCK counts only in the first user namespace, the one whose users are all mapped to themselves.
    private static boolean mayLockWithoutLimit() {
        try {
            return hasNoLimit(Files.readString(LIMITS))
                    || (canIgnoreLimit(Files.readString(STATUS)) && isFirstUserNamespace(Files.readString(UID_MAP)));
        } catch (IOException _) {
            return false;
        }
    }

    /// @param limits of proc_pid_limits(5)
    static boolean hasNoLimit(String limits) {
        return NO_LOCK_LIMIT.matcher(limits).find();
    }

    /// @param status of proc_pid_status(5)
    static boolean canIgnoreLimit(String status) {
        Matcher capabilities = EFFECTIVE_CAPABILITIES.matcher(status);
        return capabilities.find() && (Long.parseUnsignedLong(capabilities.group(1), 16) >>> CAP_IPC_LOCK & 1) != 0;
    }

    /// @param uidMap of user_namespaces(7)
    static boolean isFirstUserNamespace(String uidMap) {
        return WHOLE_UID_RANGE.matcher(uidMap).matches();
    }

    private static int lockAll() {
        try (Arena arena = Arena.ofConfined()) {
            return Libc.mlockall(new ErrnoCapture(arena), Libc.MCL_CURRENT | Libc.MCL_FUTURE | Libc.MCL_ONFAULT);
        }
    }

    /// What the service manager has set stays where it is lower already.
    private static void lowerOomScore(int wanted, List<String> troubles) {
        try {
            if (Integer.parseInt(Files.readString(OOM_SCORE_ADJ).strip()) > wanted) {
                Files.writeString(OOM_SCORE_ADJ, Integer.toString(wanted));
            }
        } catch (IOException | NumberFormatException e) {
            troubles.add("out of memory, the kernel may kill winnow before others (" + e.getMessage()
                    + "): give this process CAP_SYS_RESOURCE, or --set memory.oom-score-adj=0");
        }
    }
}
