package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever is rejected hears of it at once, through the real kernel.
final class RejectIT {
    private static final String RULES = """
            reject tcp any any -> any 80 (msg:"marker"; content:"EXTENDEDPROTOCOL"; sid:1;)
            reject udp any any -> any 80 (msg:"datagram"; content:"knock"; sid:2;)
            """;
    /// curl(1): failure with receiving network data.
    private static final int CURL_RECEIVE_ERROR = 56;

    @RegisterExtension
    private static final WebGate GATE = new WebGate(RULES);

    @ParameterizedTest
    @ValueSource(strings = {TwoHosts.SERVER_IPV4, "[" + TwoHosts.SERVER_IPV6 + "]"})
    void shouldResetARejectedConnection(String address) throws IOException, InterruptedException {
        try (Filter filter = GATE.filter()) {
            assertThat(GATE.fetch("http://" + address + "/before").exitStatus()).isZero();
            // A dropped request would end in curl's time-out, which is another status.
            assertThat(GATE.fetch("http://" + address + "/EXTENDEDPROTOCOL").exitStatus())
                    .isEqualTo(CURL_RECEIVE_ERROR);
            assertThat(GATE.fetch("http://" + address + "/after").exitStatus()).isZero();
            assertThat(GATE.web().requestsOf("/EXTENDEDPROTOCOL")).isZero();
            assertThat(filter.stop()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({TwoHosts.SERVER_IPV4 + ", No route to host", TwoHosts.SERVER_IPV6 + ", Permission denied"})
    void shouldTellTheSenderOfARejectedDatagram(String address, String error) throws IOException, InterruptedException {
        String script = "exec 3<>/dev/udp/" + address + "/80; printf knock >&3; timeout 20 cat <&3";
        try (Filter filter = GATE.filter("--install-rule=INPUT -p udp --dport 80")) {
            assertThat(Shell.run(GATE.hosts().onClient("bash", "-c", script)).output())
                    .contains(error);
            assertThat(filter.stop()).isZero();
        }
    }
}
