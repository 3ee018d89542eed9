package dev.winnow.ban.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.bindings.nftables.NftContext;
import dev.winnow.bindings.nftables.NftResult;
import dev.winnow.bindings.nftables.SetElements;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The table `winnow`: its sets, and the rules that look at them.
///
/// Single addresses have sets of their own: the kernel finds them by hash, whatever their number, and networks in a
/// tree, which costs every packet a microsecond more where it holds 100,000.
///
/// At the ingress hook of the interfaces, before anything else has cost a packet a cycle; where the kernel lacks that
/// hook, in prerouting before connection tracking. Made once: rules and chains are added and never taken away.
///
/// Threading: one thread. Ownership: owns a context of libnftables.
final class NftTable implements AutoCloseable {
    static final String NAME = "winnow";
    static final String IPV4_SET = "ban4";
    static final String IPV6_SET = "ban6";
    static final String IPV4_HOST_SET = "host4";
    static final String IPV6_HOST_SET = "host6";
    static final List<String> SETS = List.of(IPV4_SET, IPV6_SET, IPV4_HOST_SET, IPV6_HOST_SET);

    /// Before other tables' chains at the same hook, which begin at 0.
    private static final int INGRESS_PRIORITY = -500;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final NftContext nft = NftContext.json();
    private final List<String> wanted;
    private boolean ingress = true;

    /// @param wanted the interfaces to protect; empty: all
    NftTable(List<String> wanted) {
        this.wanted = wanted;
    }

    /// `FAMILY_*` of [SetElements].
    int family() {
        return ingress ? SetElements.FAMILY_NETDEV : SetElements.FAMILY_INET;
    }

    String description() {
        return ingress
                ? "nftables, table netdev winnow, at the ingress of the interfaces"
                : "nftables, table inet winnow, in prerouting";
    }

    /// See [KernelSets#removal].
    String removal() {
        return "nft delete table " + familyName() + " " + NAME;
    }

    /// Makes what is missing.
    ///
    /// Asks for the chains alone: other listings make libnftables read all elements of the sets.
    ///
    /// @return whether it was missing as a whole
    boolean make() throws KernelException {
        try {
            List<String> devices = Interfaces.present(wanted);
            Set<String> present = chains();
            if (ingress && !makeIngress(devices, present)) {
                ingress = false;
                present = chains();
            }
            if (!ingress && present.isEmpty()) {
                makePrerouting();
            }
            return present.isEmpty();
        } catch (IOException e) {
            throw new KernelException("cannot list the interfaces: " + e.getMessage(), e);
        }
    }

    private String familyName() {
        return ingress ? "netdev" : "inet";
    }

    /// False where the kernel has no ingress hook.
    private boolean makeIngress(List<String> devices, Set<String> present) {
        if (present.isEmpty() && !nft.run(sets("netdev")).succeeded()) {
            return false;
        }
        int refused = 0;
        for (String device : devices) {
            String chain = chainOf(device);
            if (!present.contains(chain)
                    && !nft.run(ingressChain(chain, device)).succeeded()) {
                refused++;
            }
        }
        // One alone may be of an interface that has just gone.
        return refused < Math.max(1, devices.size());
    }

    private void makePrerouting() throws KernelException {
        check(nft.run(sets("inet")));
        check(nft.run("add chain inet winnow prerouting { type filter hook prerouting priority raw; }\n"
                + rules("inet", "prerouting", "iifname != \"lo\" ")));
    }

    private static String sets(String family) {
        return """
                add table %1$s winnow
                add counter %1$s winnow dropped
                add set %1$s winnow %2$s { type ipv4_addr; flags interval, timeout; }
                add set %1$s winnow %3$s { type ipv6_addr; flags interval, timeout; }
                add set %1$s winnow %4$s { type ipv4_addr; flags timeout; }
                add set %1$s winnow %5$s { type ipv6_addr; flags timeout; }
                """.formatted(family, IPV4_SET, IPV6_SET, IPV4_HOST_SET, IPV6_HOST_SET);
    }

    private static String ingressChain(String chain, String device) {
        return "add chain netdev winnow %s { type filter hook ingress device \"%s\" priority %d; }\n%s"
                .formatted(chain, device, INGRESS_PRIORITY, rules("netdev", chain, ""));
    }

    private static String rules(String family, String chain, String condition) {
        return """
                add rule %1$s winnow %2$s %3$sip saddr @%4$s counter name dropped drop
                add rule %1$s winnow %2$s %3$sip saddr @%5$s counter name dropped drop
                add rule %1$s winnow %2$s %3$sip6 saddr @%6$s counter name dropped drop
                add rule %1$s winnow %2$s %3$sip6 saddr @%7$s counter name dropped drop
                """.formatted(family, chain, condition, IPV4_HOST_SET, IPV4_SET, IPV6_HOST_SET, IPV6_SET);
    }

    /// An interface may have a colon in its name, a chain may not.
    private static String chainOf(String device) {
        return "ingress-" + device.replace(':', '/');
    }

    private Set<String> chains() throws KernelException {
        NftResult listed = nft.run("list chains " + familyName());
        check(listed);
        Set<String> names = new HashSet<>();
        for (JsonNode entry : read(listed.output()).path("nftables")) {
            JsonNode chain = entry.path("chain");
            if (chain.path("table").asText().equals(NAME)) {
                names.add(chain.path("name").asText());
            }
        }
        return names;
    }

    private static JsonNode read(String json) throws KernelException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new KernelException("nft answered what is no JSON", e);
        }
    }

    /// What `nft -j list set` says of a set.
    String list(String set) throws KernelException {
        NftResult listed = nft.run("list set " + familyName() + " winnow " + set);
        check(listed);
        return listed.output();
    }

    private static void check(NftResult result) throws KernelException {
        if (!result.succeeded()) {
            throw new KernelException(
                    "nft: " + result.error().lines().findFirst().orElse("failed without a word"));
        }
    }

    @Override
    public void close() {
        nft.close();
    }
}
