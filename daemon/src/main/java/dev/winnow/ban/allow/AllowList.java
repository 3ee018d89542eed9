package dev.winnow.ban.allow;

import dev.winnow.ban.Prefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Who comes first, always: asked before every ban, and of a prefix that merely contains one of them too; and told to
/// those who drop packets.
///
/// What the host knows of itself is looked up again every few seconds, because addresses, routes and sessions come and
/// go; where that fails, what was known last stays.
///
/// Threading: one thread.
public final class AllowList {
    private static final long REFRESH_NS = TimeUnit.SECONDS.toNanos(5);
    private static final List<AllowedPrefix> ALWAYS = List.of(
            new AllowedPrefix(Prefix.parse("127.0.0.0/8").orElseThrow(), "this host itself", true),
            new AllowedPrefix(Prefix.parse("::1").orElseThrow(), "this host itself", true));

    private final List<AllowedPrefix> configured;
    private final Supplier<List<AllowedPrefix>> host;
    private final GoodBook history;
    private final AllowedSources sources;
    private final Map<Prefix, AllowedPrefix> current = new LinkedHashMap<>();
    private long refreshAtNs = Long.MIN_VALUE;

    /// @param sources whom the operator has named; told who else comes first
    /// @param host    what the host knows of itself, such as [HostAddresses#all]
    /// @param history who has behaved; the list's
    public AllowList(AllowedSources sources, Supplier<List<AllowedPrefix>> host, GoodBook history) {
        this.sources = sources;
        this.configured = sources.all();
        this.host = host;
        this.history = history;
    }

    /// Looks around again if it is time.
    ///
    /// @return whether somebody was looked for
    public boolean refresh(long nowNs) {
        if (nowNs < refreshAtNs) {
            return false;
        }
        refreshAtNs = nowNs + REFRESH_NS;
        current.clear();
        take(ALWAYS);
        take(configured);
        take(host.get());
        sources.publish(List.copyOf(current.values()));
        return true;
    }

    private void take(List<AllowedPrefix> allowed) {
        allowed.forEach(one -> current.putIfAbsent(one.prefix(), one));
    }

    /// Everybody by name: those with a good history are asked about one by one.
    public List<AllowedPrefix> all() {
        return new ArrayList<>(current.values());
    }

    /// Why a prefix must not be banned, in words for a person; empty where it may be.
    ///
    /// @param nowNs nanoseconds since 1970
    public Optional<String> refusal(Prefix prefix, long nowNs) {
        return protection(prefix, nowNs)
                .or(() -> history.goodSourceIn(prefix, nowNs)
                        .map(address -> sentence(address, "a source with a good history")));
    }

    /// The same, but for those who merely have a good history.
    ///
    /// @param nowNs nanoseconds since 1970
    public Optional<String> protection(Prefix prefix, long nowNs) {
        refresh(nowNs);
        return current.values().stream()
                .filter(allowed -> allowed.overlaps(prefix))
                .findFirst()
                .map(allowed -> sentence(allowed.prefix(), allowed.why()));
    }

    /// Who has behaved.
    public GoodBook history() {
        return history;
    }

    private static String sentence(Object who, String why) {
        return who + " is " + why;
    }
}
