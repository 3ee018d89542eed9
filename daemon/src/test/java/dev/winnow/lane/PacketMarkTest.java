package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `nfq_set_mark`: rules that match say what the packet's mark is to be, whatever they do with the packet.
final class PacketMarkTest {
    private static final String RULES = """
            alert tcp any any -> any 80 (content:"one"; nfq_set_mark:0x10/0x30; sid:1;)
            pass tcp any any -> any 80 (content:"two"; nfq_set_mark:0xff/0x21; sid:2;)
            drop tcp any any -> any 80 (content:"three"; nfq_set_mark:0x80000000/0x80000000; sid:3;)
            alert tcp any any -> any 80 (content:"four"; sid:4;)
            """;

    /// @param mark and mask, after the packet and after one that no rule matches
    @ParameterizedTest
    @CsvSource({
        "one, 10/30",
        "two, 21/21",
        "three, 80000000/80000000",
        "four, 0/0",
        "zero, 0/0",
        "three one, 80000010/80000030"
    })
    void shouldBeWhatRulesSay(String payload, String mark) {
        TcpScript script = new TcpScript();
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true)) {
            script.handshake().forEach(traffic::send);
            assertThat(traffic.send(script.client(1, payload)).mark()).isEqualTo(mark);
            assertThat(traffic.send(script.server(1, "")).mark()).isEqualTo("0/0");
        }
    }
}
