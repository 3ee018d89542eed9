package dev.winnow.lane;

import dev.winnow.detect.Matches;
import dev.winnow.detect.RuleProgram;
import dev.winnow.event.EventOrigin;
import dev.winnow.event.EventRecord;
import dev.winnow.event.EventRing;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.PacketView;
import dev.winnow.verdict.VerdictWord;

/// Copies what there is to say about a packet into a record for the event writer.
///
/// Threading: the judging thread.
final class EventPublisher implements JudgementListener {
    private final EventRing ring;
    private final RuleProgram program;
    private final LaneCounters counters;
    private final Enforcement enforcement;
    private EventOrigin origin;
    private long originNumber;

    EventPublisher(EventRing ring, RuleProgram program, LaneCounters counters, Enforcement enforcement) {
        this.ring = ring;
        this.program = program;
        this.counters = counters;
        this.enforcement = enforcement;
    }

    /// Says where the packets that follow come from.
    void origin(EventOrigin origin) {
        this.origin = origin;
    }

    /// Says which packet is judged next: its place in the capture, or the interface it came in by.
    void originNumber(long originNumber) {
        this.originNumber = originNumber;
    }

    @Override
    public void matched(PacketView view, Matches matches, long verdictWord, boolean onWire) {
        boolean dropped = enforcement.tellsDrops() && VerdictWord.isDrop(verdictWord);
        if (matches.count() == 0 && !dropped) {
            return;
        }
        EventRecord event = claim(view, verdictWord, onWire ? originNumber : 0);
        if (event == null) {
            return;
        }
        for (int i = 0; i < matches.count(); i++) {
            event.addAlert(program.rule(matches.ruleIndex(i)), matches.action(i));
        }
        if (matches.dropRule() >= 0) {
            event.droppedBy(program.rule(matches.dropRule()));
        }
        if (matches.passRule() >= 0) {
            event.passed();
        }
        ring.publish(event);
    }

    @Override
    public void dropped(PacketView view, long verdictWord) {
        if (!enforcement.tellsDrops()) {
            return;
        }
        EventRecord event = claim(view, verdictWord, originNumber);
        if (event != null) {
            ring.publish(event);
        }
    }

    private EventRecord claim(PacketView view, long verdictWord, long number) {
        EventRecord event = ring.claim();
        if (event == null) {
            counters.increment(LaneCounter.EVENTS_LOST);
            return null;
        }
        event.capture(view, origin, number, enforcement.tellsDrops() ? verdictWord : VerdictWord.ACCEPT);
        if (enforcement == Enforcement.DRY_RUN) {
            event.tried();
        }
        return event;
    }
}
