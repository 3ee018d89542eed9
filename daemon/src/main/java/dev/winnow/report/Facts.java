package dev.winnow.report;

import dev.winnow.ban.Ban;
import dev.winnow.history.AttackRow;
import dev.winnow.history.CountBucket;
import dev.winnow.history.LockdownRow;
import dev.winnow.history.OffenceRow;
import dev.winnow.history.Run;
import dev.winnow.history.Trouble;
import java.util.List;

/// What a digest is made of.
///
/// @param host     this host's name
/// @param running  whether the filter runs now, and the period ends now
/// @param runs     all that are remembered, the first first
/// @param counts   of the period, in buckets of `stepMs`
/// @param bans     that began in the period or held in it
/// @param remarks  what is not well now, or could not be read, in words for a person
public record Facts(
        Period period,
        String host,
        boolean running,
        List<Run> runs,
        List<CountBucket> counts,
        long stepMs,
        List<AttackRow> attacks,
        List<OffenceRow> offences,
        List<Trouble> troubles,
        List<Ban> bans,
        List<LockdownRow> lockdowns,
        List<EvidenceFile> evidence,
        List<String> remarks) {
    public Facts {
        runs = List.copyOf(runs);
        counts = List.copyOf(counts);
        attacks = List.copyOf(attacks);
        offences = List.copyOf(offences);
        troubles = List.copyOf(troubles);
        bans = List.copyOf(bans);
        lockdowns = List.copyOf(lockdowns);
        evidence = List.copyOf(evidence);
        remarks = List.copyOf(remarks);
    }
}
