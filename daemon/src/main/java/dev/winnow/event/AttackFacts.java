package dev.winnow.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.winnow.attack.Incident;
import dev.winnow.attack.Moment;
import dev.winnow.attack.Subject;
import dev.winnow.attack.Technique;
import dev.winnow.packet.IpProtocol;
import dev.winnow.rule.address.IpAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What an event tells of an attack, copied while its incident is at hand. Reused, made once with its
/// [EventRecord].
final class AttackFacts {
    private static final double NANOS_PER_SECOND = 1e9;

    private boolean known;
    private String event = "";
    private Moment moment = Moment.START;
    private String reaction = "";
    private long high;
    private long low;
    private int key;
    private long targetHigh;
    private long targetLow;
    private int targetPort;
    private int targetProtocol;
    private boolean proved;
    private long startNs;
    private long durationNs;
    private long count;
    private long peak;
    private long threshold;
    private long sources;
    private long attempts;
    private long completed;
    private long failed;
    private long requests;
    private long kilobytes;
    private int halfOpen;
    private int openConnections;
    private int ports;
    private int hosts;
    private int techniques;

    void clear() {
        known = false;
    }

    boolean isKnown() {
        return known;
    }

    /// What is told of it to whoever sums up.
    ///
    /// @param nowNs when it is told
    AttackNotice notice(long nowNs) {
        boolean sender = Subject.isSender(key);
        IpAddress subject = AddressText.number(Subject.ipVersion(high, low), high, low);
        List<String> ways = new ArrayList<>();
        for (int bit = 0; bit < Technique.count(); bit++) {
            if ((techniques >>> bit & 1) != 0) {
                ways.add(Technique.label(bit));
            }
        }
        return new AttackNotice(
                event,
                moment == Moment.END,
                subject,
                Subject.prefixLength(high, low, key),
                sender,
                sender ? AddressText.number(Subject.ipVersion(targetHigh, targetLow), targetHigh, targetLow) : subject,
                sender ? targetPort : Subject.port(key),
                ProtocolName.of(targetProtocol),
                startNs,
                nowNs,
                peak,
                threshold,
                sources,
                ways,
                reaction,
                proved);
    }

    void capture(Incident incident, Moment newMoment) {
        known = true;
        event = incident.detector().label();
        moment = newMoment;
        reaction = incident.reaction().label();
        high = incident.high();
        low = incident.low();
        key = incident.key();
        targetHigh = incident.targetHigh();
        targetLow = incident.targetLow();
        targetPort = incident.targetPort();
        targetProtocol = incident.targetProtocol();
        proved = incident.isProved();
        startNs = incident.startNs();
        durationNs = incident.durationNs();
        captureNumbers(incident);
    }

    private void captureNumbers(Incident incident) {
        count = incident.count();
        peak = incident.peak();
        threshold = incident.threshold();
        sources = incident.sources();
        attempts = incident.attempts();
        completed = incident.completed();
        failed = incident.failed();
        requests = incident.requests();
        kilobytes = incident.kilobytes();
        halfOpen = incident.halfOpen();
        openConnections = incident.openConnections();
        ports = incident.ports();
        hosts = incident.hosts();
        techniques = incident.techniques();
    }

    /// What it is an attack of: the name in events.
    String event() {
        return event;
    }

    /// Writes whom it is about: those who send, with what they went for first; or those who are sent to.
    void writeSubject(JsonGenerator json) throws IOException {
        if (!Subject.isSender(key)) {
            boolean amplified = Subject.kind(key) == Subject.AMPLIFIED_HOST;
            if (amplified) {
                json.writeNumberField("src_port", Subject.port(key));
            }
            writeAddress("dest_ip", high, low, json);
            if (!amplified && Subject.port(key) != 0) {
                json.writeNumberField("dest_port", Subject.port(key));
            }
            json.writeStringField("proto", ProtocolName.of(targetProtocol));
            return;
        }
        writeAddress("src_ip", high, low, json);
        writeAddress("dest_ip", targetHigh, targetLow, json);
        if (IpProtocol.hasPorts(targetProtocol)) {
            json.writeNumberField("dest_port", targetPort);
        }
        json.writeStringField("proto", ProtocolName.of(targetProtocol));
    }

    private static void writeAddress(String name, long high, long low, JsonGenerator json) throws IOException {
        json.writeStringField(name, AddressText.of(Subject.ipVersion(high, low), high, low));
    }

    /// Writes the `anomaly` object.
    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("anomaly");
        json.writeStringField("type", "attack");
        json.writeStringField("event", event);
        json.writeStringField("phase", moment.label());
        json.writeStringField("reaction", reaction);
        if (Subject.isSender(key) && Subject.kind(key) != Subject.SOURCE) {
            String address = AddressText.of(Subject.ipVersion(high, low), high, low);
            json.writeStringField("network", address + "/" + Subject.prefixLength(high, low, key));
        }
        json.writeNumberField("seconds", durationNs / NANOS_PER_SECOND);
        writeNumbers(json);
        json.writeEndObject();
    }

    private void writeNumbers(JsonGenerator json) throws IOException {
        json.writeNumberField("count", count);
        json.writeNumberField("peak", peak);
        json.writeNumberField("threshold", threshold);
        json.writeNumberField("sources", sources);
        json.writeNumberField("attempts", attempts);
        json.writeNumberField("completed", completed);
        json.writeNumberField("failed", failed);
        json.writeNumberField("half_open", halfOpen);
        json.writeNumberField("open", openConnections);
        json.writeNumberField("requests", requests);
        json.writeNumberField("kilobytes", kilobytes);
        if (Subject.kind(key) == Subject.SOURCE) {
            json.writeNumberField("ports", ports);
            json.writeNumberField("hosts", hosts);
            json.writeArrayFieldStart("techniques");
            for (int bit = 0; bit < Technique.count(); bit++) {
                if ((techniques >>> bit & 1) != 0) {
                    json.writeString(Technique.label(bit));
                }
            }
            json.writeEndArray();
        }
    }
}
