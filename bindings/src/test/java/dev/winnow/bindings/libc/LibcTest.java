package dev.winnow.bindings.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.generated.libc.libc_h;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LibcTest {
    @AutoClose
    private final Arena arena = Arena.ofConfined();

    private final ErrnoCapture errno = new ErrnoCapture(arena);
    private final MemorySegment buffer = arena.allocate(64);

    @Test
    void shouldReportErrorsAsNegativeNumbers() {
        assertThat(Sockets.recv(errno, -1, buffer, 0)).isEqualTo(-Errno.EBADF);
        assertThat(Sockets.send(errno, -1, buffer, 1, 0)).isEqualTo(-Errno.EBADF);
        assertThat(Sockets.sendto(errno, -1, buffer, 1, 0, buffer)).isEqualTo(-Errno.EBADF);
        assertThat(Sockets.recvmmsg(errno, -1, buffer.address(), 1, 0)).isEqualTo(-Errno.EBADF);
        assertThat(Sockets.bind(errno, -1, buffer)).isEqualTo(-Errno.EBADF);
        assertThat(Sockets.setsockopt(errno, -1, 0, 0, 0)).isEqualTo(-Errno.EBADF);
        assertThat(Sockets.getsockopt(errno, -1, 0, 0)).isEqualTo(-Errno.EBADF);
        assertThat(Sockets.socket(errno, 255, 0, 0)).isEqualTo(-Errno.EAFNOSUPPORT);
        assertThat(Libc.read(errno, -1, buffer)).isEqualTo(-Errno.EBADF);
        assertThat(Libc.write(errno, -1, buffer, 1)).isEqualTo(-Errno.EBADF);
        assertThat(Libc.close(errno, -1)).isEqualTo(-Errno.EBADF);
        assertThat(Libc.fdopen(errno, -1, "rb")).isEqualTo(-Errno.EBADF);
        assertThat(Libc.mlockall(errno, 1 << 20)).isEqualTo(-Errno.EINVAL);
        assertThat(Libc.ifNametoindex(errno, "no-such-device")).isEqualTo(-Errno.ENODEV);
    }

    @Test
    void shouldCarryBytesThroughAPipe() {
        MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
        assertThat(Libc.pipe2(errno, ends, libc_h.O_CLOEXEC() | libc_h.O_NONBLOCK()))
                .isZero();
        int source = ends.get(ValueLayout.JAVA_INT, 0);
        int sink = ends.get(ValueLayout.JAVA_INT, 4);
        PollSet readable = new PollSet(arena, 2);
        int never = readable.addReadable(sink);
        int index = readable.addReadable(source);

        assertThat(readable.poll(0)).isZero();
        assertThat(Libc.read(errno, source, buffer)).isEqualTo(-Errno.EAGAIN);
        buffer.setString(0, "grain");
        assertThat(Libc.write(errno, sink, buffer, 6)).isEqualTo(6);
        assertThat(readable.poll(5_000)).isEqualTo(1);
        assertThat(readable.isReady(index)).isTrue();
        assertThat(readable.isReady(never)).isFalse();
        buffer.fill((byte) 0);
        assertThat(Libc.read(errno, source, buffer)).isEqualTo(6);
        assertThat(buffer.getString(0)).isEqualTo("grain");
        assertThat(Libc.close(errno, source)).isZero();
        assertThat(Libc.write(errno, sink, buffer, 6)).isEqualTo(-Errno.EPIPE);
        assertThat(Libc.close(errno, sink)).isZero();
    }

    @Test
    void shouldWakeThroughAnEventDescriptor() {
        int event = Libc.eventfd(errno, 3, libc_h.EFD_NONBLOCK());
        assertThat(event).isNotNegative();
        assertThat(Libc.read(errno, event, buffer)).isEqualTo(Long.BYTES);
        assertThat(buffer.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(3);
        assertThat(Libc.read(errno, event, buffer)).isEqualTo(-Errno.EAGAIN);
        long stream = Libc.fdopen(errno, event, "rb");
        assertThat(stream).isPositive();
        assertThat(Libc.fclose(errno, stream)).isZero();
        assertThat(Libc.close(errno, event)).isEqualTo(-Errno.EBADF);
    }

    @Test
    void shouldKnowTheProcess() {
        assertThat(Libc.getpid()).isEqualTo((int) ProcessHandle.current().pid());
        assertThat(Libc.geteuid() == 0).isEqualTo("root".equals(System.getProperty("user.name")));
        int loopback = Libc.ifNametoindex(errno, "lo");
        assertThat(loopback).isPositive();
        assertThat(Libc.ifIndextoname(loopback)).contains("lo");
        assertThat(Libc.ifIndextoname(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void shouldPinTheCallingThread() throws IOException {
        BitSet allowed = Affinity.allowedCpus();
        assertThat(allowed.cardinality()).isPositive();
        int last = allowed.length() - 1;
        try {
            assertThat(Affinity.pinCurrentThread(last)).isZero();
            BitSet pinned = new BitSet();
            pinned.set(last);
            assertThat(Affinity.allowedCpus()).isEqualTo(pinned);
            assertThat(Affinity.pinCurrentThread(8191)).isEqualTo(-Errno.EINVAL);
        } finally {
            Affinity.restrictCurrentThread(allowed);
        }
        assertThat(Affinity.allowedCpus()).isEqualTo(allowed);
    }

    @Test
    void shouldPutAnErrorIntoWords() throws IOException {
        assertThat(ErrnoException.check("open", 3)).isEqualTo(3);
        assertThatThrownBy(() -> ErrnoException.check("socket", -Errno.EPERM))
                .hasMessage("socket: EPERM: Operation not permitted")
                .isInstanceOfSatisfying(
                        ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EPERM));
    }
}
