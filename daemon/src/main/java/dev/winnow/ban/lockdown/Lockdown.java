package dev.winnow.ban.lockdown;

import dev.winnow.ban.Prefix;
import dev.winnow.ban.allow.AllowedPrefix;
import dev.winnow.ban.lockdown.LockdownListener.Change;
import dev.winnow.ban.lockdown.LockdownTable.Content;
import dev.winnow.ban.lockdown.LockdownTable.Shut;
import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.address.IpRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Shuts ports of this host to all but those who are connected and those who are named, for a time.
///
/// Nobody is locked out of his own server: who comes first anyhow (the allow-list, open ssh sessions) and whoever asks
/// get in, and where ssh is shut without anybody who would get in by it, nothing is shut.
///
/// Threading: any thread; one change at a time.
public final class Lockdown {
    /// A longer one would only wait for somebody to forget it.
    public static final long LONGEST_NS = TimeUnit.DAYS.toNanos(7);

    /// Answers to what this host asks come to ports from here on, and cannot be told from questions.
    private static final int FIRST_EPHEMERAL = 32_768;

    private static final Path EPHEMERAL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    private final LockdownTable table = new LockdownTable();
    private final Supplier<List<AllowedPrefix>> allowed;
    private final Supplier<List<PortRange>> sshPorts;
    private final LockdownListener listener;
    private volatile LockdownState state = LockdownState.OPEN;

    /// @param allowed  who comes first
    /// @param sshPorts where ssh is listened for
    public Lockdown(
            Supplier<List<AllowedPrefix>> allowed, Supplier<List<PortRange>> sshPorts, LockdownListener listener) {
        this.allowed = allowed;
        this.sshPorts = sshPorts;
        this.listener = listener;
    }

    /// Takes up what an earlier winnow has shut.
    ///
    /// @throws LockdownException where the kernel cannot be asked
    public synchronized void restore(long nowNs) throws LockdownException {
        Shut shut = table.read();
        if (!shut.ports().isEmpty()) {
            state = new LockdownState(shut.ports(), List.of(), nowNs + shut.remainingNs(), "");
        }
    }

    /// Shuts, in the place of what was shut before.
    ///
    /// @throws LockdownException where the kernel refuses, or where somebody could be locked out
    public synchronized LockdownState on(LockdownOrder order, long nowNs) throws LockdownException {
        List<PortRange> ssh = sshPorts.get();
        List<PortRange> ports = order.ports().isEmpty() ? ssh : order.ports();
        List<AllowedPrefix> first = allowed.get();
        boolean shutsSsh = ssh.stream().anyMatch(port -> ports.stream().anyMatch(port::overlaps));
        if (shutsSsh && !keepsAnybodyForSsh(order, first)) {
            throw new LockdownException("nobody would get in by ssh any more: name who does with --keep ssh:ADDRESS");
        }
        table.shut(content(order, ports, ssh, first), order.durationNs());
        state = new LockdownState(ports, kept(order, first), nowNs + order.durationNs(), order.by());
        listener.changed(Change.BEGIN, state, order.by(), nowNs);
        return state;
    }

    private static boolean keepsAnybodyForSsh(LockdownOrder order, List<AllowedPrefix> first) {
        return !order.kept().isEmpty()
                || order.session().isPresent()
                || first.stream().anyMatch(AllowedPrefix::isPerson);
    }

    private static Content content(
            LockdownOrder order, List<PortRange> ports, List<PortRange> ssh, List<AllowedPrefix> first) {
        int lastUdp = firstEphemeral() - 1;
        List<PortRange> udp =
                ports.stream().flatMap(range -> range.upTo(lastUdp).stream()).toList();
        Stream<Prefix> everywhere = Stream.of(
                        first.stream().map(AllowedPrefix::prefix),
                        order.session().stream(),
                        order.kept().stream().filter(kept -> !kept.sshOnly()).map(Kept::prefix))
                .flatMap(prefixes -> prefixes);
        return new Content(
                ports,
                udp,
                ssh,
                set(everywhere),
                set(order.kept().stream().filter(Kept::sshOnly).map(Kept::prefix)));
    }

    private static AddressSet set(Stream<Prefix> prefixes) {
        return AddressSet.of(prefixes.map(prefix -> IpRange.ofPrefix(prefix.address(), prefix.length()))
                .toList());
    }

    private static int firstEphemeral() {
        try {
            String[] range = Files.readString(EPHEMERAL).strip().split("\\s+", -1);
            return Math.clamp(Integer.parseInt(range[0]), 2, PortRange.ALL.last());
        } catch (IOException | NumberFormatException _) {
            return FIRST_EPHEMERAL;
        }
    }

    private static List<String> kept(LockdownOrder order, List<AllowedPrefix> first) {
        List<String> kept = new ArrayList<>();
        order.kept().forEach(one -> kept.add(one.toString()));
        order.session().ifPresent(session -> kept.add(session.toString()));
        first.stream()
                .filter(AllowedPrefix::isPerson)
                .map(one -> one.prefix().toString())
                .forEach(kept::add);
        return kept.stream().distinct().toList();
    }

    /// Opens everything.
    ///
    /// @param by an operator's name
    /// @return what was shut
    /// @throws LockdownException where the kernel refuses
    public synchronized LockdownState off(String by, long nowNs) throws LockdownException {
        LockdownState before = state;
        if (before.isShut()) {
            table.open();
            state = LockdownState.OPEN;
            listener.changed(Change.LIFT, before, by, nowNs);
        }
        return before;
    }

    /// What is shut.
    public LockdownState state() {
        return state;
    }

    /// Notes that the kernel has opened, when it is time. Call now and then.
    public synchronized void tick(long nowNs) {
        LockdownState before = state;
        if (before.isShut() && nowNs >= before.endNs()) {
            state = LockdownState.OPEN;
            listener.changed(Change.END, before, "", nowNs);
        }
    }
}
