package dev.winnow.bindings.libc;

import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.generated.libc.libc_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A socket that sends whole IP packets, headers included, and receives nothing, raw(7).
///
/// Threading: one thread at a time. Lifetime: [#close] when no thread is in a call any more.
public final class RawIpSocket implements AutoCloseable {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /// sizeof(struct sockaddr_in) and where its sin_addr is, ip(7).
    private static final int IPV4_LENGTH = 16;

    private static final int IPV4_ADDRESS = 4;

    /// sizeof(struct sockaddr_in6) and where its sin6_addr is, ipv6(7).
    private static final int IPV6_LENGTH = 28;

    private static final int IPV6_ADDRESS = 8;

    private final int fd;
    private final boolean ipv6;
    private final Arena arena = Arena.ofShared();
    private final ErrnoCapture errno = new ErrnoCapture(arena);
    private final MemorySegment destination;

    private RawIpSocket(int fd, boolean ipv6) {
        this.fd = fd;
        this.ipv6 = ipv6;
        destination = arena.allocate(ipv6 ? IPV6_LENGTH : IPV4_LENGTH, Long.BYTES);
        destination.set(ValueLayout.JAVA_SHORT, 0, (short) (ipv6 ? libc_h.AF_INET6() : libc_h.AF_INET()));
    }

    /// Opens a socket for packets of one IP version.
    ///
    /// @param mark what packets are marked with, `SO_MARK`; 0 for none
    /// @throws ErrnoException EPERM without CAP_NET_RAW, or for the mark CAP_NET_ADMIN; EAFNOSUPPORT without IPv6
    public static RawIpSocket open(boolean ipv6, int mark) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            ErrnoCapture errno = new ErrnoCapture(arena);
            int type = libc_h.SOCK_RAW() | libc_h.SOCK_CLOEXEC() | libc_h.SOCK_NONBLOCK();
            int family = ipv6 ? libc_h.AF_INET6() : libc_h.AF_INET();
            int fd = ErrnoException.check("raw socket", Sockets.socket(errno, family, type, libc_h.IPPROTO_RAW()));
            int marked = mark == 0 ? 0 : Sockets.setsockopt(errno, fd, libc_h.SOL_SOCKET(), libc_h.SO_MARK(), mark);
            if (marked < 0) {
                Libc.close(errno, fd);
                throw new ErrnoException("mark of raw socket", marked);
            }
            return new RawIpSocket(fd, ipv6);
        }
    }

    /// Sends a packet without waiting.
    ///
    /// @param packet from its first byte
    /// @param high the first half of an IPv6 destination
    /// @param low its second half, or an IPv4 destination in the last 32 bits
    /// @return bytes sent, or `-errno` as of [Sockets#sendto]
    public long send(MemorySegment packet, int length, long high, long low) {
        if (ipv6) {
            destination.set(LONG, IPV6_ADDRESS, high);
            destination.set(LONG, IPV6_ADDRESS + Long.BYTES, low);
        } else {
            destination.set(INT, IPV4_ADDRESS, (int) low);
        }
        return Sockets.sendto(errno, fd, packet, length, 0, destination);
    }

    @Override
    public void close() {
        Libc.close(errno, fd);
        arena.close();
    }
}
