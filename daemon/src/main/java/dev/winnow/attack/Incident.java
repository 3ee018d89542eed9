package dev.winnow.attack;

import dev.winnow.verdict.Reaction;
import java.util.concurrent.TimeUnit;

/// One detector's finding about one subject, from the first suspicion to its end, with its numbers.
///
/// Pooled; the numbers are those of the last look. Threading: whoever holds the lock of [Incidents].
public final class Incident {
    /// More than the rounding of a counter that only decays.
    private static final float ROUNDING = 1.0001f;

    /// Less than is left of one attempt after five minutes.
    private static final float ONE_ATTEMPT = 1e-14f;

    private static final int PART_HOLD_MS = 1_000;

    Detector detector = Detector.SYN_FLOOD;
    long high;
    long low;
    int key;
    /// It is no attack by itself, but takes part in one of its network or on a service.
    boolean partOfOther;
    boolean active;
    float bar;
    long sinceNs;
    long lastAboveNs;
    long toldNs;
    Reaction reaction = Reaction.NOTE;

    private float peak;
    private float value;
    private float fuel;
    private int readMs;
    private float attempts;
    private float completed;
    private float failed;
    private float requests;
    private float kilobytes;
    private final int[] gauges = new int[Phase.GAUGES];
    private long members;
    private int ports;
    private int hosts;
    private long marks;

    private long targetHigh;
    private long targetLow;
    private int targetPort;
    private int targetProtocol;
    private final FirstPacket firstPacket = new FirstPacket();

    Incident() {}

    /// How long there must be too much of it. Of what is part of something wider that is too much for as long, a
    /// moment is enough: longer than a handshake and the first request of a visitor take.
    long holdNs() {
        return TimeUnit.MILLISECONDS.toNanos(partOfOther ? PART_HOLD_MS : detector.holdMs());
    }

    void begin(Detector newDetector, Tally tally, float newBar, boolean newPartOfOther, Recorder about, long nowNs) {
        detector = newDetector;
        high = tally.high();
        low = tally.low();
        key = tally.key();
        bar = newBar;
        partOfOther = newPartOfOther;
        active = false;
        sinceNs = nowNs;
        lastAboveNs = nowNs;
        toldNs = nowNs;
        reaction = Reaction.NOTE;
        peak = 0;
        targetHigh = about.serverHigh();
        targetLow = about.serverLow();
        targetPort = about.port();
        targetProtocol = about.protocol();
        about.copyPacket(firstPacket);
    }

    /// Whether there is still too much of it. Ports are remembered for an hour and connections fade slowly, so that
    /// a scan or a flood of connections goes on only while something is added.
    boolean goesOn(Tally tally, float newValue) {
        return switch (detector) {
            case PORT_SCAN, HOST_SCAN -> isFuelled(tally);
            case CONNECTION_FLOOD -> newValue >= bar / 2 && isFuelled(tally);
            default -> newValue >= bar / 2;
        };
    }

    private boolean isFuelled(Tally tally) {
        float faded = fuel * Tally.left(tally.agedMs() - readMs);
        return tally.count(detector.fuel()) > faded * ROUNDING + ONE_ATTEMPT;
    }

    /// Takes over the numbers of the moment.
    void read(Tally tally, float newValue) {
        value = newValue;
        peak = Math.max(peak, newValue);
        fuel = tally.count(detector.fuel());
        readMs = tally.agedMs();
        attempts = tally.count(Tally.ATTEMPTS);
        completed = tally.count(Tally.COMPLETED);
        failed = tally.count(Tally.FAILED);
        requests = tally.count(Tally.REQUESTS);
        kilobytes = tally.count(Tally.KILOBYTES);
        for (int i = 0; i < gauges.length; i++) {
            gauges[i] = tally.gauge(i);
        }
        marks = tally.marks();
        if (Subject.kind(key) == Subject.SOURCE) {
            ports = tally.deafPorts();
            hosts = tally.deafHosts();
            members = 1;
        } else {
            ports = 0;
            hosts = 0;
            members = tally.members();
        }
    }

    float value() {
        return value;
    }

    /// What it is an incident of.
    public Detector detector() {
        return detector;
    }

    /// The subject's address, or its network's first one; see [dev.winnow.packet.PacketView] for the form.
    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    /// See [Subject].
    public int key() {
        return key;
    }

    /// When it was first too much, in nanoseconds since the epoch.
    public long startNs() {
        return sinceNs;
    }

    /// How long it has been too much.
    public long durationNs() {
        return lastAboveNs - sinceNs;
    }

    /// What is due about the subject.
    public Reaction reaction() {
        return reaction;
    }

    /// How much there is of what the detector measures: within the last ten seconds, within an hour (ports,
    /// hosts), or now (connections in a phase).
    public long count() {
        return Math.round(value);
    }

    /// The most there was of it.
    public long peak() {
        return Math.round(peak);
    }

    /// From how much on it is too much.
    public long threshold() {
        return Math.round(bar);
    }

    /// Connections begun within ten seconds.
    public long attempts() {
        return Math.round(attempts);
    }

    /// Connections completed within ten seconds.
    public long completed() {
        return Math.round(completed);
    }

    /// Connections refused within ten seconds.
    public long failed() {
        return Math.round(failed);
    }

    /// Requests within ten seconds.
    public long requests() {
        return Math.round(requests);
    }

    /// Of the connections that ended within ten seconds.
    public long kilobytes() {
        return Math.round(kilobytes);
    }

    /// Connections in a phase that costs the server memory.
    public int openConnections() {
        int open = 0;
        for (int gauge : gauges) {
            open += gauge;
        }
        return open;
    }

    /// Handshakes that wait for the client.
    public int halfOpen() {
        return gauges[Phase.HALF_OPEN];
    }

    /// Addresses that take part, about; 1 where it is about one.
    public long sources() {
        return members;
    }

    /// Ports that did not answer a source within the hour, about.
    public int ports() {
        return ports;
    }

    /// Hosts that did not answer a source within the hour, about.
    public int hosts() {
        return hosts;
    }

    /// The ways in which a source has tried, bits of [Technique].
    public int techniques() {
        return Technique.of(marks);
    }

    /// Whether a source is where it says: it has completed a handshake, or refused one.
    public boolean isProved() {
        return (marks & Technique.PROVED) != 0;
    }

    /// Where the connection went, or the packet, with which it began.
    public long targetHigh() {
        return targetHigh;
    }

    public long targetLow() {
        return targetLow;
    }

    /// 0 where that has none.
    public int targetPort() {
        return targetPort;
    }

    /// The same as the key of a service, see [Subject].
    int targetKey() {
        return Subject.key(Subject.SERVICE, targetProtocol, targetPort);
    }

    /// The packet with which it was first too much.
    public FirstPacket firstPacket() {
        return firstPacket;
    }

    /// The IP protocol of that.
    public int targetProtocol() {
        return targetProtocol;
    }
}
