package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing of those who come first is dropped, whatever the rules say, and everybody can see that it was not.
final class AllowListIT {
    private static final String SITE = "http://" + TwoHosts.SERVER_IPV4;
    private static final String CLIENT = "198.18.7.2";

    @RegisterExtension
    private static final WebGate GATE =
            new WebGate("drop tcp any any -> any 80 (msg:\"needle\"; flow:established; content:\"needle\"; sid:1;)\n");

    private static boolean isServed() {
        return GATE.fetch(SITE + "/needle", "--max-time", "2").exitStatus() == 0;
    }

    private static JsonNode status(Filter filter) throws IOException {
        return new ObjectMapper().readTree(filter.tell("status", "--json").output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no"})
    void shouldDropNothingOfWhomTheOperatorHasNamed(String bans) throws IOException, InterruptedException {
        try (Filter filter = GATE.filter("--set", "ban.allow=[198.18.7.0/30]", "--set", "ban.enabled=" + bans)) {
            Shell.await("it answers", () -> filter.tell("status").exitStatus() == 0);
            assertThat(isServed()).isTrue();
            Shell.await(
                    "it is counted", () -> status(filter).at("/packets/spared").asLong() == 1);
            assertThat(filter.tell("status").output()).contains("1 packets of theirs would have been dropped");
            filter.stop();
            assertThat(Filter.events(filter.eventFile())).singleElement().satisfies(event -> {
                assertThat(event.at("/alert/action").asText()).isEqualTo("allowed");
                assertThat(event.at("/verdict/allowed_by").asText()).isEqualTo("allow-list");
            });
        }
    }

    /// An open connection to the port of ssh, of which nobody knows that its client has not proved who he is.
    @Test
    void shouldDropNothingOfWhoIsLoggedInAsLongAsHeIs() throws IOException, InterruptedException {
        try (Filter filter = GATE.filter()) {
            Shell.await("it answers", () -> filter.tell("status").exitStatus() == 0);
            assertThat(isServed()).isFalse();
            List<String> session = GATE.hosts()
                    .onClient("bash", "-c", "exec 3<>/dev/tcp/" + TwoHosts.SERVER_IPV4 + "/22; echo open; sleep 60");
            try (Background _ = new Background(session, GATE.folder().resolve("session.out"), "open")) {
                Shell.await("the session is seen", () -> isAllowed(filter));
                assertThat(isServed()).isTrue();
            }
            Shell.await("the session is over", () -> !isAllowed(filter));
            assertThat(isServed()).isFalse();
        }
    }

    private static boolean isAllowed(Filter filter) throws IOException {
        return status(filter).path("allowed").findValuesAsText("prefix").contains(CLIENT);
    }
}
