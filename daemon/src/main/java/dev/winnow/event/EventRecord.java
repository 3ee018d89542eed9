package dev.winnow.event;

import dev.winnow.attack.Incident;
import dev.winnow.attack.Moment;
import dev.winnow.flow.Flow;
import dev.winnow.memory.ByteRange;
import dev.winnow.packet.OuterHeader;
import dev.winnow.packet.OuterKind;
import dev.winnow.packet.PacketView;
import dev.winnow.verdict.VerdictWord;

/// One packet that is worth an event: its header fields, the rules that matched, and its verdict.
///
/// Everything is copied, because the packet's slot is given away before the event is written. Filling a record
/// allocates nothing and makes no string.
///
/// Lifetime: preallocated and reused by its [EventRing]. Ownership: whoever claimed it, until they publish it; then the
/// writer, until it is released. Threading: the owner only.
public final class EventRecord {
    /// See [Flow#vlanIds].
    private static final int VLAN_ID_BITS = 12;

    private static final int VLAN_ID_MASK = 0xFFF;

    private final EventAlerts alerts;
    private final AttackFacts attack = new AttackFacts();
    private final PacketCopy packet;
    private final FrameCopy frame = new FrameCopy();
    private boolean tried;

    private EventOrigin origin;
    private long originNumber;
    private long verdictWord;

    private long timestampNs;
    private long flowHash;
    private OuterKind outerKind = OuterKind.NONE;
    private int depth;
    private final OuterHeader outer = new OuterHeader();
    private PacketSource source = PacketSource.WIRE;
    private final FlowFacts flow = new FlowFacts();
    private final HeaderFacts headers = new HeaderFacts();
    private int vlanCount;
    private final int[] vlanIds = new int[PacketView.MAX_VLANS];

    private int ipVersion;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int protocol;
    private boolean fragment;

    private int sourcePort;
    private int destinationPort;
    private int icmpType;
    private int icmpCode;

    /// @param alertMax     most alerts of one packet, `packet-alert-max`
    /// @param packetLength bytes of the packet that are kept as evidence
    EventRecord(int alertMax, int packetLength) {
        alerts = new EventAlerts(alertMax);
        packet = new PacketCopy(packetLength);
    }

    /// Starts over with a packet and what became of it.
    ///
    /// @param originNumber see [EventOrigin]
    /// @param packetFlow the packet's, turned to it; null for a packet without one
    /// @param verdictWord the verdict that took effect, see [VerdictWord]: accept where rules only watch
    public void capture(PacketView view, Flow packetFlow, EventOrigin origin, long originNumber, long verdictWord) {
        this.origin = origin;
        this.originNumber = originNumber;
        this.verdictWord = verdictWord;
        alerts.clear();
        attack.clear();
        tried = false;
        frame.clear();
        source = PacketSource.WIRE;
        flow.capture(packetFlow);
        packet.copy(view);
        headers.capture(view);
        captureNetwork(view);
        captureTransport(view);
    }

    /// Starts over with an attack.
    ///
    /// @param originNumber of the packet at hand
    public void capture(Incident incident, Moment moment, EventOrigin origin, long originNumber, long nowNs) {
        this.origin = origin;
        this.originNumber = originNumber;
        timestampNs = nowNs;
        verdictWord = VerdictWord.ACCEPT;
        alerts.clear();
        tried = false;
        frame.clear();
        depth = 0;
        sourceHigh = incident.high();
        sourceLow = incident.low();
        destinationHigh = incident.targetHigh();
        destinationLow = incident.targetLow();
        if (moment == Moment.START) {
            packet.copy(incident.firstPacket());
        } else {
            packet.clear();
        }
        attack.capture(incident, moment);
    }

    private void captureNetwork(PacketView view) {
        timestampNs = view.timestampNs();
        flowHash = view.flowHash();
        outerKind = view.outerKind();
        depth = view.depth();
        outer.copy(view.outermost());
        vlanCount = view.vlanCount();
        for (int i = 0; i < vlanCount; i++) {
            vlanIds[i] = view.vlanId(i);
        }
        ipVersion = view.ipVersion();
        sourceHigh = view.sourceHigh();
        sourceLow = view.sourceLow();
        destinationHigh = view.destinationHigh();
        destinationLow = view.destinationLow();
        protocol = view.protocol();
        fragment = view.isFragment();
    }

    private void captureTransport(PacketView view) {
        sourcePort = view.sourcePort();
        destinationPort = view.destinationPort();
        icmpType = view.icmpType();
        icmpCode = view.icmpCode();
    }

    /// Notes that the packet was never on the wire: it stands for what its flow held.
    public void standsFor(PacketSource newSource, Flow packetFlow) {
        source = newSource;
        packet.clear();
        vlanCount = 0;
        for (long ids = packetFlow.vlanIds(); ids != 0; ids >>>= VLAN_ID_BITS) {
            vlanIds[vlanCount++] = (int) ids & VLAN_ID_MASK;
        }
    }

    /// Adds a bit that is set in the packet's flow; of very many, some are not told.
    public void addFlowbit(String name) {
        flow.addFlowbit(name);
    }

    /// Adds an integer that the packet's flow has; of very many, some are not told.
    public void addFlowint(String name, long value) {
        flow.addFlowint(name, value);
    }

    /// Adds what a rule has captured for a variable of the packet's flow; what does not fit is not told.
    public void addFlowText(String name, ByteRange text) {
        flow.flowTexts().add(name, text);
    }

    /// Adds what a rule has captured for a variable of the packet; what does not fit is not told.
    public void addPacketText(String name, ByteRange text) {
        flow.packetTexts().add(name, text);
    }

    /// Notes that the packet itself is told: an earlier one was tagged.
    public void tagged(PacketView view) {
        frame.copy(view);
    }

    /// Notes that the verdict was only tried: whatever it says, the packet went on.
    public void tried() {
        tried = true;
    }

    /// The rules that matched, to be filled by whoever fills the record.
    public EventAlerts alerts() {
        return alerts;
    }

    /// The attack that the event is about, if it is about one.
    AttackFacts attack() {
        return attack;
    }

    /// The packet as it was captured, if it is told.
    FrameCopy frame() {
        return frame;
    }

    /// Whether the packet is told for no other reason than that an earlier one was tagged.
    boolean isFrameAlone() {
        return frame.length() > 0 && alerts.count() == 0 && !isDropped();
    }

    PacketCopy packet() {
        return packet;
    }

    boolean isTried() {
        return tried;
    }

    boolean isDropped() {
        return VerdictWord.isDrop(verdictWord);
    }

    EventOrigin origin() {
        return origin;
    }

    long originNumber() {
        return originNumber;
    }

    long verdictWord() {
        return verdictWord;
    }

    long timestampNs() {
        return timestampNs;
    }

    long flowHash() {
        return flowHash;
    }

    OuterKind outerKind() {
        return outerKind;
    }

    /// Whether the packet was inside another.
    boolean isInner() {
        return depth > 0;
    }

    /// The outermost packet around one that was inside.
    OuterHeader outer() {
        return outer;
    }

    PacketSource source() {
        return source;
    }

    FlowFacts flow() {
        return flow;
    }

    /// The packet's header fields other than those that say whose it is.
    HeaderFacts headers() {
        return headers;
    }

    int vlanCount() {
        return vlanCount;
    }

    int vlanId(int index) {
        return vlanIds[index];
    }

    int ipVersion() {
        return ipVersion;
    }

    long sourceHigh() {
        return sourceHigh;
    }

    long sourceLow() {
        return sourceLow;
    }

    long destinationHigh() {
        return destinationHigh;
    }

    long destinationLow() {
        return destinationLow;
    }

    int protocol() {
        return protocol;
    }

    boolean isFragment() {
        return fragment;
    }

    int sourcePort() {
        return sourcePort;
    }

    int destinationPort() {
        return destinationPort;
    }

    int icmpType() {
        return icmpType;
    }

    int icmpCode() {
        return icmpCode;
    }
}
