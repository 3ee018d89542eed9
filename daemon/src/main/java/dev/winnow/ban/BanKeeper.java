package dev.winnow.ban;

import dev.winnow.ban.Ban.Cause;
import dev.winnow.ban.BanListener.Change;
import dev.winnow.ban.BanOutcome.Begun;
import dev.winnow.ban.BanOutcome.Extended;
import dev.winnow.ban.BanOutcome.Refused;
import dev.winnow.ban.allow.AllowList;
import dev.winnow.ban.allow.Visitor;
import dev.winnow.ban.kernel.KernelSets;
import dev.winnow.ban.kernel.KernelSets.Held;
import dev.winnow.ban.ledger.Ledger;
import dev.winnow.rule.address.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The one door to a ban: asks the allow-list, remembers in the ledger, and has the kernel keep out.
///
/// Changes are gathered and made known by [#flush]: first to the ledger, so that what the kernel does is never without
/// a record of it, then to the kernel. All times are nanoseconds since 1970, passed in.
///
/// Threading: one thread. Ownership: owns ledger and sets.
public final class BanKeeper implements AutoCloseable {
    /// Bans end by themselves; a longer one would only wait for somebody to forget it.
    public static final long LONGEST_NS = TimeUnit.DAYS.toNanos(366);

    private static final int HISTORY_SHOWN = 20;
    private static final int ENDS_AT_ONCE = 1_000;
    private static final int SAVED_AT_ONCE = 4_096;
    private static final long SAVE_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long FORGET_NS = TimeUnit.HOURS.toNanos(1);

    /// Of a ban's length: what a further offence must add to be worth writing down.
    private static final int EXTENSION_STEPS = 60;

    private final BanSettings settings;
    private final LedgerDesk ledger;
    private final Enforcer enforcer;
    private final AllowList allowList;
    private final BanListener listener;
    private final ActiveBans active = new ActiveBans();
    private final TimedPrefixes sources;
    private final TroubleTeller ledgerTrouble;
    private final TroubleTeller kernelTrouble;
    private long refused;
    private long forgetAtNs = Long.MIN_VALUE;
    private long saveAtNs = Long.MIN_VALUE;

    /// @param sources told who is banned, for the threads that judge packets
    public BanKeeper(
            BanSettings settings,
            Ledger ledger,
            KernelSets sets,
            AllowList allowList,
            TimedPrefixes sources,
            BanListener listener) {
        this.settings = settings;
        this.sources = sources;
        this.ledgerTrouble = new TroubleTeller(listener::trouble);
        this.kernelTrouble = new TroubleTeller(listener::trouble);
        this.ledger = new LedgerDesk(ledger, ledgerTrouble);
        this.enforcer = new Enforcer(sets, kernelTrouble);
        this.allowList = allowList;
        this.listener = listener;
    }

    /// Takes up the bans that an earlier run has left in the ledger, with what is left of their time, except those of
    /// somebody who is not to be banned any more.
    public void restore(long nowNs) {
        allowList.history().restore(ledger.visitors(), nowNs);
        for (Ban ban : ledger.active(nowNs)) {
            if (active.of(ban.prefix()) == null && active.count() < settings.maxActive()) {
                active.begin(ban, nowNs, enforcer.pending());
                sources.put(ban.prefix(), ban.endNs(), nowNs);
            }
        }
        liftProtected(nowNs);
        flush(nowNs);
    }

    /// Bans somebody for an offence, for as long as his guilt asks; where he is banned, for longer. A good history
    /// keeps him from it once.
    public BanOutcome offend(Prefix prefix, Cause cause, long nowNs) {
        Ban current = active.of(prefix);
        if (current != null) {
            return extend(current, nowNs + settings.escalation().durationNs(current.level()), nowNs);
        }
        BanOutcome outcome = begin(prefix, cause, nextNs(prefix, nowNs), allowList.refusal(prefix, nowNs), nowNs);
        allowList.history().offended(prefix);
        return outcome;
    }

    /// Bans somebody for a time of the operator's choice.
    ///
    /// @param durationNs at most [#LONGEST_NS]
    /// @param force      whether a good history does not keep anybody from it
    public BanOutcome add(Prefix prefix, Cause cause, long durationNs, boolean force, long nowNs) {
        long boundedNs = Math.clamp(durationNs, 1, LONGEST_NS);
        Ban current = active.of(prefix);
        if (current != null) {
            return extend(current, nowNs + boundedNs, nowNs);
        }
        Optional<String> refusal = force ? allowList.protection(prefix, nowNs) : allowList.refusal(prefix, nowNs);
        return begin(prefix, cause, boundedNs, refusal, nowNs);
    }

    /// How long somebody would be banned for his next offence.
    public long nextNs(Prefix prefix, long nowNs) {
        return settings.escalation().durationNs(nextLevel(prefix, nowNs));
    }

    private int nextLevel(Prefix prefix, long nowNs) {
        return settings.escalation().levelAfter(settings.escalation().guilt(ledger.last(prefix), nowNs));
    }

    private BanOutcome begin(Prefix prefix, Cause cause, long durationNs, Optional<String> refusal, long nowNs) {
        if (refusal.isPresent()) {
            return refuse(prefix, refusal.get(), nowNs);
        }
        if (active.count() >= settings.maxActive()) {
            return refuse(prefix, settings.maxActive() + " bans hold already (ban.max-entries)", nowNs);
        }
        Ban ban = ledger.add(Ban.begin(prefix, cause, nowNs, nowNs + durationNs, nextLevel(prefix, nowNs)));
        active.begin(ban, nowNs, enforcer.pending());
        sources.put(prefix, ban.endNs(), nowNs);
        listener.changed(Change.BEGIN, ban, nowNs);
        return new Begun(ban);
    }

    private BanOutcome refuse(Prefix prefix, String why, long nowNs) {
        refused++;
        Refused outcome = new Refused(prefix, why);
        listener.refused(outcome, nowNs);
        return outcome;
    }

    private BanOutcome extend(Ban current, long endNs, long nowNs) {
        if (endNs - current.endNs() < (endNs - nowNs) / EXTENSION_STEPS) {
            return new Extended(current);
        }
        Ban ban = current.extended(endNs);
        ledger.update(ban);
        active.replace(ban, nowNs, enforcer.pending());
        sources.put(ban.prefix(), ban.endNs(), nowNs);
        listener.changed(Change.EXTEND, ban, nowNs);
        return new Extended(ban);
    }

    /// Lifts the ban of exactly this prefix; it counts for nobody's guilt.
    ///
    /// @param by an operator's name
    /// @return the ban as it ended; empty where there was none
    public Optional<Ban> remove(Prefix prefix, String by, long nowNs) {
        Ban current = active.of(prefix);
        if (current == null) {
            return Optional.empty();
        }
        Ban lifted = current.lifted(by, nowNs);
        ledger.update(lifted);
        end(lifted, nowNs);
        return Optional.of(lifted);
    }

    /// Lifts bans, whichever they are.
    ///
    /// @param by an operator's name
    /// @param most how many
    /// @return how many; fewer than `most` where none is left
    public int removeAny(String by, int most, long nowNs) {
        List<Ban> some = list().stream().limit(most).toList();
        some.forEach(ban -> remove(ban.prefix(), by, nowNs));
        return some.size();
    }

    private void end(Ban ban, long nowNs) {
        active.end(ban.prefix(), nowNs, enforcer.pending());
        sources.remove(ban.prefix());
        listener.changed(Change.END, ban, nowNs);
    }

    /// Ends what has run out, and lifts bans of those who came to the allow-list since. Call often, [#flush] behind it.
    ///
    /// @return how many bans ended
    public int tick(long nowNs) {
        int ended = 0;
        for (Ban first = active.firstEnded(nowNs); first != null && ended < ENDS_AT_ONCE; ended++) {
            end(first, nowNs);
            first = active.firstEnded(nowNs);
        }
        if (allowList.refresh(nowNs)) {
            ended += liftProtected(nowNs);
        }
        if (nowNs >= saveAtNs) {
            saveAtNs = nowNs + SAVE_NS;
            saveVisitors();
        }
        if (nowNs >= forgetAtNs) {
            forgetAtNs = nowNs + FORGET_NS;
            ledger.forget(nowNs - settings.historyNs(), nowNs);
        }
        return ended;
    }

    private void saveVisitors() {
        List<IpAddress> gone = new ArrayList<>();
        List<Visitor> kept = allowList.history().takeChanged(SAVED_AT_ONCE, gone);
        if (!kept.isEmpty() || !gone.isEmpty()) {
            ledger.writeVisitors(kept, gone);
        }
    }

    /// Somebody was served, and has gone in good order.
    public void visited(IpAddress address, long nowNs) {
        allowList.history().visited(address, nowNs);
    }

    /// Who was here lately in a prefix, and has done nothing that he would be banned for.
    public List<Source> visitorsIn(Prefix prefix, long nowNs) {
        return allowList.history().visitorsIn(prefix, nowNs);
    }

    /// Those who came to be known as good later are not looked for: their ban was right when it began.
    private int liftProtected(long nowNs) {
        allowList.refresh(nowNs);
        List<Ban> wrong = new ArrayList<>();
        allowList.all().forEach(allowed -> {
            wrong.addAll(active.covering(allowed.prefix()));
            wrong.addAll(active.within(allowed.prefix()));
        });
        wrong.forEach(ban -> remove(ban.prefix(), "allow-list", nowNs));
        return wrong.size();
    }

    /// Makes everything so far last, and has the kernel do it.
    public void flush(long nowNs) {
        ledger.commit();
        enforcer.flush(active, nowNs);
    }

    /// The bans that hold, by address.
    public List<Ban> list() {
        return List.copyOf(active.all());
    }

    /// The bans that began or ended at `sinceNs` or later, the newest first.
    ///
    /// @param limit bans at most
    public List<Ban> since(long sinceNs, int limit) {
        return ledger.since(sinceNs, limit);
    }

    /// How the bans stand.
    public BanStatus status() {
        String trouble = ledgerTrouble.text().isEmpty() ? kernelTrouble.text() : ledgerTrouble.text();
        return new BanStatus(
                active.count(), enforcer.strangers(), refused, enforcer.description(), enforcer.removal(), trouble);
    }

    /// Why somebody is kept out, or is not.
    public Explanation explain(Prefix prefix, long nowNs) {
        List<Ban> covering = active.covering(prefix);
        List<Held> held = enforcer.heldOf(prefix);
        int guilt = settings.escalation().guilt(ledger.last(prefix), nowNs);
        return new Explanation(
                prefix,
                covering,
                active.within(prefix).size(),
                ledger.history(prefix, HISTORY_SHOWN),
                guilt,
                nextNs(prefix, nowNs),
                allowList.refusal(prefix, nowNs),
                held,
                enforcer.description(),
                finding(prefix, covering, held));
    }

    private String finding(Prefix prefix, List<Ban> covering, List<Held> held) {
        if (!covering.isEmpty()) {
            Ban widest = covering.getFirst();
            return prefix + " is kept out"
                    + (widest.prefix().equals(prefix) ? "" : " with " + widest.prefix())
                    + (settings.dryRun() ? ", if this were no trial" : "")
                    + ": " + widest.cause().reason();
        }
        boolean partly = !active.within(prefix).isEmpty();
        if (!held.isEmpty() && !partly) {
            return "the kernel keeps out " + held.getFirst().range() + ", and the ledger knows of no such ban: "
                    + "somebody else has put it into the set";
        }
        return partly ? "parts of " + prefix + " are kept out" : prefix + " is not banned";
    }

    /// Leaves the kernel's sets as they are: bans hold on without this process, and end by themselves.
    @Override
    public void close() {
        saveVisitors();
        ledger.close();
        enforcer.close();
    }
}
