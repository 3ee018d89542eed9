package dev.winnow.bindings.pcap;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.generated.libc.libc_h;
import dev.winnow.bindings.libc.ErrnoException;
import dev.winnow.bindings.libc.Libc;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Carries a Java stream to C: a thread of its own writes it into a pipe, whose other end is a `FILE *`.
///
/// The thread ends with the stream, or when nobody reads the pipe any more; it holds up no exit of the process.
final class StreamFeeder implements Runnable {
    private static final int CHUNK_LENGTH = 64 * 1024;

    private final InputStream in;
    private final int fd;
    private volatile IOException failure;

    private StreamFeeder(InputStream in, int fd) {
        this.in = in;
        this.fd = fd;
    }

    /// A feeder that runs, and the end of its pipe that C reads.
    ///
    /// @param feeder tells how it went
    /// @param stream address of a `FILE *`, which the caller closes
    record Pipe(StreamFeeder feeder, long stream) {}

    /// Starts to carry `in`, which the feeder closes at the end.
    static Pipe start(InputStream in, String name) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            ErrnoCapture errno = new ErrnoCapture(arena);
            MemorySegment ends = arena.allocate(JAVA_INT, 2);
            ErrnoException.check(name + ": pipe", Libc.pipe2(errno, ends, libc_h.O_CLOEXEC()));
            long stream = Libc.fdopen(errno, ends.get(JAVA_INT, 0), "rb");
            if (stream < 0) {
                Libc.close(errno, ends.get(JAVA_INT, 0));
                Libc.close(errno, ends.get(JAVA_INT, Integer.BYTES));
                throw new ErrnoException(name + ": fdopen", stream);
            }
            StreamFeeder feeder = new StreamFeeder(in, ends.get(JAVA_INT, Integer.BYTES));
            Thread.ofPlatform().daemon().name("capture-feeder").start(feeder);
            return new Pipe(feeder, stream);
        }
    }

    /// Why the stream ended before its end, or null. Settled once the pipe has ended for its reader.
    IOException failure() {
        return failure;
    }

    @Override
    public void run() {
        try (Arena arena = Arena.ofConfined()) {
            ErrnoCapture errno = new ErrnoCapture(arena);
            try (in) {
                carry(errno, arena.allocate(CHUNK_LENGTH));
            } catch (IOException e) {
                failure = e;
            } finally {
                Libc.close(errno, fd);
            }
        }
    }

    private void carry(ErrnoCapture errno, MemorySegment chunk) throws IOException {
        byte[] bytes = new byte[CHUNK_LENGTH];
        int length = in.read(bytes);
        while (length >= 0) {
            if (!writeAll(errno, chunk, bytes, length)) {
                return;
            }
            length = in.read(bytes);
        }
    }

    /// False where nobody reads any more.
    private boolean writeAll(ErrnoCapture errno, MemorySegment chunk, byte[] bytes, int length) throws IOException {
        int done = 0;
        while (done < length) {
            MemorySegment.copy(bytes, done, chunk, JAVA_BYTE, 0, length - done);
            long written = Libc.write(errno, fd, chunk, length - done);
            if (written == -Errno.EPIPE) {
                return false;
            }
            if (written < 0 && written != -Errno.EINTR) {
                throw new ErrnoException("pipe", written);
            }
            done += (int) Math.max(0, written);
        }
        return true;
    }
}
