package dev.winnow.ban.kernel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// One thread in a network namespace of its own, which ends with it.
final class OwnNamespace implements AutoCloseable {
    private static final int CLONE_NEWNET = 0x4000_0000;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().factory());

    /// Skips the test where there can be none.
    static OwnNamespace create() throws Exception {
        OwnNamespace namespace = new OwnNamespace();
        if (namespace.call(OwnNamespace::unshare) != 0) {
            namespace.close();
            assumeTrue(false, "network namespaces need root");
        }
        return namespace;
    }

    @SuppressWarnings("restricted") // a test links for itself what no code of ours may call
    private static int unshare() {
        Linker linker = Linker.nativeLinker();
        MemorySegment symbol = linker.defaultLookup().findOrThrow("unshare");
        MethodHandle unshare =
                linker.downcallHandle(symbol, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            return (int) unshare.invokeExact(CLONE_NEWNET);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    /// Runs `work` inside.
    <T> T call(Callable<T> work) throws Exception {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /// Runs a program inside, and fails where it does.
    String exec(String... command) throws Exception {
        return call(() -> Tool.run(List.of(command), ""));
    }

    @Override
    public void close() {
        thread.close();
    }
}
