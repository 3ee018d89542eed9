package dev.winnow.bindings.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.bindings.generated.libc.libc_h;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ErrnoCaptureTest {
    private static final MethodHandle CLOSE = Downcalls.captured(libc_h.close$address(), libc_h.close$descriptor());
    private static final MethodHandle SOCKET = Downcalls.captured(libc_h.socket$address(), libc_h.socket$descriptor());
    private static final int ROUNDS = 1_000;

    @Test
    void shouldKeepEachThreadsErrnoWhenTwoFailDifferentlyAtOnce() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<Integer> badDescriptor =
                    threads.submit(counting(together, Errno.EBADF, ErrnoCaptureTest::closeNothing));
            Future<Integer> badFamily =
                    threads.submit(counting(together, Errno.EAFNOSUPPORT, ErrnoCaptureTest::openNothing));

            assertThat(badDescriptor.get()).isEqualTo(ROUNDS);
            assertThat(badFamily.get()).isEqualTo(ROUNDS);
        }
    }

    private interface FailingCall {
        void failInto(ErrnoCapture errno) throws Throwable;
    }

    /// Counts in how many rounds `call` left `expected`, each round together with the other thread.
    private static Callable<Integer> counting(CyclicBarrier together, int expected, FailingCall call) {
        return () -> {
            try (Arena arena = Arena.ofConfined()) {
                ErrnoCapture errno = new ErrnoCapture(arena);
                int seen = 0;
                for (int i = 0; i < ROUNDS; i++) {
                    call.failInto(errno);
                    together.await();
                    seen += errno.code() == expected ? 1 : 0;
                }
                return seen;
            } catch (Throwable t) {
                throw new IllegalStateException(t);
            }
        };
    }

    private static void closeNothing(ErrnoCapture errno) throws Throwable {
        assertThat((int) CLOSE.invokeExact(errno.state(), -1)).isEqualTo(-1);
    }

    private static void openNothing(ErrnoCapture errno) throws Throwable {
        assertThat((int) SOCKET.invokeExact(errno.state(), 9_999, libc_h.SOCK_DGRAM(), 0))
                .isEqualTo(-1);
    }
}
