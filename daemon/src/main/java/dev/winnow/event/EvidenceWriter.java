package dev.winnow.event;

import dev.winnow.config.EvidenceConfig;
import dev.winnow.flow.Hashing;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.verdict.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// Keeps the first packets of each offence, with the reason as a comment: what an abuse desk asks for, and what is left
/// to look at when the attack is over.
///
/// Of one offence few packets are kept, and of one reason few in a minute, so that a flood from everywhere does
/// not push out what else was kept.
///
/// Threading: one thread, the event writer's. Ownership: owns the files.
public final class EvidenceWriter implements AutoCloseable {
    private static final int COMMENT_LENGTH = 1_024;
    private static final int BLOCK_OVERHEAD = 64;
    private static final int PACKETS_OF_REASON = 120;
    private static final long REASON_SPAN_NS = TimeUnit.MINUTES.toNanos(1);
    private static final long OFFENCE_SPAN_NS = TimeUnit.HOURS.toNanos(1);

    private final EvidenceConfig config;
    private final PcapngBlocks blocks;
    private final EvidenceFiles files;
    private final LongConsumer onLost;
    private final OffenceCounts offences = new OffenceCounts();
    private final OffenceCounts reasons = new OffenceCounts();
    private final long seed = new SecureRandom().nextLong();

    /// @param folder of the files, whatever the configuration says
    /// @param onLost told how many packets could not be written
    /// @throws IOException where the folder or the file cannot be made
    public EvidenceWriter(Path folder, EvidenceConfig config, LongConsumer onLost) throws IOException {
        this.config = config;
        this.onLost = onLost;
        blocks = new PcapngBlocks(config.packetLength() + COMMENT_LENGTH + BLOCK_OVERHEAD);
        files = new EvidenceFiles(folder, config, blocks);
    }

    /// Keeps the event's packet, if it is one of the first of its kind.
    void keep(EventRecord event) {
        PacketCopy packet = event.packet();
        if (packet.length() == 0 || !isWanted(event)) {
            return;
        }
        try {
            files.append(blocks.packet(packet, event.timestampNs(), comment(event)));
        } catch (IOException _) {
            onLost.accept(1);
        }
    }

    private boolean isWanted(EventRecord event) {
        long cause = Hashing.mix(seed ^ cause(event));
        // The same for both directions.
        long hosts = Hashing.endpoint(seed, event.sourceHigh(), event.sourceLow(), 0)
                + Hashing.endpoint(seed, event.destinationHigh(), event.destinationLow(), 0);
        long nowNs = event.timestampNs();
        return offences.take(Hashing.mix(hosts + cause), config.packets(), OFFENCE_SPAN_NS, nowNs)
                && reasons.take(cause, PACKETS_OF_REASON, REASON_SPAN_NS, nowNs);
    }

    private static long cause(EventRecord event) {
        if (event.attack().isKnown()) {
            return Integer.MIN_VALUE + (long) event.attack().event().hashCode();
        }
        ResolvedRule rule = rule(event);
        return rule == null
                ? -1 - Reason.of(event.verdictWord()).ordinal()
                : rule.identity().sid();
    }

    /// The rule that decided, or else the first that spoke; null without one.
    private static ResolvedRule rule(EventRecord event) {
        EventAlerts alerts = event.alerts();
        if (alerts.dropRule() != null) {
            return alerts.dropRule();
        }
        return alerts.count() > 0 ? alerts.rule(0) : null;
    }

    private static String comment(EventRecord event) {
        if (event.attack().isKnown()) {
            return event.attack().event();
        }
        ResolvedRule rule = rule(event);
        String why = rule == null
                ? Reason.of(event.verdictWord()).label()
                : rule.identity().msg() + " (sid " + rule.identity().sid() + ")";
        String fate = !event.isDropped() ? "" : event.isTried() ? ", would be dropped" : ", dropped";
        return why.substring(0, Math.min(why.length(), COMMENT_LENGTH / 4)) + fate;
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
