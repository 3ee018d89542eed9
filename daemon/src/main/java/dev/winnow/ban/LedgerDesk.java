package dev.winnow.ban;

import dev.winnow.ban.allow.Visitor;
import dev.winnow.ban.ledger.Ledger;
import dev.winnow.ban.ledger.LedgerException;
import dev.winnow.rule.address.IpAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The ledger, for whoever must go on without it where it fails: a full disk lets no attacker in.
///
/// Threading: one thread. Ownership: owns the ledger.
final class LedgerDesk implements AutoCloseable {
    private final Ledger ledger;
    private final TroubleTeller trouble;
    private boolean failed;

    /// Something that is done with the ledger.
    @FunctionalInterface
    private interface Work<T> {
        T of(Ledger ledger) throws LedgerException;
    }

    /// @param trouble told what does not work
    LedgerDesk(Ledger ledger, TroubleTeller trouble) {
        this.ledger = ledger;
        this.trouble = trouble;
    }

    private <T> T tryTo(Work<T> work, T otherwise) {
        try {
            return work.of(ledger);
        } catch (LedgerException e) {
            trouble.say(e.getMessage());
            failed = true;
            return otherwise;
        }
    }

    /// The ban with its number; with none where it could not be written.
    Ban add(Ban ban) {
        return tryTo(open -> open.add(ban), ban);
    }

    void update(Ban ban) {
        tryTo(
                open -> {
                    open.update(ban);
                    return ban;
                },
                ban);
    }

    void commit() {
        boolean wroteAll = !failed;
        failed = false;
        boolean wrote = tryTo(Ledger::commit, false);
        if (wrote && wroteAll) {
            trouble.isOver();
        }
    }

    Optional<Ban> last(Prefix prefix) {
        return tryTo(open -> open.last(prefix), Optional.empty());
    }

    List<Ban> active(long nowNs) {
        return tryTo(open -> open.active(nowNs), List.of());
    }

    List<Ban> since(long sinceNs, int limit) {
        return tryTo(open -> open.since(sinceNs, limit), List.of());
    }

    List<Ban> history(Prefix prefix, int limit) {
        return tryTo(open -> open.history(prefix, limit), List.of());
    }

    List<Visitor> visitors() {
        return tryTo(Ledger::visitors, List.of());
    }

    void writeVisitors(Collection<Visitor> good, Collection<IpAddress> gone) {
        tryTo(
                open -> {
                    open.writeVisitors(good, gone);
                    return good;
                },
                good);
    }

    void forget(long beforeNs, long nowNs) {
        tryTo(open -> open.forget(beforeNs, nowNs), 0);
    }

    @Override
    public void close() {
        try {
            ledger.commit();
            ledger.close();
        } catch (LedgerException e) {
            trouble.say(e.getMessage());
        }
    }
}
