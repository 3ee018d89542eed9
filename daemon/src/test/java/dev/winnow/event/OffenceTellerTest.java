package dev.winnow.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.event.Offence.Kind;
import dev.winnow.packet.LinkType;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.syntax.Action;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.VerdictWord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Events in, offences out.
final class OffenceTellerTest implements OffenceListener {
    private static final ResolvedRule ODD = Events.rule(Action.ALERT, 6, "");
    private static final ResolvedRule SCAN = Events.rule(Action.DROP, 7, "a scan");

    private final EventRecord event = new EventRecord(15, 0);
    private final List<Offence> told = new ArrayList<>();

    @Override
    public void offence(Offence offence) {
        told.add(offence);
    }

    @Override
    public void attack(AttackNotice notice) {
        throw new AssertionError("no attack");
    }

    private void capture(long verdictWord, ResolvedRule... alerts) {
        event.capture(
                Events.view(
                        LinkType.RAW,
                        PacketBuilder.raw().ipv4("198.18.7.2", "198.18.7.1").tcp(4_711, 80)),
                null,
                Events.CAPTURE,
                1,
                verdictWord);
        for (ResolvedRule alert : alerts) {
            event.alerts().add(alert, false);
        }
    }

    private void tell() {
        new OffenceTeller(this).tell(event);
    }

    @Test
    void shouldTellEachAlert() {
        capture(VerdictWord.ACCEPT, ODD, SCAN);
        tell();
        assertThat(told)
                .extracting(Offence::kind, Offence::name, Offence::sid, Offence::dropped)
                .containsExactly(tuple(Kind.RULE, "rule 6", 6L, false), tuple(Kind.RULE, "a scan", 7L, false));
        Offence first = told.getFirst();
        assertThat(first.source()).hasToString("198.18.7.2");
        assertThat(first.sourcePort()).isEqualTo(4_711);
        assertThat(first.target()).hasToString("198.18.7.1");
        assertThat(first.targetPort()).isEqualTo(80);
        assertThat(first.protocol()).isEqualTo("TCP");
        assertThat(first.timeNs()).isEqualTo(Events.TIMESTAMP_NS);
        assertThat(first.proved()).as("a SYN proves nothing").isFalse();
    }

    @Test
    void shouldCountADropOnceAndForTheRuleThatDecided() {
        capture(VerdictWord.drop(Reason.RULE), ODD, SCAN);
        event.alerts().droppedBy(SCAN);
        tell();
        assertThat(told)
                .extracting(Offence::name, Offence::dropped)
                .containsExactly(tuple("rule 6", false), tuple("a scan", true));
    }

    @Test
    void shouldTellOfARuleThatDropsInSilence() {
        capture(VerdictWord.drop(Reason.RULE));
        event.alerts().droppedBy(SCAN);
        tell();
        assertThat(told)
                .extracting(Offence::kind, Offence::name, Offence::dropped)
                .containsExactly(tuple(Kind.RULE, "a scan", true));
    }

    @Test
    void shouldTellOfADropWithoutARule() {
        capture(VerdictWord.drop(Reason.BAN));
        tell();
        assertThat(told)
                .extracting(Offence::kind, Offence::name, Offence::sid, Offence::dropped)
                .containsExactly(tuple(Kind.DROP, "ban", 0L, true));
    }

    @Test
    void shouldDropNothingInATrial() {
        capture(VerdictWord.drop(Reason.RULE), SCAN);
        event.alerts().droppedBy(SCAN);
        event.tried();
        tell();
        assertThat(told).extracting(Offence::name, Offence::dropped).containsExactly(tuple("a scan", false));
    }
}
