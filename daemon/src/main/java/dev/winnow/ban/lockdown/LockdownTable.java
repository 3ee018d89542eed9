package dev.winnow.ban.lockdown;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.bindings.nftables.NftContext;
import dev.winnow.bindings.nftables.NftResult;
import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.address.IpRange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The table `winnow-lockdown` of nftables: a chain before the host's own filter, and sets whose elements the kernel
/// takes out when their time is over, so that it opens whatever becomes of winnow.
///
/// Of TCP only segments that begin a connection are refused, so that whoever is connected stays so, without connection
/// tracking, whose table a flood would fill. The table is made once and stays: deleting a chain would drop what waits
/// in every queue.
///
/// Threading: one thread at a time; each call opens a context of libnftables of its own.
final class LockdownTable {
    static final String NAME = "winnow-lockdown";

    /// How to take all of it away by hand.
    static final String REMOVAL = "nft delete table inet " + NAME;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SETS = """
            add table inet winnow-lockdown
            add counter inet winnow-lockdown refused
            add set inet winnow-lockdown tcp_ports { type inet_service; flags interval, timeout; }
            add set inet winnow-lockdown udp_ports { type inet_service; flags interval, timeout; }
            add set inet winnow-lockdown ssh_ports { type inet_service; flags interval, timeout; }
            add set inet winnow-lockdown keep4 { type ipv4_addr; flags interval, timeout; }
            add set inet winnow-lockdown keep6 { type ipv6_addr; flags interval, timeout; }
            add set inet winnow-lockdown ssh4 { type ipv4_addr; flags interval, timeout; }
            add set inet winnow-lockdown ssh6 { type ipv6_addr; flags interval, timeout; }
            """;

    private static final String CHAIN = """
            add chain inet winnow-lockdown input { type filter hook input priority -5; }
            add rule inet winnow-lockdown input iifname "lo" accept
            add rule inet winnow-lockdown input ip saddr @keep4 accept
            add rule inet winnow-lockdown input ip6 saddr @keep6 accept
            add rule inet winnow-lockdown input tcp dport @ssh_ports ip saddr @ssh4 accept
            add rule inet winnow-lockdown input tcp dport @ssh_ports ip6 saddr @ssh6 accept
            add rule inet winnow-lockdown input tcp flags & (syn | ack) == syn tcp dport @tcp_ports counter name refused drop
            add rule inet winnow-lockdown input udp dport @udp_ports counter name refused drop
            """;

    private static final List<String> SET_NAMES =
            List.of("tcp_ports", "udp_ports", "ssh_ports", "keep4", "keep6", "ssh4", "ssh6");

    /// What the sets are to hold.
    ///
    /// @param tcp  ports
    /// @param udp  ports
    /// @param ssh  ports at which `sshFor` gets in
    /// @param keep who gets in everywhere
    record Content(List<PortRange> tcp, List<PortRange> udp, List<PortRange> ssh, AddressSet keep, AddressSet sshFor) {}

    /// What is shut, read from the kernel.
    ///
    /// @param remainingNs until the kernel opens; to a second
    record Shut(List<PortRange> ports, long remainingNs) {}

    /// Shuts, in place of what was shut before, at one blow.
    ///
    /// @param durationNs after which the kernel opens
    void shut(Content content, long durationNs) throws LockdownException {
        try (NftContext nft = NftContext.json()) {
            boolean isThere = nft.run("list chain inet " + NAME + " input").succeeded();
            long seconds = Math.ceilDiv(durationNs, TimeUnit.SECONDS.toNanos(1));
            StringBuilder script = new StringBuilder(SETS);
            script.append(isThere ? "" : CHAIN);
            SET_NAMES.forEach(set -> script.append(flush(set)));
            add(script, "tcp_ports", texts(content.tcp()), seconds);
            add(script, "udp_ports", texts(content.udp()), seconds);
            add(script, "ssh_ports", texts(content.ssh()), seconds);
            add(script, "keep4", texts(content.keep(), 4), seconds);
            add(script, "keep6", texts(content.keep(), 6), seconds);
            add(script, "ssh4", texts(content.sshFor(), 4), seconds);
            add(script, "ssh6", texts(content.sshFor(), 6), seconds);
            check(nft.run(script.toString()));
        }
    }

    /// Opens everything, and leaves the table.
    void open() throws LockdownException {
        try (NftContext nft = NftContext.json()) {
            check(nft.run(flush("tcp_ports") + flush("udp_ports")));
        }
    }

    private static String flush(String set) {
        return "flush set inet " + NAME + " " + set + "\n";
    }

    private static void add(StringBuilder script, String set, List<String> elements, long seconds) {
        if (!elements.isEmpty()) {
            String timed = elements.stream()
                    .map(element -> element + " timeout " + seconds + "s")
                    .collect(Collectors.joining(", "));
            script.append("add element inet ").append(NAME).append(' ').append(set);
            script.append(" { ").append(timed).append(" }\n");
        }
    }

    private static List<String> texts(List<PortRange> ports) {
        return ports.stream().map(PortRange::toString).toList();
    }

    private static List<String> texts(AddressSet addresses, int version) {
        return addresses.ranges().stream()
                .filter(range -> range.version() == version)
                .map(LockdownTable::text)
                .toList();
    }

    private static String text(IpRange range) {
        return range.first().equals(range.last()) ? range.first().toString() : range.first() + "-" + range.last();
    }

    /// What is shut by whomever; nothing where there is no table.
    Shut read() throws LockdownException {
        try (NftContext nft = NftContext.json()) {
            NftResult listed = nft.run("list set inet " + NAME + " tcp_ports");
            return listed.succeeded() ? read(listed.output()) : new Shut(List.of(), 0);
        }
    }

    private static Shut read(String listing) throws LockdownException {
        List<PortRange> ports = new ArrayList<>();
        long seconds = 0;
        try {
            for (JsonNode entry : JSON.readTree(listing).path("nftables")) {
                for (JsonNode element : entry.path("set").path("elem")) {
                    JsonNode value = element.at("/elem/val");
                    JsonNode range = value.path("range");
                    ports.add(
                            range.isMissingNode()
                                    ? new PortRange(value.asInt(), value.asInt())
                                    : new PortRange(
                                            range.path(0).asInt(), range.path(1).asInt()));
                    seconds = Math.max(seconds, element.at("/elem/expires").asLong());
                }
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new LockdownException("nft lists what winnow has not made: " + e.getMessage());
        }
        return new Shut(ports, TimeUnit.SECONDS.toNanos(seconds));
    }

    private static void check(NftResult result) throws LockdownException {
        if (!result.succeeded()) {
            throw new LockdownException(
                    "nft: " + result.error().lines().findFirst().orElse("failed without a word"));
        }
    }
}
