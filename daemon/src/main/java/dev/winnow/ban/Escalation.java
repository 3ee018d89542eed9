package dev.winnow.ban;

import java.util.List;
import java.util.Optional;

/// How long bans last: longer for those who come back, shorter again for those who have been quiet.
///
/// @param timesNs  of level 1, 2, …; the last holds for all above; at least one
/// @param forgetNs quiet time after which guilt is a level less
public record Escalation(List<Long> timesNs, long forgetNs) {
    public Escalation {
        timesNs = List.copyOf(timesNs);
        if (timesNs.isEmpty() || forgetNs <= 0 || timesNs.stream().anyMatch(time -> time <= 0)) {
            throw new IllegalArgumentException("bans need times of more than 0");
        }
    }

    /// How guilty somebody is at `nowNs`: the level of his last ban, less one for each quiet time since it ended.
    ///
    /// @param last his last ban; empty where he has none, or where it was lifted
    /// @return 0 for the innocent
    public int guilt(Optional<Ban> last, long nowNs) {
        return last.map(ban -> {
                    long quietTimes = Math.max(0, nowNs - ban.endNs()) / forgetNs;
                    return (int) Math.max(0, Math.min(ban.level(), timesNs.size()) - quietTimes);
                })
                .orElse(0);
    }

    /// The level of the next ban of somebody that guilty.
    public int levelAfter(int guilt) {
        return Math.min(guilt + 1, timesNs.size());
    }

    /// How long a ban of `level` lasts.
    public long durationNs(int level) {
        return timesNs.get(Math.clamp(level, 1, timesNs.size()) - 1);
    }
}
