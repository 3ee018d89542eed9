package dev.winnow.bindings.libc;

import static dev.winnow.bindings.ffm.Downcalls.addressesAsLongs;
import static dev.winnow.bindings.ffm.Downcalls.captured;
import static dev.winnow.bindings.ffm.Downcalls.misused;

import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.generated.libc.libc_h;
import dev.winnow.bindings.generated.libc.timeval;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Socket calls of the C library, one method each; see the package for what they return.
///
/// Threading: any thread, with its own [ErrnoCapture]. Buffers are the caller's, and only used during the call.
public final class Sockets {
    private static final long MS_PER_SECOND = 1_000;
    private static final long US_PER_MS = 1_000;

    private static final MethodHandle SOCKET = captured(libc_h.socket$address(), libc_h.socket$descriptor());
    private static final MethodHandle BIND = captured(libc_h.bind$address(), libc_h.bind$descriptor());
    private static final MethodHandle SETSOCKOPT =
            captured(libc_h.setsockopt$address(), libc_h.setsockopt$descriptor());
    private static final MethodHandle GETSOCKOPT =
            captured(libc_h.getsockopt$address(), libc_h.getsockopt$descriptor());
    private static final MethodHandle SEND = captured(libc_h.send$address(), libc_h.send$descriptor());
    private static final MethodHandle SENDTO = captured(libc_h.sendto$address(), libc_h.sendto$descriptor());
    private static final MethodHandle RECV = captured(libc_h.recv$address(), libc_h.recv$descriptor());
    private static final MethodHandle RECVMMSG =
            captured(libc_h.recvmmsg$address(), addressesAsLongs(libc_h.recvmmsg$descriptor()));
    private static final MethodHandle POLL = captured(libc_h.poll$address(), libc_h.poll$descriptor());

    private Sockets() {}

    /// `int socket(int domain, int type, int protocol)`, socket(2).
    ///
    /// @return a descriptor, or `-errno`: EPERM without the capability that the family wants, EAFNOSUPPORT,
    ///     EPROTONOSUPPORT where the kernel lacks it, EMFILE
    public static int socket(ErrnoCapture errno, int domain, int type, int protocol) {
        try {
            int rc = (int) SOCKET.invokeExact(errno.state(), domain, type, protocol);
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("socket", t);
        }
    }

    /// `int bind(int sockfd, const struct sockaddr *addr, socklen_t addrlen)`, bind(2).
    ///
    /// @param address a `sockaddr_*`, all of the segment
    /// @return 0, or `-errno`: EADDRINUSE, EACCES, EINVAL where it is bound already
    public static int bind(ErrnoCapture errno, int fd, MemorySegment address) {
        try {
            int rc = (int) BIND.invokeExact(errno.state(), fd, address, (int) address.byteSize());
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("bind", t);
        }
    }

    /// `int setsockopt(int sockfd, int level, int optname, const void *optval, socklen_t optlen)` for an option that is
    /// an `int`, setsockopt(2). Allocates.
    ///
    /// @return 0, or `-errno`: EPERM for the `...FORCE` options without CAP_NET_ADMIN, ENOPROTOOPT for an option
    ///     that the kernel does not know
    public static int setsockopt(ErrnoCapture errno, int fd, int level, int option, int value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cell = arena.allocateFrom(ValueLayout.JAVA_INT, value);
            int rc = (int) SETSOCKOPT.invokeExact(errno.state(), fd, level, option, cell, Integer.BYTES);
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("setsockopt", t);
        }
    }

    /// `setsockopt` with `SO_RCVTIMEO`, socket(7): how long a receiving call waits before it returns EAGAIN. Allocates.
    ///
    /// @param timeoutMs more than 0
    /// @return 0, or `-errno`: EBADF, ENOTSOCK
    public static int setReceiveTimeout(ErrnoCapture errno, int fd, int timeoutMs) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment timeout = arena.allocate(timeval.layout());
            timeval.tv_sec(timeout, timeoutMs / MS_PER_SECOND);
            timeval.tv_usec(timeout, timeoutMs % MS_PER_SECOND * US_PER_MS);
            int rc = (int) SETSOCKOPT.invokeExact(
                    errno.state(), fd, libc_h.SOL_SOCKET(), libc_h.SO_RCVTIMEO(), timeout, (int) timeout.byteSize());
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("setsockopt", t);
        }
    }

    /// `int getsockopt(int sockfd, int level, int optname, void *optval, socklen_t *optlen)` for an option that is an
    /// `int` of 0 or more, getsockopt(2). Allocates.
    ///
    /// @return the value, or `-errno`: ENOPROTOOPT for an option that the kernel does not know
    public static int getsockopt(ErrnoCapture errno, int fd, int level, int option) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cell = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, Integer.BYTES);
            int rc = (int) GETSOCKOPT.invokeExact(errno.state(), fd, level, option, cell, length);
            return rc >= 0 ? cell.get(ValueLayout.JAVA_INT, 0) : -errno.code();
        } catch (Throwable t) {
            throw misused("getsockopt", t);
        }
    }

    /// `ssize_t send(int sockfd, const void *buf, size_t len, int flags)`, send(2).
    ///
    /// @param length how many bytes of `buffer`, from its first
    /// @param flags `MSG_*`
    /// @return bytes sent, or `-errno`: EAGAIN, EINTR, ENOBUFS, EMSGSIZE, ECONNREFUSED where nobody listens
    public static long send(ErrnoCapture errno, int fd, MemorySegment buffer, long length, int flags) {
        try {
            long rc = (long) SEND.invokeExact(errno.state(), fd, buffer, length, flags);
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("send", t);
        }
    }

    /// `ssize_t sendto(int sockfd, const void *buf, size_t len, int flags, const struct sockaddr *dest_addr, socklen_t
    /// addrlen)`, sendto(2).
    ///
    /// @param length how many bytes of `buffer`, from its first
    /// @param flags `MSG_*`
    /// @param destination a `sockaddr_*`, all of the segment
    /// @return bytes sent, or `-errno`: as [#send], and ENETUNREACH, EHOSTUNREACH, EPERM where a filter forbids it
    public static long sendto(
            ErrnoCapture errno, int fd, MemorySegment buffer, long length, int flags, MemorySegment destination) {
        try {
            long rc = (long) SENDTO.invokeExact(
                    errno.state(), fd, buffer, length, flags, destination, (int) destination.byteSize());
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("sendto", t);
        }
    }

    /// `ssize_t recv(int sockfd, void *buf, size_t len, int flags)`, recv(2).
    ///
    /// @param buffer filled from its first byte, up to its size
    /// @param flags `MSG_*`
    /// @return bytes received, or with `MSG_TRUNC` those that the datagram had; or `-errno`: EAGAIN, EINTR, ENOBUFS
    ///     where a netlink socket had to throw messages away
    public static long recv(ErrnoCapture errno, int fd, MemorySegment buffer, int flags) {
        try {
            long rc = (long) RECV.invokeExact(errno.state(), fd, buffer, buffer.byteSize(), flags);
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("recv", t);
        }
    }

    /// `int recvmmsg(int sockfd, struct mmsghdr *msgvec, unsigned int vlen, int flags, struct timespec *timeout)`
    /// without a timeout, recvmmsg(2).
    ///
    /// @param messages address of `mmsghdr`s one behind the other, whose memory the caller keeps alive
    /// @param count how many of them
    /// @param flags `MSG_*`
    /// @return datagrams received, or `-errno`: EAGAIN, EINTR, ENOBUFS as for [#recv]. An error behind the first
    ///     datagram is reported by the next call
    public static int recvmmsg(ErrnoCapture errno, int fd, long messages, int count, int flags) {
        try {
            int rc = (int) RECVMMSG.invokeExact(errno.state(), fd, messages, count, flags, 0L);
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("recvmmsg", t);
        }
    }

    /// `int poll(struct pollfd *fds, nfds_t nfds, int timeout)`, poll(2).
    ///
    /// @param descriptors `pollfd`s one behind the other
    /// @param count how many of them
    /// @param timeoutMs 0 returns at once, negative waits for ever
    /// @return how many have something to tell, 0 when the time is over, or `-errno`: EINTR
    public static int poll(ErrnoCapture errno, MemorySegment descriptors, long count, int timeoutMs) {
        try {
            int rc = (int) POLL.invokeExact(errno.state(), descriptors, count, timeoutMs);
            return rc >= 0 ? rc : -errno.code();
        } catch (Throwable t) {
            throw misused("poll", t);
        }
    }
}
