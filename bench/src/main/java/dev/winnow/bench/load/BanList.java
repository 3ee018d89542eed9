package dev.winnow.bench.load;

import dev.winnow.ban.Ban;
import dev.winnow.ban.Ban.Cause;
import dev.winnow.ban.Prefix;
import dev.winnow.ban.ledger.Ledger;
import dev.winnow.ban.ledger.LedgerException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Bans of single addresses, no two of them neighbours, and senders whose addresses lie among them: as dear a
/// look-up as there is.
final class BanList {
    /// Where the senders are.
    static final String NETWORK = "198.19.0.0/16";

    /// The senders' addresses as `udp_load` takes them: odd ones, which are not banned.
    static final String SENDERS = "198.19.0.1/16";

    private static final int NETWORK_ADDRESS = 198 << 24 | 19 << 16;
    private static final int MOST_AMONG_SENDERS = 1 << 15;
    private static final int OTHER_NETWORK_ADDRESS = 10 << 24;
    private static final long BAN_HOURS = 1;

    private BanList() {}

    /// Writes `count` bans that hold from `nowNs` on into a new ledger.
    static void write(Path ledger, int count, long nowNs) throws IOException {
        long endNs = nowNs + TimeUnit.HOURS.toNanos(BAN_HOURS);
        Cause cause = Cause.ofOperator("bench", "bench");
        try (Ledger bans = Ledger.open(ledger, message -> System.err.println("bench: " + message))) {
            for (int i = 0; i < count; i++) {
                bans.add(Ban.begin(Prefix.parse(address(i, count)).orElseThrow(), cause, nowNs, endNs, 1));
            }
            bans.commit();
        } catch (LedgerException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// The last of `count` banned addresses, which lies among the senders.
    static String last(int count) {
        return address(count - 1, count);
    }

    /// Those among the senders come last.
    private static String address(int index, int count) {
        int elsewhere = Math.max(0, count - MOST_AMONG_SENDERS);
        int address = index < elsewhere ? OTHER_NETWORK_ADDRESS + 2 * index : NETWORK_ADDRESS + 2 * (index - elsewhere);
        return "%d.%d.%d.%d".formatted(address >>> 24, address >> 16 & 0xff, address >> 8 & 0xff, address & 0xff);
    }
}
