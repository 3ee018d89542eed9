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
/// the session that started winnow. Whoever is merely connected, and has not proved who he is, is not among them: else
/// to connect would be all that an attacker needs. Of another server than OpenSSH that cannot be told.
///
/// Source: proc_pid_net(5), `/proc/net/tcp`; ssh(1), `SSH_CONNECTION`; the process titles of OpenSSH's sshd.
final class SshSessions {
    private static final int SSH_PORT = 22;
    private static final String ESTABLISHED = "01";
    private static final String LISTEN = "0A";
    private static final String SSHD = "sshd";
    /// What does the talking until the other end has proved who it is: a title before OpenSSH 10, a program since.
    private static final Pattern UNPROVED_TITLE = Pattern.compile("\\[(accepted|net)]");

    private static final String UNPROVED_PROGRAM = "sshd-auth";
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

    /// Numbers of sockets.
    ///
    /// @param all      held by some sshd that is at no proof
    /// @param unproved held by one whose other end has yet to prove who it is
    private record SocketsOfSshd(Set<String> all, Set<String> unproved) {}

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
        SocketsOfSshd ofSshd = socketsOfSshd();
        Set<Integer> ports = sshPorts(ofSshd);
        List<IpAddress> peers = new ArrayList<>(starter);
        sockets(ESTABLISHED, socket -> {
            if (ports.contains(socket.localPort()) && !ofSshd.unproved.contains(socket.inode())) {
                socket.peer().ifPresent(peers::add);
            }
        });
        return peers;
    }

    Set<Integer> ports() {
        return sshPorts(socketsOfSshd());
    }

    /// An sshd that listens elsewhere is found by its sockets.
    private Set<Integer> sshPorts(SocketsOfSshd ofSshd) {
        Set<Integer> ports = new HashSet<>(knownPorts);
        sockets(LISTEN, socket -> {
            if (ofSshd.all.contains(socket.inode())) {
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

    private SocketsOfSshd socketsOfSshd() {
        SocketsOfSshd sockets = new SocketsOfSshd(new HashSet<>(), new HashSet<>());
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                String program = String.join("", TextFile.lines(process.resolve("comm")));
                if (program.startsWith(SSHD)) {
                    addSockets(process.resolve("fd"), isUnproved(process, program) ? sockets.unproved : sockets.all);
                }
            }
        } catch (IOException _) {
            // Without a look at the processes, the usual port must do.
        }
        return sockets;
    }

    private static boolean isUnproved(Path process, String program) {
        return program.equals(UNPROVED_PROGRAM)
                || TextFile.lines(process.resolve("cmdline")).stream()
                        .anyMatch(title -> UNPROVED_TITLE.matcher(title).find());
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
