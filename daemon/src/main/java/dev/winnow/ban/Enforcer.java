package dev.winnow.ban;

import dev.winnow.ban.kernel.KernelException;
import dev.winnow.ban.kernel.KernelSets;
import dev.winnow.ban.kernel.KernelSets.Held;
import dev.winnow.ban.kernel.KernelSets.Refused;
import dev.winnow.ban.kernel.SetChange;
import dev.winnow.rule.address.IpRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Keeps the kernel's sets as the bans want them, whatever others do to them.
///
/// Nothing is made in the kernel before the first ban. What the kernel refuses, and what others have taken away, is put
/// right when the sets are next compared with the bans. What others have put in is left alone and counted.
///
/// Threading: one thread. Ownership: owns the sets.
final class Enforcer implements AutoCloseable {
    private static final long COMPARE_NS = TimeUnit.MINUTES.toNanos(10);
    private static final long COMPARE_SOON_NS = TimeUnit.SECONDS.toNanos(10);
    private static final int HELD_SHOWN = 20;
    private static final long PREPARE_NS = TimeUnit.SECONDS.toNanos(30);

    /// What a listing and its way here may be late; sets that count in seconds are off by one more.
    private static final long SLACK_NS = TimeUnit.SECONDS.toNanos(5);

    private final KernelSets sets;
    private final TroubleTeller trouble;
    private final List<SetChange> pending = new ArrayList<>();
    private boolean ready;
    private int strangers;
    private long prepareAtNs = Long.MIN_VALUE;
    private long compareAtNs = Long.MAX_VALUE;

    /// @param trouble told what does not work
    Enforcer(KernelSets sets, TroubleTeller trouble) {
        this.sets = sets;
        this.trouble = trouble;
    }

    /// Where changes are to be put until [#flush].
    List<SetChange> pending() {
        return pending;
    }

    String description() {
        return sets.description();
    }

    String removal() {
        return sets.removal();
    }

    int strangers() {
        return strangers;
    }

    /// Carries out what is pending, or compares everything where it is time to.
    ///
    /// @param active what is to be enforced
    void flush(ActiveBans active, long nowNs) {
        if (pending.isEmpty() && !isDue(active, nowNs)) {
            return;
        }
        if (!isReady(nowNs)) {
            pending.clear();
            return;
        }
        if (nowNs >= compareAtNs) {
            // Who has been let in may be in the sets of an earlier run, where a comparison would leave him.
            sets.apply(
                    pending.stream().filter(SetChange.Remove.class::isInstance).toList());
            pending.clear();
            compare(active, nowNs);
            return;
        }
        List<Refused> refused = sets.apply(pending);
        pending.clear();
        judge(refused, nowNs);
    }

    private boolean isDue(ActiveBans active, long nowNs) {
        return ready ? nowNs >= Math.min(compareAtNs, prepareAtNs) : active.count() > 0 && nowNs >= prepareAtNs;
    }

    private void judge(List<Refused> refused, long nowNs) {
        if (!refused.isEmpty()) {
            Refused first = refused.getFirst();
            trouble.say("the kernel does not keep out " + first.change().prefix() + ": " + first.why()
                    + (refused.size() > 1 ? ", and " + (refused.size() - 1) + " more" : ""));
            compareAtNs = Math.min(compareAtNs, nowNs + COMPARE_SOON_NS);
            prepareAtNs = nowNs;
        }
    }

    /// Makes the sets, and now and then what they need for interfaces that have come.
    private boolean isReady(long nowNs) {
        if (nowNs < prepareAtNs) {
            return ready;
        }
        prepareAtNs = nowNs + PREPARE_NS;
        try {
            boolean isNew = sets.prepare();
            if (isNew || !ready) {
                compareAtNs = nowNs;
            }
            ready = true;
        } catch (KernelException e) {
            ready = false;
            trouble.say("bans are not enforced: " + e.getMessage());
        }
        return ready;
    }

    /// Puts right what differs between the kernel's sets and the bans.
    private void compare(ActiveBans active, long nowNs) {
        compareAtNs = nowNs + COMPARE_NS;
        try {
            Map<IpRange, Held> held = new HashMap<>();
            sets.held().forEach(one -> held.put(one.range(), one));
            List<SetChange> repairs = new ArrayList<>();
            for (Ban ban : active.outermost()) {
                Prefix prefix = ban.prefix();
                Held there = held.remove(IpRange.ofPrefix(prefix.address(), prefix.length()));
                long remainingNs = ban.endNs() - nowNs;
                if (there == null || Math.abs(there.remainingNs() - remainingNs) > SLACK_NS) {
                    repairs.add(new SetChange.Renew(prefix, Math.max(1, remainingNs)));
                }
            }
            strangers = held.size();
            List<Refused> refused = sets.apply(repairs);
            if (refused.isEmpty()) {
                trouble.isOver();
            }
            judge(refused, nowNs);
        } catch (KernelException e) {
            trouble.say("the kernel's sets cannot be read: " + e.getMessage());
        }
    }

    /// What the sets have of a prefix, and of very much the first; nothing where they cannot be read, or have not been
    /// made.
    List<Held> heldOf(Prefix prefix) {
        if (!ready) {
            return List.of();
        }
        try {
            IpRange range = IpRange.ofPrefix(prefix.address(), prefix.length());
            return sets.held().stream()
                    .filter(held -> held.range().version() == range.version()
                            && held.range().first().compareTo(range.last()) <= 0
                            && range.first().compareTo(held.range().last()) <= 0)
                    .limit(HELD_SHOWN)
                    .toList();
        } catch (KernelException e) {
            trouble.say("the kernel's sets cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    @Override
    public void close() {
        sets.close();
    }
}
