package dev.winnow.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.packet.LinkType;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import dev.winnow.rule.syntax.Action;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.Verdict;
import dev.winnow.verdict.VerdictWord;
import java.io.IOException;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EveFormatterTest {
    private static final long DROPPED = VerdictWord.drop(Reason.RULE);

    private final EventRecord event = new EventRecord(15, 0);
    private final EveFormatter formatter = new EveFormatter(ZoneOffset.UTC, Optional.empty());

    /// What is written, with the flow's hash, which is the packet's own business, as 1.
    private String alert() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            formatter.writeAlert(event, 0, json);
        }
        return text.toString().replaceFirst("\"flow_id\":\\d+", "\"flow_id\":1");
    }

    private String drop() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            formatter.writeDrop(event, json);
        }
        return text.toString().replaceFirst("\"flow_id\":\\d+", "\"flow_id\":1");
    }

    private static JsonNode parse(String line) throws IOException {
        return new ObjectMapper().readTree(line);
    }

    private static PacketView syn() {
        return Events.view(
                LinkType.ETHERNET,
                PacketBuilder.ethernet()
                        .vlan(7)
                        .vlan(9)
                        .ipv4("198.18.0.1", "198.18.255.2")
                        .tos(8)
                        .ttl(63)
                        .id(0xBEEF)
                        .tcp(1024, 80)
                        .flags(TcpFlags.SYN | TcpFlags.PSH)
                        .sequence(0x89ABCDEF)
                        .acknowledgment(7)
                        .window(4096)
                        .payload("hello"));
    }

    private static PacketView udp6() {
        return Events.view(
                LinkType.RAW,
                PacketBuilder.raw()
                        .ipv6("fd00::1", "fd00:0:0:12::abcd")
                        .udp(53, 5353)
                        .payload("x"));
    }

    private static PacketView ping() {
        return Events.view(
                LinkType.RAW,
                PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2").icmp(8, 0, 0x00070009));
    }

    @Test
    void shouldWriteAlertOfCapture() throws IOException {
        event.capture(syn(), null, Events.CAPTURE, 42, VerdictWord.ACCEPT);
        event.alerts()
                .add(
                        Events.rule(
                                Action.ALERT,
                                2_100_001,
                                "GPL \"quoted\"\n\u001b[31m",
                                "policy a b",
                                "created_at 2024_01_01",
                                "policy c"),
                        false);

        assertThat(alert())
                .isEqualTo("{\"timestamp\":\"2010-02-15T10:11:12.123456+0000\",\"flow_id\":1,\"pcap_cnt\":42,"
                        + "\"pcap_filename\":\"in put\\u0007.pcap\",\"event_type\":\"alert\",\"vlan\":[7,9],"
                        + "\"src_ip\":\"198.18.0.1\",\"src_port\":1024,\"dest_ip\":\"198.18.255.2\",\"dest_port\":80,"
                        + "\"proto\":\"TCP\",\"ip_v\":4,\"pkt_src\":\"wire/pcap\",\"alert\":{\"action\":\"allowed\","
                        + "\"gid\":1,\"signature_id\":2100001,\"rev\":2,"
                        + "\"signature\":\"GPL \\\"quoted\\\"\\n\\u001B[31m\",\"category\":\"Misc activity\","
                        + "\"severity\":3,\"metadata\":{\"policy\":[\"a b\",\"c\"],\"created_at\":[\"2024_01_01\"]}},"
                        + "\"verdict\":{\"action\":\"alert\"}}");
    }

    @Test
    void shouldWriteDropWithHeadersAndRule() throws IOException {
        event.capture(syn(), null, Events.CAPTURE, 42, DROPPED);
        event.alerts().droppedBy(Events.rule(Action.DROP, 5, "no"));

        assertThat(drop())
                .isEqualTo("{\"timestamp\":\"2010-02-15T10:11:12.123456+0000\",\"flow_id\":1,\"pcap_cnt\":42,"
                        + "\"pcap_filename\":\"in put\\u0007.pcap\",\"event_type\":\"drop\",\"vlan\":[7,9],"
                        + "\"src_ip\":\"198.18.0.1\",\"src_port\":1024,\"dest_ip\":\"198.18.255.2\",\"dest_port\":80,"
                        + "\"proto\":\"TCP\",\"ip_v\":4,\"pkt_src\":\"wire/pcap\",\"drop\":{\"len\":45,\"tos\":8,"
                        + "\"ttl\":63,\"ipid\":48879,\"tcpseq\":2309737967,\"tcpack\":7,\"tcpwin\":4096,\"syn\":true,"
                        + "\"ack\":false,\"psh\":true,\"rst\":false,\"urg\":false,\"fin\":false,\"tcpurgp\":0,"
                        + "\"reason\":\"rules\"},\"alert\":{\"action\":\"blocked\",\"gid\":1,\"signature_id\":5,"
                        + "\"rev\":2,\"signature\":\"no\",\"category\":\"Misc activity\",\"severity\":3},"
                        + "\"verdict\":{\"action\":\"drop\"}}");
    }

    @Test
    void shouldSayWhatKeptAPacketFromBeingDropped() throws IOException {
        event.capture(syn(), null, Events.CAPTURE, 42, VerdictWord.withReason(VerdictWord.ACCEPT, Reason.ALLOW_LIST));
        event.alerts().add(Events.rule(Action.DROP, 5, "no"), false);

        assertThat(parse(alert()).at("/alert/action").asText()).isEqualTo("allowed");
        assertThat(parse(alert()).get("verdict").toString())
                .isEqualTo("{\"action\":\"alert\",\"allowed_by\":\"allow-list\"}");
    }

    @Test
    void shouldSayThatADropWasOnlyTried() throws IOException {
        event.capture(syn(), null, Events.CAPTURE, 42, DROPPED);
        assertThat(parse(drop()).has("dry_run")).isFalse();

        event.tried();
        event.alerts().add(Events.rule(Action.DROP, 5, "no"), true);
        assertThat(parse(drop()).get("dry_run").asBoolean()).isTrue();
        assertThat(parse(alert()).get("dry_run").asBoolean()).isTrue();

        event.capture(syn(), null, Events.CAPTURE, 43, DROPPED);
        assertThat(parse(drop()).has("dry_run")).isFalse();
    }

    @Test
    void shouldWriteIpv6AddressesInFullAndNameTheInterface() throws IOException {
        event.capture(
                udp6(), null, new EventOrigin.Live(index -> "veth" + index), 3, VerdictWord.drop(Reason.OVERLOAD));

        JsonNode json = parse(drop());

        assertThat(json.get("in_iface").asText()).isEqualTo("veth3");
        assertThat(json.has("pcap_cnt")).isFalse();
        assertThat(json.get("src_ip").asText()).isEqualTo("fd00:0000:0000:0000:0000:0000:0000:0001");
        assertThat(json.get("dest_ip").asText()).isEqualTo("fd00:0000:0000:0012:0000:0000:0000:abcd");
        assertThat(json.get("ip_v").asInt()).isEqualTo(6);
        assertThat(json.get("drop"))
                .isEqualTo(parse("{\"len\":9,\"tc\":0,\"hoplimit\":64,\"udplen\":9,\"reason\":\"overload\"}"));
        assertThat(json.has("alert")).isFalse();
    }

    @Test
    void shouldWriteIcmpFieldsInsteadOfPorts() throws IOException {
        event.capture(ping(), null, Events.CAPTURE, 1, DROPPED);

        JsonNode json = parse(drop());

        assertThat(json.has("src_port")).isFalse();
        assertThat(json.get("proto").asText()).isEqualTo("ICMP");
        assertThat(json.get("icmp_type").asInt()).isEqualTo(8);
        assertThat(json.get("icmp_code").asInt()).isZero();
        assertThat(json.get("drop").get("icmp_id").asInt()).isEqualTo(7);
        assertThat(json.get("drop").get("icmp_seq").asInt()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({
        "true,  false, to_client",
        "false, true,  to_server",
        "true,  true,  both",
    })
    void shouldSayWhomARejectTells(boolean toSource, boolean toDestination, String target) throws IOException {
        event.capture(syn(), null, Events.CAPTURE, 1, new Verdict.Reject(toSource, toDestination).word());
        event.alerts().add(Events.rule(Action.REJECT, 5, "no"), true);

        JsonNode json = parse(alert());

        assertThat(json.get("alert").get("action").asText()).isEqualTo("blocked");
        assertThat(json.get("verdict"))
                .isEqualTo(
                        parse("{\"action\":\"drop\",\"reject-target\":\"" + target + "\",\"reject\":[\"tcp-reset\"]}"));
    }

    @Test
    void shouldAnswerRejectedDatagramByIcmp() throws IOException {
        event.capture(udp6(), null, Events.CAPTURE, 1, new Verdict.Reject(true, false).word());

        assertThat(parse(drop()).get("verdict").get("reject").get(0).asText()).isEqualTo("icmp-prohib");
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, allowed, alert",
        "true,  false, blocked, alert",
        "false, true,  allowed, drop",
        "true,  true,  blocked, drop",
    })
    void shouldTellWhatTheRuleDidFromWhatBecameOfThePacket(
            boolean blocked, boolean dropped, String alertAction, String verdict) throws IOException {
        event.capture(syn(), null, Events.CAPTURE, 1, dropped ? DROPPED : VerdictWord.ACCEPT);
        event.alerts().add(Events.rule(Action.DROP, 5, "m"), blocked);

        JsonNode json = parse(alert());

        assertThat(json.get("alert").get("action").asText()).isEqualTo(alertAction);
        assertThat(json.get("verdict").get("action").asText()).isEqualTo(verdict);
    }

    @Test
    void shouldTellPassFromAlert() throws IOException {
        event.capture(syn(), null, Events.CAPTURE, 1, VerdictWord.ACCEPT);
        event.alerts().add(Events.rule(Action.ALERT, 5, "m"), false);
        event.alerts().passed();

        assertThat(parse(alert()).get("verdict").get("action").asText()).isEqualTo("pass");
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"NONE", "ALLOW_LIST"},
            mode = EnumSource.Mode.EXCLUDE)
    void shouldGiveEveryDropAReason(Reason reason) throws IOException {
        event.capture(syn(), null, Events.CAPTURE, 1, VerdictWord.drop(reason));

        assertThat(parse(drop()).get("drop").get("reason").asText())
                .isEqualTo(
                        switch (reason) {
                            case RULE -> "rules";
                            case FLOW -> "flow drop";
                            case RATE -> "threshold detection_filter";
                            case MIDSTREAM -> "stream midstream";
                            case AMBIGUOUS -> "stream error";
                            case STREAM_MEMORY -> "stream reassembly";
                            case APPLICATION -> "applayer error";
                            case FLOW_MEMORY -> "flow memcap";
                            case FRAGMENT_MEMORY -> "defrag memcap";
                            case MALFORMED -> "decode error";
                            case NONE, BAN, ATTACK, OVERLOAD, ERROR, ALLOW_LIST -> reason.label();
                        });
    }

    @Test
    void shouldWritePacketInsideTunnelAndItsKind() throws IOException {
        PacketView view = Events.view(
                LinkType.RAW,
                PacketBuilder.raw()
                        .ipv4("198.18.1.1", "198.18.1.2")
                        .gre()
                        .ipv4("198.18.0.1", "198.18.0.2")
                        .udp(1, 2)
                        .payload("x"));
        event.capture(view, null, Events.CAPTURE, 1, DROPPED);

        JsonNode json = parse(drop());

        assertThat(json.get("src_ip").asText()).isEqualTo("198.18.0.1");
        assertThat(json.get("pkt_src").asText()).isEqualTo("gre tunnel");
    }

    @Test
    void shouldWritePacketThatIsNotIp() throws IOException {
        PacketView view =
                Events.view(LinkType.ETHERNET, PacketBuilder.ethernet().link(0x0806, "0001 0800 06 04 0001"));
        event.capture(view, null, Events.CAPTURE, 1, VerdictWord.drop(Reason.BAN));

        JsonNode json = parse(drop());

        assertThat(json.has("src_ip")).isFalse();
        assertThat(json.get("drop")).isEqualTo(parse("{\"reason\":\"ban\"}"));
    }

    @Test
    void shouldGiveBothDirectionsOneFlowIdThatADoubleHolds() throws IOException {
        long[] flowIds = new long[2];
        for (int i = 0; i < 2; i++) {
            PacketBuilder packet = i == 0
                    ? PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2").tcp(5, 80)
                    : PacketBuilder.raw().ipv4("198.18.0.2", "198.18.0.1").tcp(80, 5);
            event.capture(Events.view(LinkType.RAW, packet), null, Events.CAPTURE, 1, DROPPED);
            StringWriter text = new StringWriter();
            try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
                formatter.writeDrop(event, json);
            }
            flowIds[i] = parse(text.toString()).get("flow_id").asLong();
        }

        assertThat(flowIds[0]).isEqualTo(flowIds[1]).isPositive().isLessThan(1L << 53);
    }

    @Test
    void shouldTellTimeInItsZone() throws IOException {
        event.capture(syn(), null, Events.CAPTURE, 1, DROPPED);
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            new EveFormatter(ZoneId.of("Asia/Kolkata"), Optional.empty()).writeDrop(event, json);
        }

        assertThat(parse(text.toString()).get("timestamp").asText()).isEqualTo("2010-02-15T15:41:12.123456+0530");
    }

    @ParameterizedTest
    @CsvSource({
        "0,HOPOPT",
        "1,ICMP",
        "4,IP-in-IP",
        "6,TCP",
        "17,UDP",
        "58,IPv6-ICMP",
        "47,GRE",
        "132,SCTP",
        "143,Ethernet",
        "144,144",
        "255,255"
    })
    void shouldNameProtocols(int protocol, String name) {
        assertThat(ProtocolName.of(protocol)).isEqualTo(name);
    }
}
