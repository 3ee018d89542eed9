package dev.winnow.bindings.libc;

import static dev.winnow.bindings.ffm.Downcalls.captured;
import static dev.winnow.bindings.ffm.Downcalls.misused;

import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.bindings.generated.libc.libc_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Calls of the C library on descriptors, the process and its threads, one method each; see the package for what they
/// return. Those on sockets are in [Sockets]. The words for an error number are
/// [dev.winnow.bindings.ffm.Errno#describe].
///
/// Threading: any thread, with its own [ErrnoCapture]. Buffers are the caller's, and only used during the call.
public final class Libc {
    /// Lock what is mapped now.
    public static final int MCL_CURRENT = libc_h.MCL_CURRENT();
    /// Lock what will be mapped.
    public static final int MCL_FUTURE = libc_h.MCL_FUTURE();
    /// Lock pages when they are first touched, rather than bring them all in.
    public static final int MCL_ONFAULT = libc_h.MCL_ONFAULT();

    private static final MethodHandle PIPE2 = captured(libc_h.pipe2$address(), libc_h.pipe2$descriptor());
    private static final MethodHandle EVENTFD = captured(libc_h.eventfd$address(), libc_h.eventfd$descriptor());
    private static final MethodHandle READ = captured(libc_h.read$address(), libc_h.read$descriptor());
    private static final MethodHandle WRITE = captured(libc_h.write$address(), libc_h.write$descriptor());
    private static final MethodHandle CLOSE = captured(libc_h.close$address(), libc_h.close$descriptor());
    private static final MethodHandle FOPEN = captured(libc_h.fopen$address(), libc_h.fopen$descriptor());
    private static final MethodHandle SETVBUF = captured(libc_h.setvbuf$address(), libc_h.setvbuf$descriptor());
    private static final MethodHandle FDOPEN = captured(libc_h.fdopen$address(), libc_h.fdopen$descriptor());
    private static final MethodHandle FCLOSE = captured(libc_h.fclose$address(), libc_h.fclose$descriptor());
    private static final MethodHandle SCHED_SETAFFINITY =
            captured(libc_h.sched_setaffinity$address(), libc_h.sched_setaffinity$descriptor());
    private static final MethodHandle SCHED_GETAFFINITY =
            captured(libc_h.sched_getaffinity$address(), libc_h.sched_getaffinity$descriptor());
    private static final MethodHandle SETPRIORITY =
            captured(libc_h.setpriority$address(), libc_h.setpriority$descriptor());
    private static final MethodHandle MLOCKALL = captured(libc_h.mlockall$address(), libc_h.mlockall$descriptor());
    private static final MethodHandle IF_NAMETOINDEX =
            captured(libc_h.if_nametoindex$address(), libc_h.if_nametoindex$descriptor());

    private Libc() {}

    /// `int pipe2(int pipefd[2], int flags)`, pipe2(2).
    ///
    /// @param descriptors receives two `int`s, the end to read from first
    /// @param flags `O_*`
    /// @return 0, or `-errno`: EMFILE
    public static int pipe2(ErrnoCapture errno, MemorySegment descriptors, int flags) {
        try {
            int rc = (int) PIPE2.invokeExact(errno.state(), descriptors, flags);
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("pipe2", t);
        }
    }

    /// `int eventfd(unsigned int initval, int flags)`, eventfd(2): a descriptor that one thread wakes another with.
    ///
    /// @param flags `EFD_*`
    /// @return a descriptor, or `-errno`: EMFILE
    public static int eventfd(ErrnoCapture errno, int initialValue, int flags) {
        try {
            int rc = (int) EVENTFD.invokeExact(errno.state(), initialValue, flags);
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("eventfd", t);
        }
    }

    /// `ssize_t read(int fd, void *buf, size_t count)`, read(2).
    ///
    /// @param buffer filled from its first byte, up to its size
    /// @return bytes read, 0 at the end, or `-errno`: EAGAIN, EINTR, EIO
    public static long read(ErrnoCapture errno, int fd, MemorySegment buffer) {
        try {
            long rc = (long) READ.invokeExact(errno.state(), fd, buffer, buffer.byteSize());
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("read", t);
        }
    }

    /// `ssize_t write(int fd, const void *buf, size_t count)`, write(2).
    ///
    /// @param length how many bytes of `buffer`, from its first
    /// @return bytes written, possibly fewer, or `-errno`: EAGAIN, EINTR, ENOSPC, EPIPE where nobody reads
    public static long write(ErrnoCapture errno, int fd, MemorySegment buffer, long length) {
        try {
            long rc = (long) WRITE.invokeExact(errno.state(), fd, buffer, length);
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("write", t);
        }
    }

    /// `int close(int fd)`, close(2). The descriptor is gone whatever it returns.
    ///
    /// @return 0, or `-errno`: EBADF, EIO
    public static int close(ErrnoCapture errno, int fd) {
        try {
            int rc = (int) CLOSE.invokeExact(errno.state(), fd);
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("close", t);
        }
    }

    /// `FILE *fopen(const char *path, const char *mode)`, fopen(3). Allocates.
    ///
    /// @param mode `rb`, `wb`, with an `e` for a descriptor that no child inherits
    /// @return the stream's address, or `-errno`: ENOENT, EACCES, EMFILE, ENOMEM
    public static long fopen(ErrnoCapture errno, String path, String mode) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cPath = arena.allocateFrom(path);
            MemorySegment cMode = arena.allocateFrom(mode);
            MemorySegment stream = (MemorySegment) FOPEN.invokeExact(errno.state(), cPath, cMode);
            return NativeMemory.isNull(stream) ? -errno.code() : stream.address();
        } catch (Throwable t) {
            throw misused("fopen", t);
        }
    }

    /// `int setvbuf(FILE *stream, char *buf, int mode, size_t size)` for full buffering, setvbuf(3): before anything
    /// else is done with the stream.
    ///
    /// @param stream what [#fopen] or [#fdopen] returned
    /// @param buffer the stream's until it is closed, all of the segment
    /// @return 0, or `-errno`
    public static int setFullBuffer(ErrnoCapture errno, long stream, MemorySegment buffer) {
        try {
            int rc = (int) SETVBUF.invokeExact(
                    errno.state(), MemorySegment.ofAddress(stream), buffer, libc_h._IOFBF(), buffer.byteSize());
            return rc == 0 ? 0 : -errno.code();
        } catch (Throwable t) {
            throw misused("setvbuf", t);
        }
    }

    /// `FILE *fdopen(int fd, const char *mode)`, fdopen(3). The stream owns the descriptor from then on. Allocates.
    ///
    /// @param mode as for fopen(3): `rb`, `wb`
    /// @return the stream's address, or `-errno`: EBADF, EINVAL, ENOMEM
    public static long fdopen(ErrnoCapture errno, int fd, String mode) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cMode = arena.allocateFrom(mode);
            MemorySegment stream = (MemorySegment) FDOPEN.invokeExact(errno.state(), fd, cMode);
            return NativeMemory.isNull(stream) ? -errno.code() : stream.address();
        } catch (Throwable t) {
            throw misused("fdopen", t);
        }
    }

    /// `int fclose(FILE *stream)`, fclose(3). The stream is gone whatever it returns.
    ///
    /// @param stream what [#fdopen] returned
    /// @return 0, or `-errno`: EIO, ENOSPC for what was still to be written
    public static int fclose(ErrnoCapture errno, long stream) {
        try {
            int rc = (int) FCLOSE.invokeExact(errno.state(), MemorySegment.ofAddress(stream));
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("fclose", t);
        }
    }

    /// `int sched_setaffinity(pid_t pid, size_t cpusetsize, const cpu_set_t *mask)` for the calling thread,
    /// sched_setaffinity(2).
    ///
    /// @param mask one bit a CPU, as `unsigned long`s
    /// @return 0, or `-errno`: EINVAL where the mask names no CPU that the thread may use
    public static int schedSetaffinity(ErrnoCapture errno, MemorySegment mask) {
        try {
            int rc = (int) SCHED_SETAFFINITY.invokeExact(errno.state(), 0, mask.byteSize(), mask);
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("sched_setaffinity", t);
        }
    }

    /// `int sched_getaffinity(pid_t pid, size_t cpusetsize, cpu_set_t *mask)` for the calling thread,
    /// sched_getaffinity(2).
    ///
    /// @param mask receives one bit a CPU, as `unsigned long`s
    /// @return 0, or `-errno`: EINVAL where the mask is smaller than the kernel's
    public static int schedGetaffinity(ErrnoCapture errno, MemorySegment mask) {
        try {
            int rc = (int) SCHED_GETAFFINITY.invokeExact(errno.state(), 0, mask.byteSize(), mask);
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("sched_getaffinity", t);
        }
    }

    /// `int setpriority(int which, id_t who, int prio)` for the calling thread, setpriority(2): how readily it
    /// makes room for others.
    ///
    /// @param niceness -20 to 19, the most ready
    /// @return 0, or `-errno`: EACCES where less than before was asked for and the process may not
    public static int setpriority(ErrnoCapture errno, int niceness) {
        try {
            int rc = (int) SETPRIORITY.invokeExact(errno.state(), libc_h.PRIO_PROCESS(), 0, niceness);
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("setpriority", t);
        }
    }

    /// `int mlockall(int flags)`, mlockall(2): nothing of the process is swapped out any more.
    ///
    /// @param flags `MCL_*`
    /// @return 0, or `-errno`: ENOMEM beyond RLIMIT_MEMLOCK, EPERM without CAP_IPC_LOCK
    public static int mlockall(ErrnoCapture errno, int flags) {
        try {
            int rc = (int) MLOCKALL.invokeExact(errno.state(), flags);
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("mlockall", t);
        }
    }

    /// `uid_t geteuid(void)`, geteuid(2): 0 for root.
    public static int geteuid() {
        return libc_h.geteuid();
    }

    /// `pid_t getpid(void)`, getpid(2).
    public static int getpid() {
        return libc_h.getpid();
    }

    /// `unsigned int if_nametoindex(const char *ifname)`, if_nametoindex(3). Allocates.
    ///
    /// @return the interface's index, 1 or more, or `-errno`: ENODEV
    public static int ifNametoindex(ErrnoCapture errno, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cName = arena.allocateFrom(name);
            int rc = (int) IF_NAMETOINDEX.invokeExact(errno.state(), cName);
            return rc > 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("if_nametoindex", t);
        }
    }

    /// `char *if_indextoname(unsigned int ifindex, char *ifname)`, if_indextoname(3). Allocates.
    ///
    /// @return the interface's name, empty where there is none with that index
    public static Optional<String> ifIndextoname(int index) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(ValueLayout.JAVA_BYTE, libc_h.IF_NAMESIZE());
            return NativeMemory.isNull(libc_h.if_indextoname(index, name))
                    ? Optional.empty()
                    : Optional.of(name.getString(0));
        }
    }
}
