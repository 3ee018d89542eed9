package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.packet.Fragments;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.TcpFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a replay's alerts tell beside the rule. The expected values are those of Suricata 7.0.10 for the same
/// packets.
final class ReplayEventsTest {
    private static final long INTERVAL_US = 1_000;
    private static final String CLIENT = "198.18.0.1";
    private static final String SERVER = "198.18.0.2";
    private static final int HANDSHAKE = 3;

    @TempDir
    private Path folder;

    private final List<byte[]> packets = new ArrayList<>();
    private int clientSequence = 1;
    private int serverSequence = 1;

    private void tcp(boolean toServer, int flags, String payload) {
        PacketBuilder ip = toServer
                ? PacketBuilder.raw().ipv4(CLIENT, SERVER).tcp(40_000, 80)
                : PacketBuilder.raw().ipv4(SERVER, CLIENT).tcp(80, 40_000);
        boolean acks = (flags & TcpFlags.ACK) != 0;
        packets.add(ip.flags(flags)
                .sequence(toServer ? clientSequence : serverSequence)
                .acknowledgment(!acks ? 0 : toServer ? serverSequence : clientSequence)
                .payload(payload)
                .bytes());
        int length = payload.length() + ((flags & (TcpFlags.SYN | TcpFlags.FIN)) != 0 ? 1 : 0);
        clientSequence += toServer ? length : 0;
        serverSequence += toServer ? 0 : length;
    }

    private void exchange(String request, String response) {
        tcp(true, TcpFlags.SYN, "");
        tcp(false, TcpFlags.SYN | TcpFlags.ACK, "");
        tcp(true, TcpFlags.ACK, "");
        tcp(true, TcpFlags.PSH | TcpFlags.ACK, request);
        tcp(false, TcpFlags.ACK, "");
        tcp(false, TcpFlags.PSH | TcpFlags.ACK, response);
        tcp(true, TcpFlags.ACK, "");
    }

    private List<JsonNode> replay(String rules, String... options) throws IOException {
        RawCapture capture = new RawCapture();
        for (int i = 0; i < packets.size(); i++) {
            capture.add(i * INTERVAL_US, packets.get(i));
        }
        return ReplayCall.events(folder, rules, capture, options);
    }

    private static List<String> values(List<JsonNode> events, String pointer) {
        return events.stream().map(event -> event.at(pointer).asText("-")).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.2.3.4, 5.6.7.8 | overwrite  | reverse | 5.6.7.8    | 5.6.7.8
            1.2.3.4, 5.6.7.8 | overwrite  | forward | 1.2.3.4    | 1.2.3.4
            1.2.3.4, 5.6.7.8 | extra-data | reverse | 198.18.0.1 | 5.6.7.8
            1.2.3.4, 5.6.7.8 | extra-data | forward | 198.18.0.1 | 1.2.3.4
            1.2.3.4,5.6.7.8  | overwrite  | reverse | 198.18.0.1 | -
            1.2.3.4,5.6.7.8  | overwrite  | forward | 1.2.3.4    | 1.2.3.4
            1.2.3.4:80       | overwrite  | reverse | 1.2.3.4    | 1.2.3.4
            fd00::1          | overwrite  | forward | fd00::1    | fd00::1
            [fd00::1]:80     | overwrite  | reverse | fd00::1    | fd00::1
            unknown, 1.2.3.4 | overwrite  | reverse | 1.2.3.4    | 1.2.3.4
            unknown, 1.2.3.4 | overwrite  | forward | 198.18.0.1 | -
            1.2.3            | overwrite  | forward | 198.18.0.1 | -
            """)
    void shouldNameWhomAProxyForwardsFor(String header, String mode, String deployment, String client, String xff)
            throws IOException {
        exchange(
                "GET /a HTTP/1.1\r\nHost: h\r\nx-forwarded-FOR: " + header + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        List<JsonNode> events = replay(
                """
                alert http any any -> any any (http.uri; content:"/a"; sid:1;)
                alert http any any -> any any (http.stat_code; content:"200"; sid:2;)
                alert tcp any any -> any any (content:"GET"; sid:3;)
                """,
                "--set",
                "outputs.eve-log.xff.enabled=yes",
                "--set",
                "outputs.eve-log.xff.mode=" + mode,
                "--set",
                "outputs.eve-log.xff.deployment=" + deployment);

        assertThat(values(events, "/alert/signature_id")).containsExactly("1", "3", "2");
        assertThat(values(events, "/alert/xff")).containsOnly(xff);
        assertThat(values(events, "/src_ip")).containsExactly(client, client, SERVER);
        assertThat(values(events, "/dest_ip")).containsExactly(SERVER, SERVER, client);
        assertThat(values(events, "/flow/src_ip")).containsOnly(CLIENT);
    }

    @Test
    void shouldTellOfFlowAndTransaction() throws IOException {
        exchange(
                "GET /a?b=1 HTTP/1.1\r\nHost: www.Example.com\r\nUser-Agent: ua\r\nReferer: r\r\n\r\n",
                "HTTP/1.1 302 Found\r\nContent-Type: text/html; x\r\nLocation: /z\r\nContent-Length: 2\r\n\r\nok");
        List<JsonNode> events = replay("""
                alert http any any -> any any (http.uri; content:"/a"; flowbits:set,seen; target:src_ip; sid:1;)
                alert http any any -> any any (http.stat_code; content:"302"; sid:2;)
                alert tcp any any -> any any (flags:S; sid:3;)
                """);

        JsonNode syn = events.get(0);
        assertThat(syn.has("tx_id")).isFalse();
        assertThat(syn.has("app_proto")).isFalse();
        assertThat(syn.get("direction").asText()).isEqualTo("to_server");
        assertThat(syn.at("/flow/pkts_toserver").asInt()).isEqualTo(1);
        JsonNode request = events.get(1);
        assertThat(request.get("tx_id").asInt()).isZero();
        assertThat(request.get("app_proto").asText()).isEqualTo("http");
        assertThat(request.at("/metadata/flowbits/0").asText()).isEqualTo("seen");
        assertThat(request.at("/alert/source/ip").asText()).isEqualTo(SERVER);
        assertThat(request.at("/alert/target/port").asInt()).isEqualTo(40_000);
        assertThat(request.at("/http/hostname").asText()).isEqualTo("www.example.com");
        JsonNode response = events.get(2);
        assertThat(response.get("direction").asText()).isEqualTo("to_client");
        assertThat(response.get("http")).isEqualTo(new ObjectMapper().readTree("""
                                {"hostname": "www.example.com", "url": "/a?b=1", "http_user_agent": "ua",
                                 "http_content_type": "text/html", "http_refer": "r", "http_method": "GET",
                                 "protocol": "HTTP/1.1", "status": 302, "redirect": "/z"}"""));
        assertThat(response.at("/flow/start").asText()).contains(":20.000000");
        assertThat(response.at("/flow/dest_port").asInt()).isEqualTo(80);
    }

    @Test
    void shouldSeeInOnePacketWhatAnotherRuleHasSet() throws IOException {
        packets.add(PacketBuilder.raw()
                .ipv4(CLIENT, SERVER)
                .udp(1000, 53)
                .payload("x")
                .bytes());

        List<JsonNode> events = replay("""
                alert udp any any -> any any (content:"x"; flowbits:isset,q; priority:1; sid:1;)
                alert udp any any -> any any (content:"x"; flowbits:set,q; priority:3; sid:2;)
                drop udp any any -> any any (content:"x"; flowbits:isset,q; sid:3;)
                """);

        assertThat(values(events, "/alert/signature_id")).containsExactly("2", "1");
    }

    /// What matches with the rule is told still.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http any any -> any any (http.uri; content:"/a"; | 1
            tcp any any -> any any (flags:S;                 | 1
            udp any any -> any any (content:"no";            | 2
            """)
    void shouldLeaveTheRestOfAFlowAloneBehindABypass(String rule, String told) throws IOException {
        exchange("GET /a HTTP/1.1\r\nHost: h\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd");

        List<JsonNode> events =
                replay("alert " + rule + " bypass; sid:1;)\nalert tcp any any -> any any (content:\"abcd\"; sid:2;)");

        assertThat(values(events, "/alert/signature_id")).containsExactly(told);
    }

    @Test
    void shouldTellOfAFlowThatEndsWithBytesThatNobodyAcknowledged() throws IOException {
        exchange("", "");
        packets.subList(HANDSHAKE, packets.size()).clear();
        tcp(true, TcpFlags.PSH | TcpFlags.ACK, "a secret");

        List<JsonNode> events = replay("alert tcp-stream any any -> any any (content:\"secret\"; sid:1;)");

        assertThat(values(events, "/pkt_src")).containsExactly("stream (flow timeout)");
        assertThat(events.getFirst().has("pcap_cnt")).isFalse();
    }

    @Test
    void shouldGiveThePlaceInTheCaptureToTheOuterPacketOfATunnel() throws IOException {
        packets.add(PacketBuilder.raw()
                .ipv4(CLIENT, SERVER)
                .gre()
                .ipv4("198.18.1.1", "198.18.1.2")
                .udp(5, 6)
                .payload("abc")
                .bytes());
        packets.addAll(Fragments.ofIpv4(
                PacketBuilder.raw()
                        .ipv4(CLIENT, SERVER)
                        .udp(7, 8)
                        .payload("xxxxxxxxxxxxabc")
                        .bytes(),
                16));

        List<JsonNode> events = replay("alert udp any any -> any any (content:\"abc\"; sid:1;)");

        assertThat(values(events, "/pkt_src")).containsExactly("gre tunnel", "defrag");
        assertThat(events).noneMatch(event -> event.has("pcap_cnt"));
        assertThat(values(events, "/tunnel/pcap_cnt")).containsExactly("1", "3");
        assertThat(values(events, "/tunnel/depth")).containsExactly("1", "0");
        assertThat(values(events, "/tunnel/proto")).containsExactly("GRE", "UDP");
        assertThat(values(events, "/tunnel/src_ip")).containsExactly(CLIENT, CLIENT);
        assertThat(values(events, "/tunnel/src_port")).containsExactly("0", "0");
    }

    /// Where nobody enforces verdicts, `drop` only watches, but `reject` and a `rate_filter` speak as if they
    /// blocked.
    @ParameterizedTest
    @CsvSource({
        "drop,   alert,  allowed allowed allowed",
        "alert,  drop,   allowed blocked blocked",
        "reject, alert,  blocked allowed allowed",
        "alert,  reject, allowed blocked blocked"
    })
    void shouldSayWhatWouldHaveBeenBlocked(String action, String newAction, String told) throws IOException {
        for (int i = 0; i < told.split(" ").length; i++) {
            packets.add(PacketBuilder.raw()
                    .ipv4(CLIENT, SERVER)
                    .udp(1000 + i, 53)
                    .payload("x")
                    .bytes());
        }
        Path thresholds = Files.writeString(
                folder.resolve("threshold.config"),
                "rate_filter gen_id 1, sig_id 1, track by_src, count 1, seconds 9, timeout 9, new_action " + newAction);

        List<JsonNode> events = replay(
                action + " udp any any -> any any (content:\"x\"; sid:1;)", "--set", "threshold-file=" + thresholds);

        assertThat(values(events, "/alert/action")).containsExactly(told.split(" "));
        assertThat(values(events, "/verdict/action")).containsOnly("alert");
        assertThat(values(events, "/verdict/reject-target"))
                .isEqualTo(values(events, "/alert/action").stream()
                        .map(word -> word.equals("blocked") && !newAction.equals("drop") ? "to_client" : "-")
                        .toList());
    }
}
