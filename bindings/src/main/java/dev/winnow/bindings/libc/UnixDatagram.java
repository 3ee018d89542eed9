package dev.winnow.bindings.libc;

import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.generated.libc.libc_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// Datagrams to Unix domain sockets, unix(7), which the JDK has no channel for.
///
/// Threading: any thread.
public final class UnixDatagram {
    /// Where sun_path is in struct sockaddr_un, and how many bytes it has.
    private static final int PATH = Short.BYTES;

    private static final int MOST_PATH_BYTES = 108;

    private UnixDatagram() {}

    /// Sends one datagram without waiting.
    ///
    /// @param name an absolute path, or `@` and a name of the abstract namespace, at most 107 bytes
    /// @throws ErrnoException ENOENT or ECONNREFUSED where nobody listens, EACCES where he may not be spoken to,
    ///     EAGAIN where he is too slow
    /// @throws IllegalArgumentException if `name` is too long, or neither
    public static void send(String name, String text) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = address(arena, name);
            MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, text.getBytes(StandardCharsets.UTF_8));
            ErrnoCapture errno = new ErrnoCapture(arena);
            int type = libc_h.SOCK_DGRAM() | libc_h.SOCK_CLOEXEC();
            int fd = ErrnoException.check("unix socket", Sockets.socket(errno, libc_h.AF_UNIX(), type, 0));
            try {
                int flags = libc_h.MSG_NOSIGNAL() | libc_h.MSG_DONTWAIT();
                long sent = Sockets.sendto(errno, fd, bytes, bytes.byteSize(), flags, address);
                ErrnoException.check("datagram to " + name, (int) sent);
            } finally {
                Libc.close(errno, fd);
            }
        }
    }

    /// A struct sockaddr_un: the family, then a path that ends with a zero, or a zero and a name without an end.
    static MemorySegment address(Arena arena, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 2 || bytes.length >= MOST_PATH_BYTES || (bytes[0] != '/' && bytes[0] != '@')) {
            throw new IllegalArgumentException("'" + name + "' is no name of a Unix domain socket");
        }
        boolean isAbstract = bytes[0] == '@';
        MemorySegment address = arena.allocate(PATH + bytes.length + (isAbstract ? 0 : 1), Short.BYTES);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) libc_h.AF_UNIX());
        MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, PATH, bytes.length);
        if (isAbstract) {
            address.set(ValueLayout.JAVA_BYTE, PATH, (byte) 0);
        }
        return address;
    }
}
