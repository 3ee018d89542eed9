package dev.winnow.bindings.nfqueue;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.generated.libc.iovec;
import dev.winnow.bindings.generated.libc.libc_h;
import dev.winnow.bindings.generated.libc.mmsghdr;
import dev.winnow.bindings.generated.libc.msghdr;
import dev.winnow.bindings.libc.Sockets;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Receives many datagrams in one call, each into memory of the caller's.
///
/// ```
///  mmsghdr[0] ─▶ iovec[0] ─▶ the memory of assign(0, ...)
///  mmsghdr[1] ─▶ iovec[1] ─▶ the memory of assign(1, ...)
/// ```
///
/// An assignment holds until the next one for its index: after a call, give the indices that were filled other memory,
/// and keep that of the others.
///
/// Lifetime: the headers are the arena's; the memory assigned is the caller's, and must outlive every [#receive].
/// Threading: one thread. Nothing allocates after construction.
public final class QueueReceiver {
    private static final int MSG_DONTWAIT = libc_h.MSG_DONTWAIT();
    private static final int MSG_WAITFORONE = libc_h.MSG_WAITFORONE();
    private static final int MSG_TRUNC = libc_h.MSG_TRUNC();
    private static final long HEADER_LENGTH = mmsghdr.sizeof();
    private static final long VECTOR_LENGTH = iovec.sizeof();
    private static final long FLAGS_OFFSET = mmsghdr.msg_hdr$offset() + msghdr.msg_flags$offset();

    private final MemorySegment headers;
    private final MemorySegment vectors;
    private final ErrnoCapture errno;
    private final int capacity;

    /// @param capacity datagrams that one call can receive
    public QueueReceiver(Arena arena, int capacity) {
        this.capacity = capacity;
        headers = arena.allocate(mmsghdr.layout(), capacity);
        vectors = arena.allocate(iovec.layout(), capacity);
        errno = new ErrnoCapture(arena);
        for (int i = 0; i < capacity; i++) {
            MemorySegment header = mmsghdr.msg_hdr(headers.asSlice(i * HEADER_LENGTH, HEADER_LENGTH));
            msghdr.msg_iov(header, vectors.asSlice(i * VECTOR_LENGTH, VECTOR_LENGTH));
            msghdr.msg_iovlen(header, 1);
        }
    }

    /// Datagrams that one call can receive.
    public int capacity() {
        return capacity;
    }

    /// Says where the datagram of `index` goes.
    ///
    /// @param address of the first byte
    /// @param length bytes there; 64 KiB and some 300 bytes of attributes hold every packet
    public void assign(int index, long address, long length) {
        long at = index * VECTOR_LENGTH;
        vectors.set(JAVA_LONG, at + iovec.iov_base$offset(), address);
        vectors.set(JAVA_LONG, at + iovec.iov_len$offset(), length);
    }

    /// Receives what is there, without waiting, into the memory of `first` and the indices behind it.
    ///
    /// @param fd of [QueueSocket#fd]
    /// @param count how many at most
    /// @return datagrams received, the first of them at index `first`; or `-errno`: EAGAIN where there is nothing,
    ///     ENOBUFS where the kernel had to drop packets because the socket's buffer was full, EINTR
    public int receive(int fd, int first, int count) {
        return receive(fd, first, count, MSG_DONTWAIT);
    }

    /// As [#receive(int, int, int)], but waits for the first datagram where there is none, for as long as the socket's
    /// [receive timeout][dev.winnow.bindings.netlink.NetlinkSocket#setReceiveTimeout] says.
    ///
    /// @return as there; EAGAIN where nothing came in time
    public int await(int fd, int first, int count) {
        return receive(fd, first, count, MSG_WAITFORONE);
    }

    private int receive(int fd, int first, int count, int flags) {
        if (first < 0 || count < 0 || count > capacity - first) {
            throw new IndexOutOfBoundsException(first);
        }
        return Sockets.recvmmsg(errno, fd, headers.address() + first * HEADER_LENGTH, count, flags);
    }

    /// Bytes that the last call put into the memory of `index`.
    public int length(int index) {
        return headers.get(mmsghdr.msg_len$layout(), index * HEADER_LENGTH + mmsghdr.msg_len$offset());
    }

    /// Whether the last datagram of `index` was longer than its memory, and lost its end.
    public boolean truncated(int index) {
        return (headers.get(msghdr.msg_flags$layout(), index * HEADER_LENGTH + FLAGS_OFFSET) & MSG_TRUNC) != 0;
    }
}
