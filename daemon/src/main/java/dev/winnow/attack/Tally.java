package dev.winnow.attack;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// What is counted of one source, network, service or host: a flyweight over 120 bytes of a [TallyTable].
///
/// ```
///    0 address, high | 8 address, low | 16 kind, protocol, port | 20 time | 24 marks
///   32 attempts | 36 completed | 40 failed | 44 requests | 48 kilobytes | 52 odd | 56 good | 60 same
///   64 same what | 68 window | 72 six gauges of 2 | 88 four words of things seen
/// ```
///
/// Counters are floats that decay: after [#LIFE_MS] without a change 37 % are left, so that 30 a second in the
/// long run and 300 at once both read as 300, "300 within ten seconds". Good deeds are remembered for ten
/// minutes. Gauges say how many connections are in a phase now, and stop at 65,535.
///
/// Ownership: borrows the table's memory, is turned to another tally again and again. Threading: one thread; the
/// memory is shared, see the package.
final class Tally {
    static final int BYTES = 120;
    /// The time constant of the counters.
    static final int LIFE_MS = 10_000;

    static final int ATTEMPTS = 32;
    static final int COMPLETED = 36;
    static final int FAILED = 40;
    static final int REQUESTS = 44;
    static final int KILOBYTES = 48;
    /// Of a service or host: what is odd about the packets to it.
    static final int ODD = 52;
    /// Of a source: attempts at what has not answered it.
    static final int DEAF_ATTEMPTS = ODD;
    private static final int GOOD = 56;
    private static final int SAME = 60;

    private static final int HIGH = 0;
    private static final int LOW = 8;
    private static final int KEY = 16;
    private static final int TIME = 20;
    private static final int MARKS = 24;
    private static final int SAME_WHAT = 64;
    private static final int WINDOW = 68;
    private static final int GAUGES = 72;
    private static final int SEEN = 88;
    private static final int PORTS = SEEN;
    private static final int ANSWERED_PORTS = SEEN + 8;
    private static final int HOSTS = SEEN + 16;
    private static final int ANSWERED_HOSTS = SEEN + 24;

    private static final int GAUGE_MAX = 0xFFFF;
    /// Times closer than this are not told apart.
    private static final int STEP_MS = 64;
    private static final int GOOD_LIFE_MS = 600_000;
    private static final int VISIT_MS = 1 << 16;
    /// As many as eight bits tell apart, but for none.
    private static final long VISIT_TIMES = 0xFF;

    private static final int WINDOW_MS = 3_600_000;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;

    private final MemorySegment memory;
    private long at = TallyTable.NONE;
    private long displaced;

    /// @param memory of the table whose tallies are looked at
    Tally(MemorySegment memory) {
        this.memory = memory;
    }

    /// Turns to the tally at `place`, or to none.
    Tally turnTo(long place) {
        at = place;
        return this;
    }

    boolean isThere() {
        return at != TallyTable.NONE;
    }

    long place() {
        return at;
    }

    /// Makes it an empty one.
    void begin(long high, long low, int key, int nowMs) {
        memory.asSlice(at, BYTES).fill((byte) 0);
        memory.set(LONG, at + HIGH, high);
        memory.set(LONG, at + LOW, low);
        memory.set(INT, at + KEY, key);
        memory.set(INT, at + TIME, nowMs);
        memory.set(INT, at + WINDOW, nowMs);
    }

    /// Notes that, for the one that begins here, another had to go that still weighed something.
    void noteDisplaced() {
        displaced++;
    }

    /// How many had to go for those that this flyweight was turned to.
    long displaced() {
        return displaced;
    }

    boolean is(long high, long low, int key) {
        return memory.get(LONG, at + LOW) == low
                && memory.get(LONG, at + HIGH) == high
                && memory.get(INT, at + KEY) == key;
    }

    long high() {
        return memory.get(LONG, at + HIGH);
    }

    long low() {
        return memory.get(LONG, at + LOW);
    }

    /// See [Subject].
    int key() {
        return memory.get(INT, at + KEY);
    }

    /// Lets the counters decay to `nowMs`. Time that goes back a little stands still.
    void age(int nowMs) {
        int elapsed = nowMs - memory.get(INT, at + TIME);
        if (elapsed < STEP_MS && elapsed > -LIFE_MS) {
            return;
        }
        memory.set(INT, at + TIME, nowMs);
        elapsed = Math.max(0, elapsed);
        float left = left(elapsed);
        for (int counter = ATTEMPTS; counter <= ODD; counter += Float.BYTES) {
            scale(counter, left);
        }
        scale(SAME, left);
        scale(GOOD, (float) Math.exp(-(double) elapsed / GOOD_LIFE_MS));
        if (nowMs - memory.get(INT, at + WINDOW) > WINDOW_MS) {
            forgetSeen(nowMs);
        }
    }

    /// What is left of a counter's 1 after a time.
    static float left(int elapsedMs) {
        return (float) Math.exp(-(double) elapsedMs / LIFE_MS);
    }

    /// Up to when the counters have decayed.
    int agedMs() {
        return memory.get(INT, at + TIME);
    }

    private void scale(int counter, float factor) {
        memory.set(FLOAT, at + counter, memory.get(FLOAT, at + counter) * factor);
    }

    /// Forgets ports, hosts and members, which are otherwise remembered for an hour.
    void forgetSeen(int nowMs) {
        memory.set(INT, at + WINDOW, nowMs);
        for (int i = 0; i < Distinct.REGISTER_WORDS; i++) {
            memory.set(LONG, at + SEEN + 8L * i, 0);
        }
    }

    /// Of a counter that is named above, what is left of it.
    float count(int counter) {
        return memory.get(FLOAT, at + counter);
    }

    void add(int counter, float amount) {
        memory.set(FLOAT, at + counter, memory.get(FLOAT, at + counter) + amount);
    }

    /// Connections that led to an answer, lately.
    float good() {
        return count(GOOD);
    }

    void addGood() {
        add(GOOD, 1);
    }

    /// Notes a visit.
    ///
    /// @return whether it is the first for about a minute
    boolean addVisit(int nowMs) {
        long told = (1 + (Integer.toUnsignedLong(nowMs) / VISIT_MS) % VISIT_TIMES) << Technique.VISIT_SHIFT;
        long mask = VISIT_TIMES << Technique.VISIT_SHIFT;
        boolean isNew = (marks() & mask) != told;
        unmark(mask);
        mark(told);
        return isNew;
    }

    /// Notes what a request asks for, and keeps the count of what is asked for most, if anything has the majority
    /// (Boyer and Moore 1981).
    void addSame(int what) {
        float same = count(SAME);
        if (memory.get(INT, at + SAME_WHAT) == what) {
            add(SAME, 1);
        } else if (same < 1) {
            memory.set(INT, at + SAME_WHAT, what);
            memory.set(FLOAT, at + SAME, 1);
        } else {
            memory.set(FLOAT, at + SAME, same - 1);
        }
    }

    /// At least how much more often one thing was asked for than all others together.
    float same() {
        return count(SAME);
    }

    /// Connections in a phase that has a gauge.
    int gauge(int gauge) {
        return Short.toUnsignedInt(memory.get(SHORT, at + GAUGES + 2L * gauge));
    }

    void raise(int gauge) {
        int value = gauge(gauge);
        if (value < GAUGE_MAX) {
            memory.set(SHORT, at + GAUGES + 2L * gauge, (short) (value + 1));
        }
    }

    /// Not below 0: the tally may have been another's when the gauge was raised.
    void lower(int gauge) {
        int value = gauge(gauge);
        if (value > 0) {
            memory.set(SHORT, at + GAUGES + 2L * gauge, (short) (value - 1));
        }
    }

    /// Takes the connections of `other` out of the gauges.
    void lowerAll(Tally other) {
        for (int gauge = 0; gauge < Phase.GAUGES; gauge++) {
            int left = Math.max(0, gauge(gauge) - other.gauge(gauge));
            memory.set(SHORT, at + GAUGES + 2L * gauge, (short) left);
        }
    }

    /// Whether all of `marks` are set.
    boolean isMarked(long marks) {
        return (memory.get(LONG, at + MARKS) & marks) == marks;
    }

    long marks() {
        return memory.get(LONG, at + MARKS);
    }

    void mark(long marks) {
        memory.set(LONG, at + MARKS, memory.get(LONG, at + MARKS) | marks);
    }

    void unmark(long marks) {
        memory.set(LONG, at + MARKS, memory.get(LONG, at + MARKS) & ~marks);
    }

    /// Notes what a source tries to reach.
    void addTried(long portHash, long hostHash) {
        addBit(PORTS, portHash);
        addBit(HOSTS, hostHash);
    }

    /// Whether it was answered there.
    boolean isAnswered(long portHash, long hostHash) {
        return hasBit(ANSWERED_PORTS, portHash) && hasBit(ANSWERED_HOSTS, hostHash);
    }

    private boolean hasBit(int word, long hash) {
        return (memory.get(LONG, at + word) & Distinct.bit(hash)) != 0;
    }

    /// Notes that it was answered there.
    void addAnswered(long portHash, long hostHash) {
        addBit(ANSWERED_PORTS, portHash);
        addBit(ANSWERED_HOSTS, hostHash);
    }

    private void addBit(int word, long hash) {
        memory.set(LONG, at + word, memory.get(LONG, at + word) | Distinct.bit(hash));
    }

    /// Different ports of a source's that nothing answered at, within the hour.
    int deafPorts() {
        return Distinct.count(memory.get(LONG, at + PORTS) & ~memory.get(LONG, at + ANSWERED_PORTS));
    }

    int answeredPorts() {
        return Distinct.count(memory.get(LONG, at + ANSWERED_PORTS));
    }

    /// Different hosts that did not answer a source, within the hour.
    int deafHosts() {
        return Distinct.count(memory.get(LONG, at + HOSTS) & ~memory.get(LONG, at + ANSWERED_HOSTS));
    }

    int answeredHosts() {
        return Distinct.count(memory.get(LONG, at + ANSWERED_HOSTS));
    }

    /// Notes who takes part, for a network, service or host.
    void addMember(long hash) {
        long place = at + SEEN + 8L * Distinct.word(hash);
        memory.set(LONG, place, Distinct.raise(memory.get(LONG, place), hash));
    }

    /// How many took part, within the hour.
    long members() {
        return Distinct.count(
                memory.get(LONG, at + SEEN),
                memory.get(LONG, at + SEEN + 8),
                memory.get(LONG, at + SEEN + 16),
                memory.get(LONG, at + SEEN + 24));
    }

    /// What is lost when the tally is forgotten, in attempts.
    float weight() {
        int open = 0;
        for (int gauge = 0; gauge < Phase.GAUGES; gauge++) {
            open += gauge(gauge);
        }
        int seen = Long.bitCount(memory.get(LONG, at + PORTS)) + Long.bitCount(memory.get(LONG, at + HOSTS));
        return count(ATTEMPTS) + count(COMPLETED) * 4 + good() + count(ODD) + seen + open;
    }
}
