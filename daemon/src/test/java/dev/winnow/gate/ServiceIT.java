package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.libc.ErrnoException;
import dev.winnow.bindings.libc.Libc;
import dev.winnow.bindings.libc.Sockets;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What winnow is as a service: it says when it filters, and needs no more than its unit lets it have.
final class ServiceIT {
    private static final Path UNIT = Path.of("src", "main", "dist", "systemd", "winnow.service");
    private static final String CAPABILITIES = "CapabilityBoundingSet=";

    /// unix(7), socket(2).
    private static final int AF_UNIX = 1;

    private static final int SOCK_DGRAM = 2;
    private static final int MSG_DONTWAIT = 0x40;

    @RegisterExtension
    private static final WebGate GATE = new WebGate();

    @Test
    void shouldSayWhenItFiltersAndWhenItEndsWithTheCapabilitiesOfItsUnit() throws IOException, InterruptedException {
        try (Arena arena = Arena.ofConfined()) {
            Path socket = GATE.folder().resolve("notify");
            ErrnoCapture errno = new ErrnoCapture(arena);
            int fd = listen(arena, errno, socket);
            Process winnow = Shell.start(
                    GATE.hosts().onServer(service(socket)), GATE.folder().resolve("winnow.out"));
            try {
                Shell.await("it is ready", () -> {
                    assertThat(winnow.isAlive()).as(said()).isTrue();
                    return received(arena, errno, fd).equals("READY=1\nSTATUS=filtering queue 0");
                });
                assertThat(Filter.rulesOn(GATE.hosts())).hasSize(Filter.RULES);
                assertThat(said()).doesNotContain("cannot", "denied", "permitted");
                bansSomebody();
                assertThat(Shell.terminate(winnow)).as(said()).isZero();
                assertThat(received(arena, errno, fd)).isEqualTo("STOPPING=1");
            } finally {
                winnow.destroyForcibly();
                Libc.close(errno, fd);
            }
        }
    }

    /// Makes the table in the kernel, and writes to the ledger.
    private void bansSomebody() {
        Shell.run(Filter.WINNOW, "bans", "add", "--control", control(), "198.18.7.99")
                .orFail();
    }

    private String[] service(Path socket) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "NOTIFY_SOCKET=" + socket));
        command.addAll(List.of("setpriv", "--no-new-privs", "--inh-caps=-all", "--bounding-set=" + capabilities()));
        command.addAll(List.of(Filter.WINNOW, "run", "--install-rule=INPUT -p tcp --dport 80", "--control", control()));
        command.addAll(List.of("--eve", GATE.folder().resolve("eve.json").toString()));
        command.addAll(List.of("--set", "evidence.directory=" + GATE.folder().resolve("evidence")));
        command.addAll(List.of("--set", "ban.ledger=" + GATE.folder().resolve("bans.db")));
        command.addAll(List.of("--set", "history.file=" + GATE.folder().resolve("history.db")));
        // The unit has systemd lift the limit, and set the score.
        command.addAll(List.of("--set", "memory.lock=no", "--set", "memory.oom-score-adj=1000"));
        return command.toArray(String[]::new);
    }

    private String control() {
        return GATE.folder().resolve("control.sock").toString();
    }

    /// As setpriv(1) has them.
    private static String capabilities() throws IOException {
        String line = Files.readAllLines(UNIT).stream()
                .filter(each -> each.startsWith(CAPABILITIES))
                .findFirst()
                .orElseThrow();
        return Stream.of(line.substring(CAPABILITIES.length()).split(" ", -1))
                .map(name -> name.replace("CAP_", "+").toLowerCase(Locale.ROOT))
                .reduce("-all", (before, name) -> before + "," + name);
    }

    private String said() throws IOException {
        return Files.readString(GATE.folder().resolve("winnow.out"));
    }

    private static int listen(Arena arena, ErrnoCapture errno, Path socket) throws ErrnoException {
        int fd = ErrnoException.check("socket", Sockets.socket(errno, AF_UNIX, SOCK_DGRAM, 0));
        MemorySegment address = arena.allocate(Short.BYTES + socket.toString().length() + 1, Short.BYTES);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
        address.setString(Short.BYTES, socket.toString());
        ErrnoException.check("bind", Sockets.bind(errno, fd, address));
        return fd;
    }

    /// The next datagram; empty where there is none.
    private static String received(Arena arena, ErrnoCapture errno, int fd) {
        MemorySegment buffer = arena.allocate(256);
        int length = (int) Sockets.recv(errno, fd, buffer, MSG_DONTWAIT);
        return length < 0
                ? ""
                : new String(buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }
}
