package dev.winnow.attack;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// What is too much of something, and of what.
public enum Detector {
    /// Connections to a service that are begun and not completed.
    SYN_FLOOD(0),
    /// Connections that are completed and not used.
    CONNECTION_FLOOD(0),
    /// Connections that the server has closed, and the client has not.
    LINGERING_CONNECTIONS(1_500),
    /// Ports that do not answer, of few hosts.
    PORT_SCAN(1_000),
    /// Hosts that do not answer, at few ports.
    HOST_SCAN(1_000),
    /// Requests whose head does not end.
    SLOW_HEADERS(1_000),
    /// Requests whose body does not come.
    SLOW_BODY(1_000),
    /// Answers that are not taken.
    SLOW_READ(1_000),
    /// Connections on which nothing is asked.
    IDLE_CONNECTIONS(1_500),
    /// Requests for one thing.
    REQUEST_FLOOD(0),
    /// Answers that nobody asked for, from services that can be made to amplify.
    AMPLIFICATION(0),
    /// Fragments that make no packet.
    FRAGMENT_FLOOD(0),
    /// Packets that contradict themselves.
    MALFORMED_FLOOD(0),
    /// Connections of peer-to-peer programs, or of who knows what, to a web server.
    WRONG_PROTOCOL(0);

    /// Set in a [Tally] that an incident is about, begun or not.
    static final long ALL_MARKS = (1L << values().length) - 1;

    /// Of the connections of ten minutes that were of use, so many may not be acknowledged at their end: phones
    /// go.
    private static final int LEFT_ALONE = 4;

    private static final int ACTIVE_SHIFT = 16;
    private static final int TOLD_SHIFT = 32;

    private final int holdMs;

    Detector(int holdMs) {
        this.holdMs = holdMs;
    }

    /// The name in events.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// How long it must be too much before it is an attack.
    int holdMs() {
        return holdMs;
    }

    /// After which time without it the attack is over.
    long quietNs() {
        return TimeUnit.SECONDS.toNanos(isScan() ? 300 : 10);
    }

    boolean isScan() {
        return this == PORT_SCAN || this == HOST_SCAN;
    }

    /// Set in a tally that an incident is about.
    long mark() {
        return 1L << ordinal();
    }

    /// Set in a tally that an attack is about.
    long activeMark() {
        return 1L << (ordinal() + ACTIVE_SHIFT);
    }

    /// Set in the tally of a source that takes part in somebody's attack, once that was told.
    long toldMark() {
        return 1L << (ordinal() + TOLD_SHIFT);
    }

    /// How much there is of it; 0 where something else says that it is no attack.
    ///
    /// A flood of half-open connections is one only if less than a quarter is completed. Lingering and idle
    /// connections and connection floods are measured against the connections of the last ten minutes that led
    /// to an answer: those who share an address, and browsers that connect ahead, ask for something most of the
    /// time. A scan goes for many ports of few hosts, or for few ports of many; who finds as many ports as hosts
    /// deaf looks for peers.
    float measure(Tally tally) {
        return switch (this) {
            case SYN_FLOOD -> unfinished(tally);
            case CONNECTION_FLOOD -> unused(tally);
            case LINGERING_CONNECTIONS -> lingering(tally);
            case PORT_SCAN -> deafPorts(tally);
            case HOST_SCAN -> deafHosts(tally);
            case SLOW_HEADERS -> tally.gauge(Phase.HEADERS);
            case SLOW_BODY -> tally.gauge(Phase.BODY);
            case SLOW_READ -> tally.gauge(Phase.STALLED);
            case IDLE_CONNECTIONS -> tally.gauge(Phase.SILENT) - tally.good();
            case REQUEST_FLOOD -> tally.same();
            case AMPLIFICATION, FRAGMENT_FLOOD, MALFORMED_FLOOD, WRONG_PROTOCOL -> tally.count(Tally.ODD);
        };
    }

    /// The counter to which a scan or a flood of connections adds.
    int fuel() {
        return isScan() ? Tally.DEAF_ATTEMPTS : Tally.COMPLETED;
    }

    private static float unfinished(Tally tally) {
        float completed = tally.count(Tally.COMPLETED);
        float unfinished = tally.count(Tally.ATTEMPTS) - completed - tally.count(Tally.FAILED);
        return unfinished > 3 * completed ? unfinished : 0;
    }

    /// Who has asked and waits is no attacker: the server may be out of breath.
    private static float unused(Tally tally) {
        return tally.count(Tally.COMPLETED) - Math.max(tally.good(), tally.count(Tally.REQUESTS));
    }

    private static float lingering(Tally tally) {
        int lingering = tally.gauge(Phase.LINGERING);
        return lingering * LEFT_ALONE >= tally.good() ? lingering : 0;
    }

    private static float deafPorts(Tally tally) {
        int ports = tally.deafPorts();
        return ports > tally.answeredPorts() && ports > 2 * tally.deafHosts() ? ports : 0;
    }

    private static float deafHosts(Tally tally) {
        int hosts = tally.deafHosts();
        return hosts > tally.answeredHosts() && hosts > 2 * tally.deafPorts() ? hosts : 0;
    }
}
