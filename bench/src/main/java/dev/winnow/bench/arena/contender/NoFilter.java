package dev.winnow.bench.arena.contender;

import java.util.Optional;
import java.util.Set;

/// A server that nobody defends: what the others are compared with.
public final class NoFilter implements Defence {
    @Override
    public String name() {
        return "no filter";
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public void start(ServerHost host) {
        // There is nothing to start.
    }

    @Override
    public void stop() {
        // Nor to stop.
    }

    @Override
    public Set<String> banned() {
        return Set.of();
    }

    @Override
    public long cpuTimeNs() {
        return 0;
    }
}
