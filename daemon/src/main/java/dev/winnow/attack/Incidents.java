package dev.winnow.attack;

import dev.winnow.verdict.Reaction;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Everything that is suspected or found at the moment: a bounded number.
///
/// Looked through every quarter of a second of the packets' time by whichever worker comes first. A suspicion
/// becomes an attack when it has held as long as its detector says, and is over when there was less than half as
/// much for ten seconds; a scan, when nobody was tried for five minutes.
///
/// Threading: any worker. One at a time gets the lock; who does not get it goes on without, and comes back with
/// the next packet.
final class Incidents {
    /// A person can read as many, and as many are looked through in a fifth of a millisecond.
    private static final int CAPACITY = 4_096;

    private static final long SWEEP_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long TELL_NS = TimeUnit.SECONDS.toNanos(10);

    private final Incident[] incidents = new Incident[CAPACITY];
    private final AtomicBoolean taken = new AtomicBoolean();
    private final Census census;
    private final Tally[] tallies = new Tally[Subject.SENDERS + 1];
    private int count;
    private long sweptNs;

    Incidents(Census census) {
        this.census = census;
        for (int i = 0; i < CAPACITY; i++) {
            incidents[i] = new Incident();
        }
        for (int i = 0; i < tallies.length; i++) {
            tallies[i] = census.newTally(i);
        }
    }

    /// Notes a suspicion, which is an attack at once where its detector does not wait.
    ///
    /// @param bar from how much on it is one
    /// @param about turned to the connection or packet at hand
    /// @param partOfOther whether it is worth a reaction only as part of an attack that is known
    /// @return false if there is no room for it
    boolean suspect(
            Detector detector,
            Tally tally,
            float bar,
            boolean partOfOther,
            Recorder about,
            AttackListener listener,
            long nowNs) {
        if (!taken.compareAndSet(false, true)) {
            return true;
        }
        try {
            if (count == CAPACITY) {
                return false;
            }
            Incident incident = incidents[count++];
            incident.begin(detector, tally, bar, partOfOther, about, nowNs);
            tally.mark(detector.mark());
            float value = detector.measure(tally);
            if (incident.holdNs() == 0 && !isExplained(incident, value)) {
                begin(incident, tally, value, listener, nowNs);
            }
            return true;
        } finally {
            taken.set(false);
        }
    }

    /// Looks through all, if it is time.
    void sweep(AttackListener listener, long nowNs) {
        long elapsedNs = nowNs - sweptNs;
        if ((elapsedNs >= 0 && elapsedNs < SWEEP_NS) || !taken.compareAndSet(false, true)) {
            return;
        }
        try {
            sweptNs = nowNs;
            census.age(AttackWatch.millis(nowNs));
            for (int kind = 0; kind <= Subject.LAST; kind++) {
                sweep(kind, listener, nowNs);
            }
        } finally {
            taken.set(false);
        }
    }

    /// The narrow ones go first, because they explain the wide ones.
    private void sweep(int kind, AttackListener listener, long nowNs) {
        for (int i = count - 1; i >= 0; i--) {
            if (Subject.kind(incidents[i].key) == kind && isOver(incidents[i], listener, nowNs)) {
                remove(i);
            }
        }
    }

    private boolean isOver(Incident incident, AttackListener listener, long nowNs) {
        Tally tally = tallies[Math.min(Subject.kind(incident.key), Subject.SENDERS)];
        boolean there = census.look(tally, incident.high, incident.low, incident.key, AttackWatch.millis(nowNs));
        float value = there ? incident.detector.measure(tally) : 0;
        if (!incident.active) {
            return isUnfounded(incident, tally, value, listener, nowNs);
        }
        boolean goesOn = there && incident.goesOn(tally, value);
        if (goesOn) {
            incident.lastAboveNs = nowNs;
        }
        if (there) {
            incident.read(tally, value);
        }
        if (nowNs - incident.lastAboveNs >= incident.detector.quietNs()) {
            end(incident, tally, listener, nowNs);
            return true;
        }
        if (goesOn && nowNs - incident.toldNs >= TELL_NS) {
            goOn(incident, tally, listener, nowNs);
        }
        return false;
    }

    private boolean isUnfounded(Incident incident, Tally tally, float value, AttackListener listener, long nowNs) {
        if (value < incident.bar || isPartOfNothing(incident, nowNs)) {
            if (tally.isThere()) {
                tally.unmark(incident.detector.mark());
            }
            return true;
        }
        incident.lastAboveNs = nowNs;
        boolean held = nowNs - incident.sinceNs >= incident.holdNs();
        if (held && (incident.partOfOther ? isPartOfActive(incident) : !isExplained(incident, value))) {
            begin(incident, tally, value, listener, nowNs);
        }
        return false;
    }

    /// Whether what it was to take part in has had the time to turn out to be an attack, and has not.
    private boolean isPartOfNothing(Incident incident, long nowNs) {
        long mayTakeNs = TimeUnit.MILLISECONDS.toNanos(incident.detector.holdMs()) + incident.holdNs();
        return incident.partOfOther && nowNs - incident.sinceNs > mayTakeNs && !isPartOfActive(incident);
    }

    /// Whether half of it is known already as attacks of sources, or narrower networks, in it.
    private boolean isExplained(Incident incident, float value) {
        float known = 0;
        for (int i = 0; i < count; i++) {
            Incident other = incidents[i];
            if (other.active && !other.partOfOther && other.detector == incident.detector && isIn(other, incident)) {
                known += other.value();
            }
        }
        return known >= value / 2;
    }

    /// Whether what it takes part in has turned out to be an attack.
    private boolean isPartOfActive(Incident incident) {
        for (int i = 0; i < count; i++) {
            Incident other = incidents[i];
            if (other.active && other.detector == incident.detector && isIn(incident, other)) {
                return true;
            }
        }
        return false;
    }

    /// What is done at a service by sources known for the same is taken to be done there.
    private static boolean isIn(Incident inner, Incident outer) {
        int kind = Subject.kind(outer.key);
        if (Subject.kind(inner.key) >= kind) {
            return false;
        }
        return kind == Subject.SERVICE
                || (Subject.networkHigh(inner.high, kind) == outer.high
                        && Subject.networkLow(inner.high, inner.low, kind) == outer.low);
    }

    private static void begin(Incident incident, Tally tally, float value, AttackListener listener, long nowNs) {
        incident.active = true;
        incident.toldNs = nowNs;
        tally.mark(incident.detector.activeMark());
        incident.read(tally, value);
        react(incident, false, listener, nowNs);
        tell(incident, Moment.START, listener, nowNs);
    }

    /// Connections that a ban has ended would stay open in the books, and whoever comes back be banned for them.
    private void goOn(Incident incident, Tally tally, AttackListener listener, long nowNs) {
        incident.toldNs = nowNs;
        react(incident, true, listener, nowNs);
        tell(incident, Moment.ONGOING, listener, nowNs);
        Reaction done = incident.reaction;
        if (tally.isThere()
                && done.compareTo(Reaction.BAN_SOURCE) >= 0
                && listener.endsConnections(done, incident.key)) {
            forgetConnections(incident, tally, AttackWatch.millis(nowNs));
        }
    }

    /// Nor are they those of the networks around any more, or of the service where it began.
    private void forgetConnections(Incident incident, Tally tally, int nowMs) {
        for (int kind = Subject.kind(incident.key) + 1; kind < Subject.SENDERS; kind++) {
            if (census.find(tallies[kind], kind, incident.high, incident.low, nowMs)) {
                tallies[kind].lowerAll(tally);
            }
        }
        Tally service = tallies[Subject.SENDERS];
        if (census.look(service, incident.targetHigh(), incident.targetLow(), incident.targetKey(), nowMs)) {
            service.lowerAll(tally);
        }
        tally.lowerAll(tally);
    }

    /// What lasts for a time is due again while it goes on; of a ban, whoever is asked may let the first time pass.
    private static void react(Incident incident, boolean goesOn, AttackListener listener, long nowNs) {
        int kind = Subject.kind(incident.key);
        Reaction due = Ladder.due(incident.detector, kind, incident.isProved(), goesOn);
        if (!goesOn || due != incident.reaction || due.lasts()) {
            incident.reaction = due;
            listener.due(due, incident.detector, incident.high, incident.low, incident.key, nowNs);
        }
    }

    private static void tell(Incident incident, Moment moment, AttackListener listener, long nowNs) {
        if (!incident.partOfOther) {
            listener.attack(incident, moment, nowNs);
        }
    }

    private static void end(Incident incident, Tally tally, AttackListener listener, long nowNs) {
        if (tally.isThere()) {
            Detector detector = incident.detector;
            tally.unmark(detector.mark() | detector.activeMark() | detector.toldMark());
            if (detector.isScan()) {
                tally.forgetSeen(AttackWatch.millis(nowNs));
            }
        }
        tell(incident, Moment.END, listener, nowNs);
    }

    private void remove(int index) {
        Incident last = incidents[--count];
        incidents[count] = incidents[index];
        incidents[index] = last;
    }

    /// Ends all, as behind a capture, and forgets them. Not while another thread is here.
    void endAll(AttackListener listener, long nowNs) {
        for (int i = 0; i < count; i++) {
            if (incidents[i].active) {
                tell(incidents[i], Moment.END, listener, nowNs);
            }
        }
        count = 0;
        sweptNs = 0;
    }
}
