package dev.winnow.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.winnow.attack.AttackListener;
import dev.winnow.attack.AttackMonitor;
import dev.winnow.attack.AttackSettings;
import dev.winnow.attack.AttackWatch;
import dev.winnow.attack.Incident;
import dev.winnow.attack.Moment;
import dev.winnow.attack.Thresholds;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import dev.winnow.rule.address.PortSet;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Attacks as lines.
class AttackEventTest implements AttackListener {
    private static final Thresholds LOW = new Thresholds(3, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0);
    private static final long SECOND = 1_000_000_000L;

    private final Arena arena = Arena.ofConfined();
    private final PacketDecoder decoder = new PacketDecoder(new FragmentStore(arena, FragmentLimits.DEFAULT));
    private final PacketView view = new PacketView();
    private final EveFormatter formatter = new EveFormatter(ZoneOffset.UTC, Optional.empty());
    private final EventRecord event = new EventRecord(15, 0);
    private final List<String> lines = new ArrayList<>();
    private final AttackWatch watch = new AttackMonitor(
                    arena, new AttackSettings(1_000, 1L << 30, LOW, PortSet.ofRange(80, 80), 1))
            .newWatch(this);

    @Override
    public void attack(Incident incident, Moment moment, long nowNs) {
        event.capture(incident, moment, Events.CAPTURE, 7, nowNs);
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            formatter.writeAttack(event, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.add(text.toString());
    }

    private void syn(PacketBuilder packet, long afterNs) {
        MemorySegment bytes = packet.flags(TcpFlags.SYN).build();
        int length = (int) bytes.byteSize();
        decoder.decodeIp(bytes, 0, length, length, Events.TIMESTAMP_NS + afterNs, ChecksumMode.IGNORE, view);
        watch.observe(view, null);
    }

    @AfterEach
    void free() {
        arena.close();
    }

    @Test
    void shouldWriteAnAttackOnAService() {
        for (int i = 1; i <= 3; i++) {
            syn(PacketBuilder.raw().ipv4("198.18.0." + i, "198.18.255.2").tcp(1024, 80), 0);
        }

        assertThat(lines)
                .containsExactly("{\"timestamp\":\"2010-02-15T10:11:12.123456+0000\",\"pcap_cnt\":7,"
                        + "\"pcap_filename\":\"in put\\u0007.pcap\",\"event_type\":\"anomaly\","
                        + "\"dest_ip\":\"198.18.255.2\",\"dest_port\":80,\"proto\":\"TCP\",\"anomaly\":{"
                        + "\"type\":\"attack\",\"event\":\"syn_flood\",\"phase\":\"start\",\"reaction\":\"challenge\","
                        + "\"seconds\":0.0,\"count\":3,\"peak\":3,\"threshold\":3,\"sources\":3,\"attempts\":3,"
                        + "\"completed\":0,\"failed\":0,\"half_open\":0,\"open\":0,\"requests\":0,\"kilobytes\":0}}");
    }

    @Test
    void shouldWriteWhoScansAndHow() {
        for (int i = 1; i <= 4; i++) {
            syn(PacketBuilder.raw().ipv6("fd00::1", "fd00::2:" + i).tcp(1024, 22), Math.max(3, i) * SECOND);
        }

        assertThat(lines)
                .containsExactly("{\"timestamp\":\"2010-02-15T10:11:16.123456+0000\",\"pcap_cnt\":7,"
                        + "\"pcap_filename\":\"in put\\u0007.pcap\",\"event_type\":\"anomaly\","
                        + "\"src_ip\":\"fd00:0000:0000:0000:0000:0000:0000:0001\","
                        + "\"dest_ip\":\"fd00:0000:0000:0000:0000:0000:0002:0003\",\"dest_port\":22,\"proto\":\"TCP\","
                        + "\"anomaly\":{\"type\":\"attack\",\"event\":\"host_scan\",\"phase\":\"start\","
                        + "\"reaction\":\"throttle\",\"seconds\":1.0,\"count\":3,\"peak\":3,\"threshold\":3,"
                        + "\"sources\":1,\"attempts\":3,\"completed\":0,\"failed\":0,\"half_open\":0,\"open\":0,"
                        + "\"requests\":0,\"kilobytes\":0,\"ports\":1,\"hosts\":3,\"techniques\":[\"syn\"]}}");
    }
}
