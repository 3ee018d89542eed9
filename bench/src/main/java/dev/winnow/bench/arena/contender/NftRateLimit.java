package dev.winnow.bench.arena.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Limits for each source in a static nftables rule set, as guides show them: whoever asks for connections
/// faster than a rate is shut out for a minute (nft(8), SET STATEMENT), and no source has more than 20
/// connections at a time (nftables wiki, Meters, "Doing connlimit with nft").
///
/// Sizes and times are the guides'. The rate is not: theirs is for ssh, 10 a second with a burst of 5, and
/// would shut out browsers. 20 a second with a burst of 40 leave room for a visitor who opens a connection for
/// each of 200 requests within 10 s.
///
/// All of it runs in the kernel, as part of each packet's way: its CPU time is not to be seen in any process.
public final class NftRateLimit implements Defence {
    private static final String RULES = """
            table ip ratelimit {
                set blackhole {
                    type ipv4_addr; flags dynamic; timeout 1m; size 65536;
                }
                set flood {
                    type ipv4_addr; flags dynamic; timeout 10s; size 128000;
                }
                set connections {
                    type ipv4_addr; flags dynamic; size 65535;
                }
                chain input {
                    type filter hook input priority filter; policy accept;
                    ip saddr @blackhole counter drop
                    tcp flags syn tcp dport %1$d add @flood { ip saddr limit rate over 20/second burst 40 packets } \
            add @blackhole { ip saddr } drop
                    ct state new tcp dport %1$d add @connections { ip saddr ct count over 20 } counter drop
                }
            }
            """.formatted(ServerHost.PORT);

    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    private ServerHost host;

    @Override
    public String name() {
        return "nftables rate limit";
    }

    @Override
    public Optional<String> missing() {
        return DefenceProgram.missing("nft");
    }

    @Override
    public void start(ServerHost host) throws IOException {
        Path file = Files.writeString(host.directory().resolve("ratelimit.nft"), RULES);
        host.namespace().run("nft", "-f", file.toString());
        this.host = host;
    }

    @Override
    public void stop() throws IOException {
        if (host != null) {
            host.namespace().run("nft", "delete", "table", "ip", "ratelimit");
        }
    }

    @Override
    public Set<String> banned() throws IOException {
        String blackhole = host.namespace().run("nft", "list", "set", "ip", "ratelimit", "blackhole");
        return ADDRESS.matcher(blackhole).results().map(MatchResult::group).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public long cpuTimeNs() {
        return 0;
    }
}
