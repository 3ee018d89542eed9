package dev.winnow.cli;

import dev.winnow.ban.BanRunner;
import dev.winnow.ban.BanRunner.Circumstances;
import dev.winnow.ban.BanStatus;
import dev.winnow.ban.allow.GoodHistory;
import dev.winnow.ban.kernel.KernelException;
import dev.winnow.ban.kernel.SocketCutter;
import dev.winnow.config.BanConfig;
import dev.winnow.control.ControlCommand;
import dev.winnow.control.ControlException;
import dev.winnow.control.ControlHandler;
import dev.winnow.event.EventLines;
import dev.winnow.event.EventTime;
import dev.winnow.lane.AttackDesk;
import dev.winnow.lane.BanEvents;
import dev.winnow.lane.Engine;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The bans of a running filter, where they are wanted, and who may ask about them.
///
/// Threading: one thread opens and closes. Ownership: owns the bans' thread.
final class BanPoint implements AutoCloseable {
    private final Optional<BanRunner> bans;
    private final Consumer<String> say;

    /// Takes up what an earlier run has left, and waits for further bans.
    ///
    /// @param lines where events go; empty: nowhere
    /// @param say   told what does not work, from any thread
    BanPoint(Engine engine, boolean dryRun, Optional<EventLines> lines, Consumer<String> say) {
        this.say = say;
        BanConfig config = engine.config().ban();
        if (!config.enabled()) {
            bans = Optional.empty();
            return;
        }
        Circumstances circumstances = new Circumstances(
                engine.bans(), dryRun, System.getenv("SSH_CONNECTION"), offences(dryRun), GoodHistory.NONE);
        BanEvents events = new BanEvents(lines, new EventTime(ZoneId.systemDefault()), dryRun, say);
        try {
            bans = Optional.of(BanRunner.start(config, circumstances, events, new FaultLog(_ -> {})::report));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage(), e);
        }
    }

    private AttackDesk offences(boolean dryRun) {
        SocketCutter cutter = new SocketCutter();
        return new AttackDesk(prefixes -> {
            try {
                if (!dryRun) {
                    cutter.cut(prefixes);
                }
            } catch (KernelException e) {
                say.accept("the connections of attackers cannot be ended: " + e.getMessage());
            }
        });
    }

    /// How the bans stand; empty where there are to be none.
    Optional<BanStatus> status() {
        return bans.map(BanRunner::status);
    }

    /// The commands that a control socket is to know.
    List<ControlCommand> commands() {
        ControlHandler off = _ -> {
            throw new ControlException(ControlException.FAILED, "nobody is banned here: ban.enabled says no");
        };
        return bans.map(runner -> new BanAnswers(runner).commands())
                .orElseGet(() -> List.of(
                        ControlCommand.asks(BanAnswers.LIST, off),
                        ControlCommand.asks(BanAnswers.EXPLAIN, off),
                        ControlCommand.changes(BanAnswers.ADD, off),
                        ControlCommand.changes(BanAnswers.REMOVE, off)));
    }

    /// Ends the thread, and says what stays behind.
    @Override
    public void close() {
        bans.ifPresent(runner -> {
            runner.close();
            BanStatus last = runner.status();
            if (last.active() > 0 && !last.removal().isEmpty()) {
                say.accept("%,d bans hold on in the kernel until each is over; to end them all: %s"
                        .formatted(last.active(), last.removal()));
            }
        });
    }
}
