package dev.winnow.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.attack.AttackListener;
import dev.winnow.attack.Detector;
import dev.winnow.ban.BanDoor;
import dev.winnow.ban.allow.AllowedSources;
import dev.winnow.verdict.Enforcement;
import dev.winnow.verdict.Reaction;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is asked of others where something is due; what becomes of packets is `AttackVerdictsTest`'s.
final class AttackReactionsTest {
    @Test
    void shouldAskForWhatOthersDo() {
        try (Arena arena = Arena.ofConfined()) {
            BanDoor bans = new BanDoor(new AllowedSources(List.of()));
            SourceGuard nobody = new SourceGuard(bans);
            AttackReactions reactions = new AttackReactions(
                    new AttackListener() {},
                    Enforcement.ENFORCED,
                    Reaction.BAN_SOURCE,
                    nobody,
                    bans,
                    Restraints.none(arena, new Restraints.Rates(10, 10), 1));
            long mapped = 0xFFFF_C612_0709L;
            reactions.due(Reaction.BAN_SOURCE, Detector.PORT_SCAN, 0, mapped, 0, 77);
            reactions.due(Reaction.BAN_COVER, Detector.LINGERING_CONNECTIONS, 0, mapped & ~0xFF, 1 << 24, 78);
            reactions.due(Reaction.NOTE, Detector.MALFORMED_FLOOD, 0, mapped, 0, 79);

            List<String> asked = new ArrayList<>();
            bans.requests()
                    .drain(
                            (version, high, low, length, code, sid, timestampNs) -> asked.add(version + " "
                                    + Long.toHexString(low) + "/" + length + " " + ReactionCodes.reaction(code) + " "
                                    + ReactionCodes.detector(code) + " " + timestampNs),
                            10);
            assertThat(asked)
                    .containsExactly(
                            "4 c6120709/32 BAN_SOURCE PORT_SCAN 77", "4 c6120700/24 CUT LINGERING_CONNECTIONS 78");
        }
    }
}
