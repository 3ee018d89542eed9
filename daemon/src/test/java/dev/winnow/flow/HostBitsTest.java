package dev.winnow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.winnow.flow.HostBits.Tracking;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostBitsTest {
    private static final String A = "198.18.0.1";
    private static final String B = "198.18.0.2";
    private static final String C = "198.18.0.3";

    private final HostBits bits = new HostBits(64, 42);

    private static PacketView packet(String source, String destination, double seconds) {
        return Connection.view(
                PacketBuilder.raw().ipv4(source, destination).udp(1, 2).payload(""),
                (long) (seconds * Connection.SECOND_NS));
    }

    @ParameterizedTest(name = "set for {0} of A>B: {1} of {2}>{3} is {4}")
    @CsvSource({
        "SOURCE, SOURCE, A, B, true",
        "SOURCE, SOURCE, A, C, true",
        "SOURCE, DESTINATION, C, A, true",
        "SOURCE, DESTINATION, A, B, false",
        "SOURCE, PAIR, A, B, false",
        "DESTINATION, DESTINATION, C, B, true",
        "DESTINATION, SOURCE, B, A, true",
        "DESTINATION, SOURCE, A, B, false",
        "PAIR, PAIR, A, B, true",
        "PAIR, PAIR, B, A, true",
        "PAIR, PAIR, A, C, false",
        "PAIR, SOURCE, A, B, false"
    })
    void shouldKeepBitsWithAddresses(Tracking set, Tracking asked, char source, char destination, boolean expected) {
        bits.set(7, set, packet(A, B, 0), 10);

        PacketView view = packet(address(source), address(destination), 1);
        assertThat(bits.isSet(7, asked, view)).isEqualTo(expected);
        assertThat(bits.isSet(8, asked, view)).isFalse();
    }

    private static String address(char name) {
        return "198.18.0." + (1 + name - 'A');
    }

    @Test
    void shouldExpire() {
        bits.set(1, Tracking.SOURCE, packet(A, B, 0), 10);

        assertThat(bits.isSet(1, Tracking.SOURCE, packet(A, B, 9.9))).isTrue();
        assertThat(bits.isSet(1, Tracking.SOURCE, packet(A, B, 10))).isFalse();
        bits.set(1, Tracking.SOURCE, packet(A, B, 20), 10);
        assertThat(bits.isSet(1, Tracking.SOURCE, packet(A, B, 29))).isTrue();
    }

    @Test
    void shouldUnsetAndToggle() {
        PacketView view = packet(A, B, 0);
        bits.unset(1, Tracking.SOURCE, view);
        bits.toggle(1, Tracking.SOURCE, view, 10);
        assertThat(bits.isSet(1, Tracking.SOURCE, view)).isTrue();
        bits.toggle(1, Tracking.SOURCE, view, 10);
        assertThat(bits.isSet(1, Tracking.SOURCE, view)).isFalse();
        bits.set(1, Tracking.SOURCE, view, Long.MAX_VALUE);
        assertThat(bits.isSet(1, Tracking.SOURCE, packet(A, C, 1e9))).isTrue();
        bits.unset(1, Tracking.SOURCE, view);
        assertThat(bits.isSet(1, Tracking.SOURCE, view)).isFalse();
        assertThat(bits.forgotten()).isZero();
    }

    @Test
    void shouldForgetWhatExpiresFirstWhenItIsFull() {
        HostBits few = new HostBits(1, 42);
        assertThat(few.capacity()).isEqualTo(8);
        PacketView view = packet(A, B, 0);
        for (int bit = 0; bit < 12; bit++) {
            few.set(bit, Tracking.SOURCE, view, 100 - bit);
        }

        assertThat(IntStream.range(0, 12).filter(bit -> few.isSet(bit, Tracking.SOURCE, view)))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 11);
        assertThat(few.forgotten()).isEqualTo(4);
        few.clear();
        assertThat(few.isSet(0, Tracking.SOURCE, view)).isFalse();
        assertThat(few.forgotten()).isZero();
    }

    @RepeatedTest(20)
    void shouldKeepBitsOfManyThreadsApart() throws InterruptedException {
        HostBits shared = new HostBits(1 << 14, 42);
        int each = 500;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int first = i * each;
            PacketView view = packet(A, B, 0);
            threads.add(Thread.ofPlatform()
                    .start(() -> IntStream.range(first, first + each)
                            .forEach(bit -> shared.set(bit, Tracking.PAIR, view, 100))));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        PacketView view = packet(B, A, 1);
        assertThat(IntStream.range(0, 4 * each).filter(bit -> shared.isSet(bit, Tracking.PAIR, view)))
                .hasSize(4 * each);
        assertThat(shared.isSet(4 * each, Tracking.PAIR, view)).isFalse();
    }

    @Test
    void shouldRefuseToHoldNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HostBits(0, 1));
    }
}
