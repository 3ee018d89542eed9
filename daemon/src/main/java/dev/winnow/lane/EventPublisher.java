package dev.winnow.lane;

import dev.winnow.attack.AttackListener;
import dev.winnow.attack.Incident;
import dev.winnow.attack.Moment;
import dev.winnow.detect.Matches;
import dev.winnow.detect.RuleProgram;
import dev.winnow.detect.content.Captures;
import dev.winnow.event.EventAlerts;
import dev.winnow.event.EventOrigin;
import dev.winnow.event.EventRecord;
import dev.winnow.event.EventRing;
import dev.winnow.event.PacketSource;
import dev.winnow.flow.Flow;
import dev.winnow.memory.ByteRange;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.syntax.Action;
import dev.winnow.verdict.Enforcement;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.VerdictWord;

/// Copies what there is to say about a packet or an attack into a record for the event writer.
///
/// Threading: the judging thread.
final class EventPublisher implements JudgementListener, AttackListener {
    private final EventRing ring;
    private RuleProgram program;
    private final LaneCounters counters;
    private final Enforcement enforcement;
    private final ByteRange text = new ByteRange();
    private EventOrigin origin;
    private long originNumber;

    EventPublisher(EventRing ring, RuleProgram program, LaneCounters counters, Enforcement enforcement) {
        this.ring = ring;
        this.program = program;
        this.counters = counters;
        this.enforcement = enforcement;
    }

    /// Says which rules speak from now on.
    void use(RuleProgram newProgram) {
        program = newProgram;
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
    public void matched(PacketView view, Flow flow, Matches matches, long verdictWord, PacketSource source) {
        boolean dropped = enforcement.tellsDrops() && VerdictWord.isDrop(verdictWord);
        if (matches.count() == 0 && !matches.isTagged() && !dropped) {
            return;
        }
        EventRecord event = claim(view, flow, verdictWord, source == PacketSource.WIRE ? originNumber : 0);
        if (event == null) {
            return;
        }
        if (source != PacketSource.WIRE) {
            event.standsFor(source, flow);
        }
        if (flow != null) {
            addVariables(flow, event);
        }
        addCaptures(matches.captures(), event);
        if (matches.isTagged()) {
            event.tagged(view);
        }
        tell(matches, verdictWord, event.alerts());
        ring.publish(event);
    }

    private void tell(Matches matches, long verdictWord, EventAlerts alerts) {
        boolean dropped = enforcement.tellsDrops() && VerdictWord.isDrop(verdictWord);
        boolean spared = Reason.of(verdictWord) == Reason.ALLOW_LIST;
        for (int i = 0; i < matches.count(); i++) {
            alerts.add(program.rule(matches.ruleIndex(i)), !spared && isBlocked(matches, i, dropped));
            alerts.about(matches.transaction(i), matches.isGuess(i), matches.isStateful(i));
        }
        alerts.quote(matches.excerpts());
        if (matches.dropRule() >= 0) {
            alerts.droppedBy(program.rule(matches.dropRule()));
        }
        if (matches.passRule() >= 0) {
            alerts.passed();
        }
    }

    /// As in Suricata, a `drop` that nobody enforces has blocked nothing; but `reject` speaks as if, and so does
    /// what a `rate_filter` has made of a rule.
    private static boolean isBlocked(Matches matches, int alert, boolean dropped) {
        Action action = matches.action(alert);
        return action.drops() && (action != Action.DROP || dropped || matches.isNewAction(alert));
    }

    private void addVariables(Flow flow, EventRecord event) {
        for (int id = 0; id < program.flowbitCount(); id++) {
            if (flow.flowbit(id)) {
                event.addFlowbit(program.flowbitName(id));
            }
        }
        for (int id = 0; id < program.flowintCount(); id++) {
            if (flow.hasFlowint(id)) {
                event.addFlowint(program.flowintName(id), flow.flowint(id));
            }
        }
        for (long at = flow.firstText(); at != Flow.NO_TEXT; at = flow.nextText(at)) {
            flow.readText(at, text);
            event.addFlowText(program.flowTextName(flow.textId(at)), text);
        }
    }

    private void addCaptures(Captures captures, EventRecord event) {
        for (int i = 0; captures != null && i < captures.count(); i++) {
            int id = captures.packetVariable(i);
            if (id >= 0) {
                captures.read(i, text);
                event.addPacketText(program.packetTextName(id), text);
            }
        }
    }

    @Override
    public void dropped(PacketView view, Flow flow, long verdictWord) {
        if (!enforcement.tellsDrops()) {
            return;
        }
        EventRecord event = claim(view, flow, verdictWord, originNumber);
        if (event != null) {
            ring.publish(event);
        }
    }

    @Override
    public void attack(Incident incident, Moment moment, long nowNs) {
        if (moment == Moment.START) {
            counters.increment(LaneCounter.ATTACKS);
        }
        EventRecord event = ring.claim();
        if (event == null) {
            counters.increment(LaneCounter.EVENTS_LOST);
            return;
        }
        event.capture(incident, moment, origin, originNumber, nowNs);
        ring.publish(event);
    }

    private EventRecord claim(PacketView view, Flow flow, long verdictWord, long number) {
        EventRecord event = ring.claim();
        if (event == null) {
            counters.increment(LaneCounter.EVENTS_LOST);
            return null;
        }
        long told = enforcement.tellsDrops() ? verdictWord : VerdictWord.ACCEPT | VerdictWord.rejects(verdictWord);
        event.capture(view, flow, origin, number, told);
        if (enforcement == Enforcement.DRY_RUN) {
            event.tried();
        }
        return event;
    }
}
