package dev.winnow.cli;

import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.libc.Libc;
import java.lang.foreign.Arena;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Supplier;

/// Runs what takes long on threads that make room for those that packets wait for.
///
/// Source: nice values are a thread's on Linux, setpriority(2).
final class LowPriority {
    private static final int NICENESS = 10;

    private LowPriority() {}

    /// Does `work`, its parallel streams included, on half of the processors.
    static <T> T call(Supplier<T> work) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        try (ForkJoinPool pool = new ForkJoinPool(threads, Worker::new, null, false)) {
            return pool.submit(work::get).get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case Throwable other -> throw new IllegalStateException(other);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static final class Worker extends ForkJoinWorkerThread {
        Worker(ForkJoinPool pool) {
            super(pool);
            setName("rule-loader");
        }

        /// A thread that may not be nicer works as it is.
        @Override
        protected void onStart() {
            super.onStart();
            try (Arena arena = Arena.ofConfined()) {
                Libc.setpriority(new ErrnoCapture(arena), NICENESS);
            }
        }
    }
}
