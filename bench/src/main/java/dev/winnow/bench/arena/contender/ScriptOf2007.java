package dev.winnow.bench.arena.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What somebody wrote in 2007, when thousands of peer-to-peer clients came to his web server: tcpdump watches
/// port 80, and whoever is seen in 50 packets, in whatever time, gets a rule of his own at the head of
/// iptables' INPUT chain. Rules are never taken out, and nothing tells a visitor from an attacker.
///
/// The original's twenty lines of Tcl are Perl here, which every Debian has: the same loop, the same commands.
public final class ScriptOf2007 implements Defence {
    private static final long START_TIMEOUT_S = 10;

    private static final String SCRIPT = """
            my ($interface, $port) = @ARGV;
            my $tcpdump = open(my $packets, "-|", "tcpdump", "-n", "-l", "-i", $interface, "tcp dst port $port");
            $SIG{TERM} = sub { kill TERM => $tcpdump; exit };
            my %seen;
            while (<$packets>) {
                my ($source) = / IP (\\d+\\.\\d+\\.\\d+\\.\\d+)\\.\\d+ > / or next;
                system("iptables", "-I", "INPUT", "-s", $source, "-j", "DROP") if ++$seen{$source} == 50;
            }
            """;

    private ServerHost host;
    private DefenceProgram script;

    @Override
    public String name() {
        return "2007 script";
    }

    @Override
    public Optional<String> missing() {
        return DefenceProgram.missing("perl", "tcpdump", "iptables");
    }

    @Override
    public void start(ServerHost host) throws IOException {
        this.host = host;
        List<String> command = List.of("perl", "-e", SCRIPT, host.interfaceName(), Integer.toString(ServerHost.PORT));
        script = DefenceProgram.start(host, "script.log", command);
        script.awaitOutput("listening on", START_TIMEOUT_S);
    }

    @Override
    public void stop() throws IOException {
        if (script == null) {
            return;
        }
        script.stop();
        takeOutRules();
    }

    /// All in one go: thousands of them one by one would take as long as they took to come.
    private void takeOutRules() throws IOException {
        String deletions = banned().stream()
                .map(source -> "-D INPUT -s " + source + " -j DROP\n")
                .collect(Collectors.joining("", "*filter\n", "COMMIT\n"));
        Path file = Files.writeString(host.directory().resolve("take-out.iptables"), deletions);
        host.namespace().run("iptables-restore", "-w", "--noflush", file.toString());
    }

    @Override
    public Set<String> banned() throws IOException {
        return IptablesRules.shutOut(host.namespace());
    }

    @Override
    public long cpuTimeNs() throws IOException {
        return script.cpuTimeNs();
    }
}
