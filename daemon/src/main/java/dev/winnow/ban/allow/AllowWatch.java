package dev.winnow.ban.allow;

import dev.winnow.agent.Agent;
import dev.winnow.agent.IdleStrategy;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// Keeps an eye on who comes first where no thread bans, which would do it on the way.
public final class AllowWatch implements Agent, IdleStrategy {
    private static final long WAIT_NS = 100_000_000;

    private final AllowList list;
    private final LongSupplier clock;

    /// @param list  the thread's from its start on
    /// @param clock nanoseconds since 1970
    public AllowWatch(AllowList list, LongSupplier clock) {
        this.list = list;
        this.clock = clock;
    }

    @Override
    public String roleName() {
        return "allow-list";
    }

    @Override
    public int doWork() {
        return list.refresh(clock.getAsLong()) ? 1 : 0;
    }

    @Override
    public void idle(int workCount) {
        if (workCount == 0) {
            LockSupport.parkNanos(WAIT_NS);
        }
    }
}
