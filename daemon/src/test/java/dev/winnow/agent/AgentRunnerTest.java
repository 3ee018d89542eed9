package dev.winnow.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class AgentRunnerTest {
    private static final long AT_ONCE_MS = 0;
    private static final long LONG_MS = 60_000;
    private static final long IDLE_NS = 1_000_000;

    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final CountDownLatch startGoesOn = new CountDownLatch(1);

    @Test
    void shouldBeReadyOnceTheStartIsDone() {
        try (AgentRunner runner = runner(startGoesOn::await)) {
            assertThat(runner.awaitReady(AT_ONCE_MS)).isFalse();

            startGoesOn.countDown();

            assertThat(runner.awaitReady(LONG_MS)).isTrue();
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void shouldNotBeWaitedForWhereTheStartFails() {
        IllegalStateException failure = new IllegalStateException("no file");
        try (AgentRunner runner = runner(() -> {
            throw failure;
        })) {
            assertThat(runner.awaitReady(LONG_MS)).isTrue();
        }
        assertThat(errors).containsExactly(failure);
    }

    private AgentRunner runner(Start start) {
        return new AgentRunner(new Starting(start), _ -> LockSupport.parkNanos(IDLE_NS), () -> {}, errors::add).start();
    }

    private interface Start {
        void run() throws InterruptedException;
    }

    private record Starting(Start start) implements Agent {
        @Override
        public String roleName() {
            return "starting";
        }

        @Override
        public int doWork() {
            return 0;
        }

        @Override
        public void onStart() {
            try {
                start.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
