package dev.winnow.report;

import dev.winnow.history.AttackRow;
import dev.winnow.history.CountBucket;
import dev.winnow.history.LockdownRow;
import java.util.List;
import java.util.Map;

/// What a period came to. Immutable. Times in milliseconds since 1970; lists begin with what stands out.
///
/// @param counts   over time, in buckets of `stepMs`
/// @param totals   the same in all
/// @param tried    what was tried
/// @param sources  who tried it
/// @param networks where they are
/// @param attacks  each of them
/// @param lockdowns when ports were shut, and to whom not
/// @param gaps     when no filter was there
/// @param problems what is not well, in words for a person
public record Digest(
        Period period,
        String host,
        List<CountBucket> counts,
        long stepMs,
        CountBucket totals,
        List<Tried> tried,
        List<Offender> sources,
        List<Network> networks,
        List<AttackRow> attacks,
        Done done,
        List<LockdownRow> lockdowns,
        List<EvidenceFile> evidence,
        List<Gap> gaps,
        List<String> problems) {
    public Digest {
        counts = List.copyOf(counts);
        tried = List.copyOf(tried);
        sources = List.copyOf(sources);
        networks = List.copyOf(networks);
        attacks = List.copyOf(attacks);
        lockdowns = List.copyOf(lockdowns);
        evidence = List.copyOf(evidence);
        gaps = List.copyOf(gaps);
        problems = List.copyOf(problems);
    }

    /// One thing that was tried.
    ///
    /// @param name       a detector's, or a rule's message
    /// @param sid        the rule's; 0 for a detector
    /// @param times      packets that a rule spoke of, or attacks that a detector told of
    /// @param sources    who tried it; of very many, about
    /// @param most       the source of most of it; empty where it is not known
    /// @param techniques of scans
    /// @param peak       the most there was of what the detector measures; 0 for a rule
    public record Tried(
            String name, long sid, long times, long sources, String most, List<String> techniques, long peak) {
        public Tried {
            techniques = List.copyOf(techniques);
        }
    }

    /// One source.
    ///
    /// @param address    of it
    /// @param events     packets that rules spoke of
    /// @param dropped    packets of it that were dropped for what it did
    /// @param did        what it did, by name
    /// @param bannedTill when its last ban ends; 0 without one
    /// @param proved     whether it is where it says
    public record Offender(
            String address,
            long events,
            long dropped,
            List<String> did,
            long firstMs,
            long lastMs,
            long bannedTill,
            boolean proved) {
        public Offender {
            did = List.copyOf(did);
        }
    }

    /// A network of sources: an IPv4 /24 or an IPv6 /48.
    public record Network(String prefix, long sources, long events, long dropped) {}

    /// What was done about it.
    ///
    /// @param bansBegun  in the period
    /// @param bansHeld   at the end of the period
    /// @param bansLifted by a person
    /// @param byOperator of those that began, by a person
    /// @param bans       that began, the newest first, as far as there is room
    /// @param reactions  how many attacks were answered how, by the reaction that was due
    /// @param dropped    packets, by the reason
    /// @param rejects    packets that told somebody of a reject
    public record Done(
            long bansBegun,
            long bansHeld,
            long bansLifted,
            long byOperator,
            List<BanLine> bans,
            Map<String, Long> reactions,
            Map<String, Long> dropped,
            long rejects) {
        public Done {
            bans = List.copyOf(bans);
            reactions = Map.copyOf(reactions);
            dropped = Map.copyOf(dropped);
        }

        long droppedInAll() {
            return dropped.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// One ban.
    public record BanLine(String prefix, String reason, String by, long beginMs, long endMs, int level, long hits) {}

    /// A time without a filter.
    ///
    /// @param stopped whether the one before it ended as it should
    public record Gap(long beginMs, long endMs, boolean stopped) {}

    /// Whether all is well.
    public boolean isWell() {
        return problems.isEmpty();
    }

    /// What a person reads first, and last.
    public String lastLine() {
        return isWell() ? "done!" : "not well: " + String.join("; ", problems);
    }
}
