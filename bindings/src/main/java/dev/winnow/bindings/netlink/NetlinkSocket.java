package dev.winnow.bindings.netlink;

import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.generated.libc.libc_h;
import dev.winnow.bindings.generated.libc.sockaddr_nl;
import dev.winnow.bindings.libc.ErrnoException;
import dev.winnow.bindings.libc.Libc;
import dev.winnow.bindings.libc.PollSet;
import dev.winnow.bindings.libc.Sockets;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A netlink socket with a port of its own.
///
/// Threading: options and [#request] belong to one thread at a time. [#fd] may be sent on and received from by other
/// threads meanwhile, but who receives then also gets the answer that [#request] waits for.
/// Lifetime: [#close] when no thread is in a call any more; the number of the descriptor is soon another's.
public final class NetlinkSocket implements AutoCloseable {
    /// Takes messages that came while an answer was waited for.
    public interface MessageHandler {
        /// @param message stands on the message; valid during the call only
        void onMessage(MessageCursor message);
    }

    private static final int RECEIVE_LENGTH = 128 * 1024;
    private static final int ANSWER_WAIT_MS = 100;
    private static final int ANSWER_WAITS = 20;
    private static final int MAX_OTHER_DATAGRAMS = 1_000_000;

    private final int fd;
    private final Arena arena = Arena.ofShared();
    private final ErrnoCapture errno = new ErrnoCapture(arena);
    private final MemorySegment received = arena.allocate(RECEIVE_LENGTH, Long.BYTES);
    private final MessageCursor cursor = new MessageCursor();
    private final PollSet readable = new PollSet(arena, 1);
    private int sequence;

    private NetlinkSocket(int fd) {
        this.fd = fd;
        readable.addReadable(fd);
    }

    /// Opens a socket and lets the kernel choose its port.
    ///
    /// @param protocol `NETLINK_*`
    /// @throws ErrnoException EPROTONOSUPPORT where the kernel lacks the protocol, EMFILE
    public static NetlinkSocket open(int protocol) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            ErrnoCapture errno = new ErrnoCapture(arena);
            int type = libc_h.SOCK_RAW() | libc_h.SOCK_CLOEXEC();
            int fd = ErrnoException.check("netlink socket", Sockets.socket(errno, libc_h.AF_NETLINK(), type, protocol));
            MemorySegment address = arena.allocate(sockaddr_nl.layout());
            sockaddr_nl.nl_family(address, (short) libc_h.AF_NETLINK());
            int bound = Sockets.bind(errno, fd, address);
            if (bound < 0) {
                Libc.close(errno, fd);
                throw new ErrnoException("port for netlink socket", bound);
            }
            return new NetlinkSocket(fd);
        }
    }

    /// The descriptor, for poll(2) and for other threads' calls.
    public int fd() {
        return fd;
    }

    /// Asks for a receive buffer of `bytes`, beyond the system's limit where CAP_NET_ADMIN allows it, socket(7).
    ///
    /// @return the buffer's size now, which Linux doubles for its bookkeeping and may have limited; or `-errno`
    public int setReceiveBuffer(int bytes) {
        int forced = Sockets.setsockopt(errno, fd, libc_h.SOL_SOCKET(), libc_h.SO_RCVBUFFORCE(), bytes);
        int set = forced == 0 ? 0 : Sockets.setsockopt(errno, fd, libc_h.SOL_SOCKET(), libc_h.SO_RCVBUF(), bytes);
        return set < 0 ? set : Sockets.getsockopt(errno, fd, libc_h.SOL_SOCKET(), libc_h.SO_RCVBUF());
    }

    /// `NETLINK_NO_ENOBUFS`, netlink(7): whether a full receive buffer goes unreported, instead of as ENOBUFS.
    ///
    /// @return 0, or `-errno`
    public int setNoEnobufs(boolean unreported) {
        return Sockets.setsockopt(errno, fd, libc_h.SOL_NETLINK(), libc_h.NETLINK_NO_ENOBUFS(), unreported ? 1 : 0);
    }

    /// How long a receiving call on [#fd] waits that may wait, socket(7); for ever until this is set.
    ///
    /// @param timeoutMs more than 0
    /// @return 0, or `-errno`
    public int setReceiveTimeout(int timeoutMs) {
        return Sockets.setReceiveTimeout(errno, fd, timeoutMs);
    }

    /// A sequence number that this socket has not used lately, for [MessageBuilder#begin].
    public int nextSequence() {
        return ++sequence;
    }

    /// Sends all that `message` holds in one datagram.
    ///
    /// @return bytes sent, or `-errno`
    public long send(MessageBuilder message) {
        return Sockets.send(errno, fd, message.buffer(), message.length(), 0);
    }

    /// Receives one datagram, or waits for it.
    ///
    /// @param flags `MSG_*`
    /// @return bytes received, or `-errno`: EAGAIN with `MSG_DONTWAIT`, ENOBUFS where messages were lost
    public long receive(MemorySegment buffer, int flags) {
        return Sockets.recv(errno, fd, buffer, flags);
    }

    /// Sends `message`, whose last message has `NLM_F_ACK`, and waits for the kernel's answer to that.
    ///
    /// @param others gets every message that is no answer to it; must not throw, and must not call this method
    /// @return 0, or `-errno`: the kernel's own, that of send or recv, or ETIMEDOUT after
    ///     two seconds without an answer
    public int request(MessageBuilder message, MessageHandler others) {
        int expected = message.sequence();
        long sent = send(message);
        if (sent < 0) {
            return (int) sent;
        }
        int lastError = -libc_h.ETIMEDOUT();
        int waits = 0;
        for (int i = 0; i < MAX_OTHER_DATAGRAMS && waits < ANSWER_WAITS; i++) {
            long length = receive(received, libc_h.MSG_DONTWAIT());
            if (length == -Errno.EAGAIN) {
                waits++;
                readable.poll(ANSWER_WAIT_MS);
            } else if (length < 0) {
                lastError = (int) length;
                waits++;
            } else if (takeAnswer(length, expected, others)) {
                return cursor.result();
            }
        }
        return lastError;
    }

    /// Leaves the cursor on the answer and returns true, or hands everything on.
    private boolean takeAnswer(long length, int expected, MessageHandler others) {
        cursor.wrap(received, 0, length);
        while (cursor.next()) {
            if (cursor.isError() && cursor.sequence() == expected) {
                return true;
            }
            others.onMessage(cursor);
        }
        return false;
    }

    @Override
    public void close() {
        Libc.close(errno, fd);
        arena.close();
    }
}
