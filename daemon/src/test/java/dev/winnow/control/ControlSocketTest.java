package dev.winnow.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A socket is taken from the dead, and from nobody else.
final class ControlSocketTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReplaceWhatADeadProgramLeft() throws IOException {
        Path path = folder.resolve("dead.sock");
        leaveBehind(path);
        try (ControlSocket socket = ControlSocket.open(path)) {
            assertThat(socket.path()).exists();
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void shouldLeaveALiveOneAlone() throws IOException {
        Path path = folder.resolve("live.sock");
        try (ControlSocket _ = ControlSocket.open(path)) {
            assertThatThrownBy(() -> ControlSocket.open(path))
                    .hasMessageContaining("another winnow answers at " + path);
            assertThat(path).exists();
        }
    }

    @Test
    void shouldLeaveAFileAloneThatIsNoSocket() throws IOException {
        Path path = Files.writeString(folder.resolve("file"), "precious");
        assertThatThrownBy(() -> ControlSocket.open(path)).hasMessageContaining("is no socket");
        assertThat(path).hasContent("precious");
    }

    @Test
    void shouldSayThatAPathIsTooLong() {
        Path path = folder.resolve("x".repeat(108));
        assertThatThrownBy(() -> ControlSocket.open(path)).hasMessageContaining("longer than the 107 bytes");
    }

    @Test
    void shouldLeaveASocketAloneThatHasTakenItsPlace() throws IOException {
        Path path = folder.resolve("taken.sock");
        ControlSocket socket = ControlSocket.open(path);
        Files.delete(path);
        leaveBehind(path);
        socket.close();
        assertThat(path).exists();
    }

    @Test
    void shouldTellNotRunningFromNotAllowed() throws IOException {
        Path path = folder.resolve("dead.sock");
        assertThatThrownBy(() -> ControlClient.connect(path))
                .isInstanceOf(ControlClient.NotRunningException.class)
                .hasMessageContaining("not running: there is no " + path);
        leaveBehind(path);
        assertThatThrownBy(() -> ControlClient.connect(path))
                .isInstanceOf(ControlClient.NotRunningException.class)
                .hasMessageContaining("was left by a filter that has ended");
    }

    private static void leaveBehind(Path path) throws IOException {
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(path));
        }
    }
}
