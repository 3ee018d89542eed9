package dev.winnow.cli;

import dev.winnow.agent.AgentRunner;
import dev.winnow.ban.BanRunner;
import dev.winnow.ban.BanRunner.Circumstances;
import dev.winnow.ban.BanStatus;
import dev.winnow.ban.allow.AllowList;
import dev.winnow.ban.allow.AllowWatch;
import dev.winnow.ban.allow.AllowedPrefix;
import dev.winnow.ban.allow.AllowedSources;
import dev.winnow.ban.allow.GoodBook;
import dev.winnow.ban.allow.HostAddresses;
import dev.winnow.ban.kernel.HalfOpenCutter;
import dev.winnow.ban.kernel.KernelException;
import dev.winnow.ban.kernel.SocketCutter;
import dev.winnow.config.BanConfig;
import dev.winnow.control.ControlCommand;
import dev.winnow.control.ControlException;
import dev.winnow.control.ControlHandler;
import dev.winnow.event.EventLines;
import dev.winnow.event.EventTime;
import dev.winnow.lane.Engine;
import dev.winnow.lane.EvidenceFolder;
import dev.winnow.reaction.AttackDesk;
import dev.winnow.reaction.BanEvents;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The bans of a running filter, where they are wanted, who may ask about them, and who comes first in any case.
///
/// Threading: one thread opens and closes. Ownership: owns the bans' thread, or that of the allow-list.
final class BanPoint implements AutoCloseable {
    private final Optional<BanRunner> bans;
    private final Optional<AgentRunner> allowWatch;
    private final AllowedSources allowed;
    private final Consumer<String> say;

    /// Looks who comes first, takes up what an earlier run has left, and waits for further bans.
    ///
    /// @param lines where events go; empty: nowhere
    /// @param say   told what does not work, from any thread
    BanPoint(Engine engine, boolean dryRun, Optional<EventLines> lines, Consumer<String> say) {
        this.say = say;
        allowed = engine.bans().allowed();
        AllowList list = new AllowList(
                allowed,
                new HostAddresses(System.getenv("SSH_CONNECTION"))::all,
                new GoodBook(engine.bans().known()));
        list.refresh(BanRunner.nanosSince1970());
        BanConfig config = engine.config().ban();
        FaultLog faults = new FaultLog(_ -> {});
        if (!config.enabled()) {
            bans = Optional.empty();
            AllowWatch watch = new AllowWatch(list, BanRunner::nanosSince1970);
            allowWatch = Optional.of(new AgentRunner(watch, watch, () -> {}, faults::report).start());
            return;
        }
        allowWatch = Optional.empty();
        Circumstances circumstances = new Circumstances(engine.bans(), dryRun, offences(engine, dryRun), list);
        BanEvents events = new BanEvents(
                json -> lines.ifPresent(open -> open.offer(json)),
                Optional::empty,
                new EventTime(ZoneId.systemDefault()),
                dryRun,
                say);
        bans = Optional.of(BanRunner.start(config, circumstances, events, faults::report));
    }

    private AttackDesk offences(Engine engine, boolean dryRun) {
        SocketCutter cutter = new SocketCutter();
        HalfOpenCutter halfOpenCutter = new HalfOpenCutter();
        Optional<Path> evidence = EvidenceFolder.ofRun(engine.config().evidence());
        return dryRun
                ? new AttackDesk(_ -> {}, _ -> {}, evidence)
                : new AttackDesk(
                        prefixes -> tryTo(() -> cutter.cut(prefixes)),
                        server -> tryTo(() -> halfOpenCutter.cut(server)),
                        evidence);
    }

    private interface Deed {
        void run() throws KernelException;
    }

    private void tryTo(Deed deed) {
        try {
            deed.run();
        } catch (KernelException e) {
            say.accept("the connections of attackers cannot be ended: " + e.getMessage());
        }
    }

    /// Waits until the bans that an earlier run has left are in force again.
    void awaitReady(long timeoutMs) {
        bans.ifPresent(runner -> runner.awaitReady(timeoutMs));
    }

    /// How the bans stand; empty where there are to be none.
    Optional<BanStatus> status() {
        return bans.map(BanRunner::status);
    }

    /// Who comes first, with why.
    List<AllowedPrefix> allowed() {
        return allowed.all();
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
                        ControlCommand.asks(BanAnswers.VISITORS, off),
                        ControlCommand.changes(BanAnswers.ADD, off),
                        ControlCommand.changes(BanAnswers.REMOVE, off)));
    }

    /// Ends the thread, and says what stays behind.
    @Override
    public void close() {
        allowWatch.ifPresent(AgentRunner::close);
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
