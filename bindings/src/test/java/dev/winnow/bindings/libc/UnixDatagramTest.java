package dev.winnow.bindings.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.generated.libc.libc_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnixDatagramTest {
    @Test
    void shouldReachPath(@TempDir Path folder) throws ErrnoException {
        assertThat(received(folder.resolve("notify").toString(), "READY=1\nSTATUS=käme an"))
                .isEqualTo("READY=1\nSTATUS=käme an");
    }

    @Test
    void shouldReachAbstractName() throws ErrnoException {
        assertThat(received("@winnow-test-" + ProcessHandle.current().pid(), "STOPPING=1"))
                .isEqualTo("STOPPING=1");
    }

    @Test
    void shouldSayWhereNobodyListens(@TempDir Path folder) {
        assertThatThrownBy(() -> UnixDatagram.send(folder.resolve("nobody").toString(), "READY=1"))
                .isInstanceOfSatisfying(
                        ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "relative", "vsock:2:1234"})
    void shouldRefuseWhatIsNoName(String name) {
        assertThatThrownBy(() -> UnixDatagram.send(name, "READY=1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseNameThatIsTooLong() {
        assertThatThrownBy(() -> UnixDatagram.send("/" + "x".repeat(107), "READY=1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String received(String name, String sent) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            ErrnoCapture errno = new ErrnoCapture(arena);
            int fd = ErrnoException.check(
                    "socket", Sockets.socket(errno, libc_h.AF_UNIX(), libc_h.SOCK_DGRAM() | libc_h.SOCK_CLOEXEC(), 0));
            try {
                ErrnoException.check("bind", Sockets.bind(errno, fd, UnixDatagram.address(arena, name)));
                UnixDatagram.send(name, sent);
                MemorySegment buffer = arena.allocate(256);
                int length = ErrnoException.check("recv", (int) Sockets.recv(errno, fd, buffer, libc_h.MSG_DONTWAIT()));
                return new String(buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
            } finally {
                Libc.close(errno, fd);
            }
        }
    }
}
