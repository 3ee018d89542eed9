package dev.winnow.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Who is told to have been served: whose connection was asked, answered and closed by both sides.
class VisitTest {
    private static final String VISITOR = "198.18.7.7";
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    static Stream<Arguments> talks() {
        return Stream.of(
                row(
                        "served, and closed by both",
                        true,
                        talk -> talk.open().ask(GET).answer(OK).close()),
                row("never answered", false, talk -> talk.open().ask(GET).close()),
                row("asked for nothing", false, talk -> talk.open().close()),
                row(
                        "the close is never acknowledged",
                        false,
                        talk -> talk.open().ask(GET).answer(OK).serverFin()),
                row("reset", false, talk -> talk.open().ask(GET).answer(OK).clientReset()),
                row("no handshake", false, talk -> talk.ask(GET).answer(OK).close()));
    }

    private static Arguments row(String name, boolean isVisit, Consumer<Talk> script) {
        return Arguments.of(name, isVisit, script);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("talks")
    void shouldTellWhoWasServed(String name, boolean isVisit, Consumer<Talk> script) {
        try (AttackTraffic traffic = new AttackTraffic()) {
            script.accept(new Talk(traffic, VISITOR, 80));
            assertThat(traffic.visits()).hasSize(isVisit ? 1 : 0);
        }
    }

    @Test
    void shouldTellEachOnceAMinute() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            for (int i = 0; i < 60; i++) {
                new Talk(traffic, VISITOR, 80).open().ask(GET).answer(OK).close();
                traffic.pass(5_000);
            }
            assertThat(traffic.visits()).hasSizeBetween(5, 6).containsOnly(VISITOR);
        }
    }
}
