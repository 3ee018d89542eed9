package dev.winnow.attack;

import dev.winnow.flow.Flow;
import dev.winnow.packet.PacketView;
import dev.winnow.verdict.Reaction;

/// Counts what a connection does at the tallies of its source, that source's networks and its service, and asks
/// the detectors whether that is too much.
///
/// Threading: one worker. Allocates nothing after the constructor.
final class Recorder {
    private static final Detector[] BY_GAUGE = {
        null,
        Detector.IDLE_CONNECTIONS,
        Detector.SLOW_HEADERS,
        Detector.SLOW_BODY,
        Detector.SLOW_READ,
        Detector.LINGERING_CONNECTIONS
    };
    private static final Detector[] SCANS = {Detector.PORT_SCAN, Detector.HOST_SCAN};
    /// What a connection that speaks nobody knows what counts beside one whose protocol is known to be wrong.
    private static final float UNKNOWN = 0.25f;
    /// Of what is too much alone, so much is worth a reaction where its network or a service is part of an attack.
    private static final float PART = 0.25f;
    /// The same of somebody who has never asked for anything.
    private static final float PART_OF_STRANGER = 0.01f;

    private final Census census;
    private final Incidents incidents;
    private final AttackListener listener;
    private final float[][] bars;
    private final Tally[] tallies = new Tally[Subject.SERVICE + 1];

    private PacketView view;
    private long nowNs;
    private int nowMs;
    private long clientHigh;
    private long clientLow;
    private long serverHigh;
    private long serverLow;
    private int port;
    private int protocol;
    private long missed;

    Recorder(Census census, Incidents incidents, Thresholds thresholds, AttackListener listener) {
        this.census = census;
        this.incidents = incidents;
        this.listener = listener;
        bars = new float[Detector.values().length][tallies.length];
        for (Detector detector : Detector.values()) {
            for (int kind = 0; kind < tallies.length; kind++) {
                bars[detector.ordinal()][kind] = thresholds.of(detector, kind);
            }
        }
        for (int kind = 0; kind < tallies.length; kind++) {
            tallies[kind] = census.newTally(kind);
        }
    }

    /// Says which packet is at hand.
    void packet(PacketView newView) {
        view = newView;
        nowNs = newView.timestampNs();
        nowMs = AttackWatch.millis(nowNs);
    }

    /// Says whose connection is at hand.
    void about(Flow flow) {
        clientHigh = flow.sourceHigh();
        clientLow = flow.sourceLow();
        serverHigh = flow.destinationHigh();
        serverLow = flow.destinationLow();
        port = flow.destinationPort();
        protocol = flow.protocol();
    }

    /// Says that the packet itself is at hand, not its connection.
    void aboutPacket() {
        clientHigh = view.sourceHigh();
        clientLow = view.sourceLow();
        serverHigh = view.destinationHigh();
        serverLow = view.destinationLow();
        port = view.destinationPort();
        protocol = view.protocol();
    }

    boolean isProved(long high, long low) {
        Tally source = tallies[Subject.SOURCE];
        return census.find(source, Subject.SOURCE, high, low, nowMs) && source.isMarked(Technique.PROVED);
    }

    /// Copies the packet at hand.
    void copyPacket(FirstPacket packet) {
        packet.copy(view);
    }

    long serverHigh() {
        return serverHigh;
    }

    long serverLow() {
        return serverLow;
    }

    /// 0 where there is none.
    int port() {
        return port;
    }

    int protocol() {
        return protocol;
    }

    /// Counts an attempt.
    ///
    /// @return the memo, with where it was counted
    long attempt(long memo, long technique) {
        long client = census.hash(clientHigh, clientLow, 0);
        long counted = memo;
        for (int kind = 0; kind < Subject.SENDERS; kind++) {
            Tally tally = tallies[kind];
            if (census.attempt(tally, kind, clientHigh, clientLow, nowMs)) {
                counted |= FlowMemo.counted(kind);
                if (kind == Subject.SOURCE) {
                    tried(tally, technique);
                } else {
                    tally.addMember(client);
                }
            }
        }
        Tally service = tallies[Subject.SERVICE];
        if (census.receive(service, serverHigh, serverLow, serviceKey(), nowMs)) {
            counted |= FlowMemo.counted(Subject.SERVICE);
            service.add(Tally.ATTEMPTS, 1);
            service.addMember(client);
            check(technique == Technique.SYN ? Detector.SYN_FLOOD : null, service, Subject.SERVICE, 0);
        }
        return counted;
    }

    private int serviceKey() {
        return Subject.key(Subject.SERVICE, protocol, port);
    }

    private void tried(Tally tally, long technique) {
        tally.mark(technique);
        long portHash = portHash();
        long hostHash = census.hash(serverHigh, serverLow, 0);
        tally.addTried(portHash, hostHash);
        if (!tally.isAnswered(portHash, hostHash)) {
            tally.add(Tally.DEAF_ATTEMPTS, 1);
        }
        for (Detector scan : SCANS) {
            check(scan, tally, Subject.SOURCE, 0);
        }
    }

    private long portHash() {
        return census.hash(0, protocol, port);
    }

    /// Counts a completed connection.
    ///
    /// @param marks [Technique#PROVED] if it proves that the source is where it says, which earns it a tally;
    ///     else 0
    /// @param answered whether there is somebody at that port
    long complete(long memo, long marks, boolean answered) {
        long client = census.hash(clientHigh, clientLow, 0);
        long counted = memo;
        long around = 0;
        for (int kind = Subject.SENDERS - 1; kind >= 0; kind--) {
            Tally tally = tallies[kind];
            boolean there = marks == 0 ? find(memo, kind) : census.claim(tally, kind, clientHigh, clientLow, nowMs);
            if (!there) {
                continue;
            }
            counted |= FlowMemo.counted(kind);
            tally.mark(marks);
            tally.add(Tally.COMPLETED, 1);
            if (kind != Subject.SOURCE) {
                tally.addMember(client);
            } else if (answered) {
                tally.addAnswered(portHash(), census.hash(serverHigh, serverLow, 0));
            }
            around |= tally.marks();
            check(Detector.CONNECTION_FLOOD, tally, kind, around);
        }
        if (find(memo, Subject.SERVICE)) {
            tallies[Subject.SERVICE].add(Tally.COMPLETED, 1);
        }
        return counted;
    }

    /// Counts where the connection is counted.
    void add(long memo, int counter, float amount) {
        for (int kind = 0; kind <= Subject.SERVICE; kind++) {
            if (find(memo, kind)) {
                tallies[kind].add(counter, amount);
            }
        }
    }

    /// Remembers that the connection has led to an answer.
    void addGood(long memo) {
        for (int kind = 0; kind <= Subject.SERVICE; kind++) {
            if (find(memo, kind)) {
                tallies[kind].addGood();
            }
        }
    }

    /// Counts a connection that was of use and has ended in good order.
    void visit(long memo) {
        if (find(memo, Subject.SOURCE)) {
            Tally source = tallies[Subject.SOURCE];
            if (source.isMarked(Technique.PROVED) && source.addVisit(nowMs)) {
                listener.visited(clientHigh, clientLow, nowNs);
            }
        }
    }

    /// Counts a request by what it asks for.
    void request(long memo, int path) {
        add(memo, Tally.REQUESTS, 1);
        if (find(memo, Subject.SOURCE)) {
            tallies[Subject.SOURCE].addSame(path);
            check(Detector.REQUEST_FLOOD, tallies[Subject.SOURCE], Subject.SOURCE, 0);
        }
    }

    /// Moves the connection on to another phase.
    ///
    /// @return its memo from now on
    long move(long memo, int phase) {
        int from = FlowMemo.phase(memo);
        if (from != phase && Math.min(from, phase) < Phase.GAUGES) {
            long around = 0;
            for (int kind = Subject.SERVICE; kind >= 0; kind--) {
                if (find(memo, kind)) {
                    around |= tallies[kind].marks();
                    turn(tallies[kind], from, phase, kind, around);
                }
            }
        }
        return FlowMemo.withPhase(memo, phase);
    }

    private void turn(Tally tally, int from, int phase, int kind, long around) {
        if (from < Phase.GAUGES) {
            tally.lower(from);
        }
        if (phase < Phase.GAUGES) {
            tally.raise(phase);
            check(BY_GAUGE[phase], tally, kind, around);
        }
    }

    /// Sources that were forgotten to make room for others.
    long forgottenSources() {
        return tallies[Subject.SOURCE].displaced();
    }

    /// How often there was no room for a suspicion.
    long missed() {
        return missed;
    }

    private boolean find(long memo, int kind) {
        Tally tally = tallies[kind];
        if (!FlowMemo.isCounted(memo, kind)) {
            return false;
        }
        return kind == Subject.SERVICE
                ? census.look(tally, serverHigh, serverLow, serviceKey(), nowMs)
                : census.find(tally, kind, clientHigh, clientLow, nowMs);
    }

    /// Counts a connection that speaks what is known not to belong at its port.
    void wrongProtocol(long memo, Flow flow) {
        Detector detector = Detector.WRONG_PROTOCOL;
        addWrong(memo, 1);
        listener.cut(detector, view, flow);
        if (find(memo, Subject.SOURCE) && !tallies[Subject.SOURCE].isMarked(detector.toldMark())) {
            Tally source = tallies[Subject.SOURCE];
            source.mark(detector.toldMark());
            Reaction due = Ladder.due(detector, Subject.SOURCE, source.isMarked(Technique.PROVED), false);
            listener.due(due, detector, clientHigh, clientLow, source.key(), nowNs);
        }
    }

    /// Counts a connection that speaks nobody knows what, but not what belongs at its port. One is an accident.
    void unknownProtocol(long memo, Flow flow) {
        if (addWrong(memo, UNKNOWN) && tallies[Subject.SERVICE].isMarked(Detector.WRONG_PROTOCOL.activeMark())) {
            listener.cut(Detector.WRONG_PROTOCOL, view, flow);
        }
    }

    private boolean addWrong(long memo, float amount) {
        boolean there = find(memo, Subject.SERVICE);
        if (there) {
            tallies[Subject.SERVICE].add(Tally.ODD, amount);
            check(Detector.WRONG_PROTOCOL, tallies[Subject.SERVICE], Subject.SERVICE, 0);
        }
        return there;
    }

    /// Counts something that is odd about the packet at hand at the host it is sent to.
    ///
    /// @param kind of host
    /// @param hostPort what goes into its key, or 0
    /// @param amount may be negative, to take back what has turned out well
    void odd(Detector detector, int kind, int hostPort, float amount) {
        aboutPacket();
        Tally host = tallies[Subject.SERVICE];
        int key = Subject.key(kind, 0, hostPort);
        if (census.receive(host, serverHigh, serverLow, key, nowMs)) {
            host.add(Tally.ODD, Math.max(amount, -host.count(Tally.ODD)));
            host.addMember(census.hash(clientHigh, clientLow, 0));
            check(detector, host, Subject.SERVICE, 0);
            if (amount > 0 && host.isMarked(detector.activeMark()) && isStranger(detector)) {
                listener.surplus(view, key);
            }
        }
    }

    /// Whether the packet may be one of the flood. Whoever answers unasked does so though he is known.
    private boolean isStranger(Detector detector) {
        return detector == Detector.AMPLIFICATION || !isProved(clientHigh, clientLow);
    }

    private static float part(Tally source) {
        boolean isStranger = source.good() == 0 && source.count(Tally.REQUESTS) == 0;
        return isStranger ? PART_OF_STRANGER : PART;
    }

    /// @param detector null where there is nothing to ask
    /// @param around the marks of the service and networks
    private void check(Detector detector, Tally tally, int kind, long around) {
        if (detector == null || tally.isMarked(detector.mark())) {
            return;
        }
        float bar = bars[detector.ordinal()][kind];
        float value = detector.measure(tally);
        boolean takesPart = value < bar && kind == Subject.SOURCE && (around & detector.mark()) != 0;
        float own = takesPart ? bar * part(tally) : bar;
        if (value >= own && !incidents.suspect(detector, tally, own, takesPart, this, listener, nowNs)) {
            missed++;
        }
    }
}
