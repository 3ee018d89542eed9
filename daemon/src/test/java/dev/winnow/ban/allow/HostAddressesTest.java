package dev.winnow.ban.allow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ban.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files as the kernel writes them on a host whose bytes are little-endian, which all that winnow runs on are.
final class HostAddressesTest {
    private static final String TCP_TITLE =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    @TempDir
    private Path folder;

    private static String socket(String local, String remote, String state, int inode) {
        return "   0: %s %s %s 00000000:00000000 00:00000000 00000000     0        0 %d 1 0 100 0 0 10 0\n"
                .formatted(local, remote, state, inode);
    }

    @Test
    void shouldFindGatewaysOfBothVersions() throws IOException {
        Files.writeString(folder.resolve("route"), """
                Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
                eth0	00000000	010712C6	0003	0	0	0	00000000	0	0	0
                eth0	000712C6	00000000	0001	0	0	0	00FFFFFF	0	0	0
                """);
        Files.writeString(
                folder.resolve("ipv6_route"),
                "00000000000000000000000000000000 00 00000000000000000000000000000000 00 "
                        + "fd000007000000000000000000000001 00000400 00000001 00000000 00000003     eth0\n"
                        + "fd000007000000000000000000000000 40 00000000000000000000000000000000 00 "
                        + "00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0\n");

        assertThat(new RoutingTables(folder).gateways())
                .extracting(Object::toString)
                .containsExactly("198.18.7.1", "fd00:7:0:0:0:0:0:1");
        assertThat(new RoutingTables(folder.resolve("none")).gateways()).isEmpty();
    }

    @Test
    void shouldFindResolvers() throws IOException {
        Path file = Files.writeString(folder.resolve("resolv.conf"), """
                # nameserver 198.18.0.9
                search example.net
                nameserver 198.18.0.53
                  nameserver	fd00:7::53 # the other
                nameserver fe80::1%eth0
                nameserver nonsense
                """);

        assertThat(new ResolverFiles(List.of(file, folder.resolve("none"))).addresses())
                .extracting(Object::toString)
                .containsExactly("198.18.0.53", "fd00:7:0:0:0:0:0:53", "fe80:0:0:0:0:0:0:1");
    }

    @Test
    void shouldFindWhoIsLoggedIn() throws IOException {
        Path net = Files.createDirectories(folder.resolve("thread-self/net"));
        Path sshd = Files.createDirectories(folder.resolve("812/fd")).getParent();
        Files.writeString(sshd.resolve("comm"), "sshd\n");
        Files.createSymbolicLink(sshd.resolve("fd/3"), Path.of("socket:[7001]"));
        Files.createSymbolicLink(sshd.resolve("fd/4"), Path.of("pipe:[7001]"));
        Path other = Files.createDirectories(folder.resolve("813/fd")).getParent();
        Files.writeString(other.resolve("comm"), "nginx\n");
        Files.createSymbolicLink(other.resolve("fd/3"), Path.of("socket:[7002]"));
        Files.writeString(
                net.resolve("tcp"),
                TCP_TITLE
                        // sshd listens on 2222, nginx on 80
                        + socket("00000000:08AE", "00000000:0000", "0A", 7001)
                        + socket("00000000:0050", "00000000:0000", "0A", 7002)
                        + socket("010712C6:08AE", "020712C6:C000", "01", 7003)
                        + socket("010712C6:0016", "030712C6:C000", "01", 7004)
                        + socket("010712C6:0050", "040712C6:C000", "01", 7005)
                        // half open, and our own way out to another's ssh
                        + socket("010712C6:0016", "050712C6:C000", "03", 0)
                        + socket("010712C6:C000", "060712C6:0016", "01", 7006)
                        + "nonsense\n");
        Files.writeString(
                net.resolve("tcp6"),
                TCP_TITLE
                        + socket(
                                "0000000000000000FFFF0000010712C6:0016",
                                "0000000000000000FFFF0000070712C6:C000",
                                "01",
                                7007)
                        + socket(
                                "070000FD000000000000000001000000:0016",
                                "070000FD000000000000000002000000:C000",
                                "01",
                                7008));

        assertThat(new SshSessions(folder, "198.18.9.9 50000 198.18.7.1 22").peers())
                .extracting(Object::toString)
                .containsExactly("198.18.9.9", "198.18.7.2", "198.18.7.3", "198.18.7.7", "fd00:7:0:0:0:0:0:2");
    }

    @ParameterizedTest
    @CsvSource({
        "sshd,         sshd: alice@pts/0,    true",
        "sshd,         sshd: alice [priv],   true",
        "sshd,         sshd: [accepted],     false",
        "sshd,         sshd: alice [net],    false",
        "sshd-session, sshd-session: alice@pts/0, true",
        "sshd-session, sshd-session: alice [net], false",
        "sshd-auth,    sshd-auth: alice,     false",
        "dropbear,     /usr/sbin/dropbear,   true"
    })
    void shouldNotTakeForLoggedInWhoIsMerelyConnected(String program, String title, boolean isLoggedIn)
            throws IOException {
        Path net = Files.createDirectories(folder.resolve("thread-self/net"));
        Files.writeString(net.resolve("tcp"), TCP_TITLE + socket("010712C6:0016", "020712C6:C000", "01", 7003));
        Path process = Files.createDirectories(folder.resolve("812/fd")).getParent();
        Files.writeString(process.resolve("comm"), program + "\n");
        Files.writeString(process.resolve("cmdline"), title + "\0\0\0");
        Files.createSymbolicLink(process.resolve("fd/3"), Path.of("socket:[7003]"));

        assertThat(new SshSessions(folder, null).peers()).hasSize(isLoggedIn ? 1 : 0);
    }

    @Test
    void shouldBelieveThePortOfTheSessionThatStartedIt() throws IOException {
        Path net = Files.createDirectories(folder.resolve("thread-self/net"));
        Files.writeString(net.resolve("tcp"), TCP_TITLE + socket("010712C6:08AE", "020712C6:C000", "01", 7003));

        assertThat(new SshSessions(folder, "198.18.9.9 50000 198.18.7.1 2222").peers())
                .hasSize(2);
        assertThat(new SshSessions(folder, null).peers()).isEmpty();
        assertThat(new SshSessions(folder, "nonsense").peers()).isEmpty();
    }

    @Test
    void shouldFindAConnectionOfThisVeryHost() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ServerSocket server = new ServerSocket(0, 1, loopback);
                Socket client = new Socket(loopback, server.getLocalPort());
                Socket accepted = server.accept()) {
            String session = "198.18.9.9 1 127.0.0.1 " + accepted.getLocalPort();

            assertThat(client.isConnected()).isTrue();
            assertThat(new SshSessions(Path.of("/proc"), session).peers())
                    .extracting(Object::toString)
                    .contains("198.18.9.9", "127.0.0.1");
        }
    }

    @Test
    void shouldKnowTheAddressesOfThisHost() {
        assertThat(new HostAddresses(null).all())
                .contains(new AllowedPrefix(Prefix.parse("127.0.0.1").orElseThrow(), "an address of this host", true));
    }
}
