package dev.winnow.ban.kernel;

import dev.winnow.ban.Prefix;
import dev.winnow.rule.address.IpRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The prefixes in ipset's sets, with one iptables rule a family that looks at them: for hosts without nftables.
///
/// Source: ipset(8), `hash:net` and `restore`; iptables-extensions(8), `set`.
public final class IpsetSets implements KernelSets {
    static final String IPV4_SET = "winnow-ban4";
    static final String IPV6_SET = "winnow-ban6";

    /// The longest that ipset can count, in seconds; who is banned for longer is put in again before.
    private static final long LONGEST_SECONDS = 2_147_483;

    private final int maxEntries;

    /// @param maxEntries of each set
    public IpsetSets(int maxEntries) {
        this.maxEntries = maxEntries;
    }

    /// Whether the programs are there and the kernel has sets.
    public static boolean isAvailable() {
        try {
            Tool.run(List.of("ipset", "list", "-name"), "");
            return true;
        } catch (KernelException _) {
            return false;
        }
    }

    @Override
    public String description() {
        return "ipset, sets " + IPV4_SET + " and " + IPV6_SET + ", in prerouting";
    }

    @Override
    public String removal() {
        return "ipset flush " + IPV4_SET + "; ipset flush " + IPV6_SET;
    }

    @Override
    public boolean prepare() throws KernelException {
        boolean isNew = !Tool.run(List.of("ipset", "list", "-name"), "").contains(IPV4_SET);
        Tool.run(List.of("ipset", "-exist", "restore"), create(IPV4_SET, "inet") + create(IPV6_SET, "inet6"));
        look("iptables", IPV4_SET);
        look("ip6tables", IPV6_SET);
        return isNew;
    }

    private String create(String set, String family) {
        return "create " + set + " hash:net family " + family + " timeout 0 maxelem " + maxEntries + "\n";
    }

    private static void look(String tool, String set) throws KernelException {
        if (!Tool.succeeds(rule(tool, "-C", set))) {
            Tool.run(rule(tool, "-I", set), "");
        }
    }

    private static List<String> rule(String tool, String verb, String set) {
        return List.of(
                tool,
                "-w",
                "5",
                "-t",
                "raw",
                verb,
                "PREROUTING",
                "!",
                "-i",
                "lo",
                "-m",
                "set",
                "--match-set",
                set,
                "src",
                "-j",
                "DROP");
    }

    @Override
    public List<Refused> apply(List<SetChange> changes) {
        try {
            StringBuilder commands = new StringBuilder();
            changes.forEach(change -> commands.append(command(change)));
            Tool.run(List.of("ipset", "-exist", "restore"), commands.toString());
            return List.of();
        } catch (KernelException e) {
            return changes.size() == 1
                    ? List.of(new Refused(changes.getFirst(), e.getMessage()))
                    : applyOneByOne(changes);
        }
    }

    /// What stands behind a line that fails is not read any more.
    private List<Refused> applyOneByOne(List<SetChange> changes) {
        List<Refused> refused = new ArrayList<>();
        int middle = changes.size() / 2;
        refused.addAll(apply(changes.subList(0, middle)));
        refused.addAll(apply(changes.subList(middle, changes.size())));
        return refused;
    }

    private static String command(SetChange change) {
        return switch (change) {
            case SetChange.Add(Prefix prefix, long timeoutNs) -> add(prefix, timeoutNs);
            case SetChange.Renew(Prefix prefix, long timeoutNs) -> add(prefix, timeoutNs);
            case SetChange.Remove(Prefix prefix) -> "del " + setOf(prefix) + " " + prefix + "\n";
        };
    }

    private static String add(Prefix prefix, long timeoutNs) {
        long seconds =
                Math.min(Math.ceilDiv(Math.max(0, timeoutNs) + GRACE_NS, TimeUnit.SECONDS.toNanos(1)), LONGEST_SECONDS);
        return "add " + setOf(prefix) + " " + prefix + " timeout " + seconds + "\n";
    }

    private static String setOf(Prefix prefix) {
        return prefix.version() == 4 ? IPV4_SET : IPV6_SET;
    }

    @Override
    public List<Held> held() throws KernelException {
        List<Held> held = new ArrayList<>();
        for (String set : List.of(IPV4_SET, IPV6_SET)) {
            Tool.run(List.of("ipset", "save", set), "")
                    .lines()
                    .forEach(line -> element(line).ifPresent(held::add));
        }
        return held;
    }

    /// A line as `add winnow-ban4 198.18.0.0/27 timeout 599`.
    private static Optional<Held> element(String line) {
        String[] words = line.split(" ", -1);
        if (words.length < 3 || !words[0].equals("add")) {
            return Optional.empty();
        }
        long seconds = words.length >= 5 && words[3].equals("timeout") ? Long.parseLong(words[4]) : 0;
        return Prefix.parse(words[2])
                .map(prefix -> new Held(
                        IpRange.ofPrefix(prefix.address(), prefix.length()), TimeUnit.SECONDS.toNanos(seconds)));
    }

    @Override
    public void close() {}
}
