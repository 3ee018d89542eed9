package dev.winnow.ban.allow;

import dev.winnow.rule.address.IpAddress;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who is logged in through ssh: the other ends of established connections to the ports that sshd listens on, and of
/// the session that started winnow.
///
/// Source: proc_pid_net(5), `/proc/net/tcp`; ssh(1), `SSH_CONNECTION`.
final class SshSessions {
    private static final int SSH_PORT = 22;
    private static final String ESTABLISHED = "01";
    private static final String LISTEN = "0A";
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    private final Path proc;
    private final Set<Integer> knownPorts = new HashSet<>(Set.of(SSH_PORT));
    private final List<IpAddress> starter = new ArrayList<>();

    /// A line of `/proc/net/tcp`.
    private record Socket(String local, String remote, String state, String inode) {
        static Optional<Socket> parse(String line) {
            String[] words = line.strip().split("\\s+", -1);
            return words.length > 9 && words[1].indexOf(':') > 0 && words[2].indexOf(':') > 0
                    ? Optional.of(new Socket(words[1], words[2], words[3], words[9]))
                    : Optional.empty();
        }

        int localPort() {
            return Integer.parseInt(local.substring(local.indexOf(':') + 1), 16);
        }

        Optional<IpAddress> peer() {
            return ProcAddress.parse(remote.substring(0, remote.indexOf(':')), false);
        }
    }

    /// @param proc          where proc(5) is mounted
    /// @param sshConnection `CLIENT PORT SERVER PORT`, or null
    SshSessions(Path proc, String sshConnection) {
        this.proc = proc;
        String[] words = sshConnection == null ? new String[0] : sshConnection.split(" ", -1);
        if (words.length == 4) {
            IpAddress.parse(words[0]).ifPresent(starter::add);
            if (words[3].matches("\\d{1,5}")) {
                knownPorts.add(Integer.parseInt(words[3]));
            }
        }
    }

    List<IpAddress> peers() {
        Set<Integer> ports = sshPorts();
        List<IpAddress> peers = new ArrayList<>(starter);
        sockets(ESTABLISHED, socket -> {
            if (ports.contains(socket.localPort())) {
                socket.peer().ifPresent(peers::add);
            }
        });
        return peers;
    }

    /// An sshd that listens elsewhere is found by its sockets.
    private Set<Integer> sshPorts() {
        Set<Integer> ports = new HashSet<>(knownPorts);
        Set<String> inodes = socketsOfSshd();
        sockets(LISTEN, socket -> {
            if (inodes.contains(socket.inode())) {
                ports.add(socket.localPort());
            }
        });
        return ports;
    }

    /// One at a time, because a server under attack may have very many.
    private void sockets(String state, Consumer<Socket> consumer) {
        for (String file : List.of("tcp", "tcp6")) {
            TextFile.read(
                    proc.resolve("thread-self/net").resolve(file),
                    line -> Socket.parse(line)
                            .filter(socket -> socket.state().equals(state))
                            .ifPresent(consumer));
        }
    }

    private Set<String> socketsOfSshd() {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (TextFile.lines(process.resolve("comm")).equals(List.of("sshd"))) {
                    addSockets(process.resolve("fd"), inodes);
                }
            }
        } catch (IOException _) {
            // Without a look at the processes, the usual port must do.
        }
        return inodes;
    }

    private static void addSockets(Path descriptors, Set<String> inodes) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                Matcher target = SOCKET.matcher(Files.readSymbolicLink(link).toString());
                if (target.matches()) {
                    inodes.add(target.group(1));
                }
            }
        } catch (IOException _) {
            // The process has ended meanwhile.
        }
    }
}
