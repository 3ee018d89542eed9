package dev.winnow.reaction;

import dev.winnow.ban.BanDoor;
import dev.winnow.ban.BanKeeper;
import dev.winnow.ban.BanListener;
import dev.winnow.ban.BanRequests;
import dev.winnow.ban.BanRunner;
import dev.winnow.ban.BanSettings;
import dev.winnow.ban.TimedPrefixes;
import dev.winnow.ban.allow.AllowList;
import dev.winnow.ban.allow.AllowedSources;
import dev.winnow.ban.allow.GoodBook;
import dev.winnow.ban.kernel.NoSets;
import dev.winnow.ban.ledger.Ledger;
import dev.winnow.ban.ledger.LedgerException;
import dev.winnow.config.BanConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The bans of captured packets: asked for, given and ended by the packets' time, on the thread that judges them, so
/// that the same packets are always answered by the same bans. No kernel hears of them and no file; whether the packets
/// that follow are dropped is for whoever makes it to say.
///
/// Nobody comes first but whom the operator has named: a capture knows nothing of this host.
public final class CaptureBans implements AutoCloseable {
    private static final int AT_ONCE = 4_096;
    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final BanDoor door;
    private final BanSettings settings;
    private final boolean takesEffect;
    private final BanListener listener;
    private final List<String> allowed;
    private final Optional<Path> evidence;
    /// Made once, because they are called for each packet.
    private final BanRequests.Handler onVisit = this::visited;

    private final BanRequests.Handler onRequest = this::requested;
    private AllowList allowList;
    private AttackDesk desk;
    private BanKeeper keeper;
    private long nowNs;
    private long tickAtNs;

    /// @param door        where the judge asks for bans
    /// @param takesEffect whether the judge drops the packets of the banned
    /// @param evidence    the folder that packets are kept in; empty where none are
    /// @param listener    told of bans, behind the packet that is the reason
    public CaptureBans(
            BanConfig config, BanDoor door, boolean takesEffect, Optional<Path> evidence, BanListener listener) {
        this.door = door;
        this.evidence = evidence;
        settings = BanRunner.settings(config, !takesEffect);
        this.takesEffect = takesEffect;
        this.listener = listener;
        allowed = config.allow();
        begin();
    }

    /// Forgets everybody, as between two captures.
    public void begin() {
        close();
        keeper = null;
        nowNs = Long.MIN_VALUE;
        tickAtNs = Long.MIN_VALUE;
        door.sources().clear();
        door.known().clear();
        allowList = new AllowList(
                new AllowedSources(AllowedSources.configured(allowed)), List::of, new GoodBook(door.known()));
        desk = new AttackDesk(_ -> {}, _ -> {}, evidence);
    }

    /// Does what the packet that was judged last has made due.
    ///
    /// @param packetNs its time
    public void follow(long packetNs) {
        nowNs = Math.max(nowNs, packetNs);
        int count = door.visits().drain(onVisit, AT_ONCE) + door.requests().drain(onRequest, AT_ONCE);
        if (keeper != null && (count > 0 || nowNs >= tickAtNs)) {
            tickAtNs = nowNs + TICK_NS;
            keeper.tick(nowNs);
            keeper.flush(nowNs);
            desk.flush(nowNs);
        }
    }

    private void visited(int version, long high, long low, int prefixLength, int code, int sid, long timestampNs) {
        allowList
                .history()
                .visited(BanRequests.prefix(version, high, low, prefixLength).address(), nowNs);
    }

    private void requested(
            int version, long high, long low, int prefixLength, int reasonCode, int sid, long timestampNs) {
        if (keeper == null) {
            keeper = newKeeper();
        }
        desk.onOffence(keeper, BanRequests.prefix(version, high, low, prefixLength), reasonCode, sid, nowNs);
    }

    /// Made when there is somebody to ban: most captures have nobody, and should not wait for a database.
    private BanKeeper newKeeper() {
        try {
            TimedPrefixes banned = takesEffect ? door.sources() : new TimedPrefixes();
            return new BanKeeper(
                    settings, Ledger.inMemory(), new NoSets("the replay alone"), allowList, banned, listener);
        } catch (LedgerException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (keeper != null) {
            keeper.close();
        }
    }
}
