package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.packet.PacketBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which packets are told behind one that a rule tags. The expected values are those of Suricata 7.0.10 for the same
/// packets.
final class TaggedPacketsTest {
    private static final long INTERVAL_US = 500_000;
    private static final int FRAME_BYTES = 32;

    @TempDir
    private Path folder;

    /// One datagram of 32 bytes a letter, one every half second: `E` and `F` are evil, `a` is not; `E` and `a` are from
    /// A to B, `F` and `f` from C to D, `b` is B's answer, `c` from C to B, `p` a ping from A to B.
    private static byte[] packet(char letter) {
        PacketBuilder builder = PacketBuilder.raw();
        return switch (letter) {
            case 'E', 'a' -> udp(builder.ipv4("198.18.0.1", "198.18.0.2"), 1000, 2000, letter);
            case 'F', 'f' -> udp(builder.ipv4("198.18.0.3", "198.18.0.4"), 1000, 2000, letter);
            case 'b' -> udp(builder.ipv4("198.18.0.2", "198.18.0.1"), 2000, 1000, letter);
            case 'c' -> udp(builder.ipv4("198.18.0.3", "198.18.0.2"), 1000, 2000, letter);
            case 'p' ->
                builder.ipv4("198.18.0.1", "198.18.0.2")
                        .icmp(8, 0, 1)
                        .payload("ping")
                        .bytes();
            default -> throw new IllegalArgumentException(String.valueOf(letter));
        };
    }

    private static byte[] udp(PacketBuilder ip, int from, int to, char letter) {
        return ip.udp(from, to)
                .payload(Character.isUpperCase(letter) ? "EVIL" : "good")
                .bytes();
    }

    private List<JsonNode> replay(String rules, String letters, String... options) throws IOException {
        RawCapture capture = new RawCapture();
        for (int i = 0; i < letters.length(); i++) {
            capture.add(i * INTERVAL_US, packet(letters.charAt(i)));
        }
        return ReplayCall.events(folder, rules, capture, options);
    }

    /// The packets that are told, by their places in the capture.
    private static String told(List<JsonNode> events) {
        return String.join(
                " ",
                events.stream()
                        .filter(event -> event.path("event_type").asText().equals("packet"))
                        .map(event -> event.path("pcap_cnt").asText())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            session,0,packets  | Eaaa         | ''
            session,1,packets  | Eaaa         | ''
            session,2,packets  | Eaaa         | 2
            session,3,packets  | Eabca        | 2 3
            session,3,packets  | aaEbcfpaa    | 4 8
            session,3,packets  | EaEaaa       | 2 3 4 5
            session,3,packets  | EaaaEaaa     | 2 3 6 7
            session,9,packets  | EafFfb       | 2 5 6
            session,31,bytes   | Eaa          | ''
            session,64,bytes   | Eaaa         | 2
            session,95,bytes   | Eaaa         | 2
            session,96,bytes   | Eaaa         | 2 3
            session,0,seconds  | Eaaa         | 2
            session,1,seconds  | Eaaaaa       | 2 3 4
            session,1,seconds  | aEaaaaa      | 3 4
            session,1,seconds  | EffffEa      | 6 7
            host,3,packets,src | EabcpfcF     | 2 3
            host,3,packets,src | Efcpa        | 4 5
            host,3,packets,dst | Efcpa        | 3 4
            host,3,packets     | Efcpa        | 3 4
            session            | Ebbp         | 2 3
            host               | Epcfc        | 2 3 5
            """)
    void shouldTellWhatFollows(String tag, String letters, String told) throws IOException {
        String rules = "alert udp any any -> any any (content:\"EVIL\"; tag:" + tag + "; sid:1;)";
        assertThat(told(replay(rules, letters))).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            session             | 256
            session,255,packets | 255
            session,256,packets | 256
            session,257,packets | 256
            host,300,packets    | 256
            session,9000,bytes  | 281
            host,135,seconds    | 272
            """)
    void shouldTellNoMoreThan256PacketsByNumber(String tag, int last) throws IOException {
        String rules = "alert udp any any -> any any (content:\"EVIL\"; tag:" + tag + "; sid:1;)";
        List<JsonNode> events = replay(rules, "E" + "a".repeat(299));
        assertThat(events).hasSize(last);
        assertThat(events.getLast().path("pcap_cnt").asInt()).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alert udp any any -> any any (content:"EVIL"; tag:session,3,packets; noalert; sid:1;)             | Eaaa     | 2 3
            pass udp any any -> any any (content:"EVIL"; tag:session,3,packets; sid:1;)                       | Eaaa     | 2 3
            drop udp any any -> any any (content:"EVIL"; tag:session,3,packets; sid:1;)                       | Eaaa     | 2 3
            drop udp any any -> any any (tag:session,3,packets; sid:1;)                                       | Eaaa     | ''
            pass udp any any -> any any (tag:session,3,packets; sid:1;)                                       | Eaaa     | ''
            alert udp any any -> any any (content:"EVIL"; tag:session,2,packets; tag:host,4,packets; sid:1;)  | Eaaaa    | 2 3 4
            alert udp any any -> any any (content:"EVIL"; tag:session,2,packets; tag:session,4,packets; sid:1;) | Eaaaa  | 2
            alert udp any any -> any any (content:"EVIL"; tag:session,3,packets; threshold:type limit,track by_src,count 1,seconds 60; sid:1;) | EaEaaa | 2 3 4 5
            alert udp any any -> any any (content:"EVIL"; tag:session,3,packets; threshold:type threshold,track by_src,count 2,seconds 60; sid:1;) | EaEEaaa | 4 5
            alert udp any any -> any any (content:"EVIL"; tag:session,3,packets; detection_filter:track by_src,count 1,seconds 60; sid:1;) | EaEEaaa | 4 5 6
            """)
    void shouldTagWhateverBecomesOfTheAlert(String rule, String letters, String told) throws IOException {
        assertThat(told(replay(rule, letters))).isEqualTo(told);
        assertThat(told(replay(rule, letters, "--ips"))).isEqualTo(told);
    }

    @Test
    void shouldTellAPacketWhole() throws IOException {
        String rules = "alert udp any any -> any any (content:\"EVIL\"; tag:session,9,packets; sid:1;)";
        List<JsonNode> events = replay(rules, "EaE");

        assertThat(events)
                .extracting(event -> event.path("event_type").asText() + event.path("pcap_cnt"))
                .containsExactly("alert1", "packet2", "alert3", "packet3");
        JsonNode packet = events.get(1);
        assertThat(packet.path("src_ip").asText()).isEqualTo("198.18.0.1");
        assertThat(packet.path("dest_port").asInt()).isEqualTo(2000);
        assertThat(packet.path("pkt_src").asText()).isEqualTo("wire/pcap");
        assertThat(packet.path("flow_id")).isEqualTo(events.getFirst().path("flow_id"));
        assertThat(packet.path("packet").binaryValue()).isEqualTo(packet('a')).hasSize(FRAME_BYTES);
        assertThat(packet.at("/packet_info/linktype").asInt()).isEqualTo(12);
        assertThat(packet.has("alert") || packet.has("verdict")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"yes, 2 3", "no, ''"})
    void shouldTellNothingWhereTheConfigurationSaysSo(String value, String told) throws IOException {
        String rules = "alert udp any any -> any any (content:\"EVIL\"; tag:session,3,packets; sid:1;)";
        Path config = Files.writeString(
                folder.resolve("c.yaml"), "outputs: [{eve-log: {types: [{alert: {tagged-packets: " + value + "}}]}}]");
        assertThat(told(replay(rules, "Eaaa", "--config", config.toString()))).isEqualTo(told);
    }
}
