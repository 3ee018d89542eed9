package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What waits for its other fragments is bounded: in number, in memory, in time.
final class FragmentBoundsTest extends FragmentFixture {
    @Test
    void shouldGiveUpAfterTheTimeout() {
        decoder = decoder(limits(4, 8, FragmentPolicy.BSD));
        send(piece(0, true, "AAAAAAAA"), 0);
        send(piece(1, false, "BB"), 31 * SECOND_NS);

        assertThat(decoder.descend(view)).isFalse();
        assertThat(decoder.fragments().timeouts()).isEqualTo(1);
        assertThat(decoder.fragments().evictions()).isZero();
        assertThat(decoder.fragments().size()).isEqualTo(1);
    }

    @Test
    void shouldForgetTheOldestWhenTheTableIsFull() {
        decoder = decoder(limits(3, 8, FragmentPolicy.BSD));
        for (int id = 1; id <= 5; id++) {
            send(piece(id, 0, true, "AAAAAAAA"));
        }
        assertThat(decoder.fragments().size()).isEqualTo(3);
        assertThat(decoder.fragments().evictions()).isEqualTo(2);

        send(piece(3, 1, false, "B"));
        assertThat(decoder.descend(view)).isTrue();
    }

    @Test
    void shouldRefuseFragmentsWhereNoneMayGiveWay() {
        decoder = decoder(new FragmentLimits(FragmentPages.MIN_BYTES, 2, 8, 30 * SECOND_NS, FragmentPolicy.BSD, false));
        for (int id = 1; id <= 3; id++) {
            send(piece(id, 0, true, "AAAAAAAA"));
        }
        assertThat(decoder.fragments().refusals()).isEqualTo(1);
        assertThat(view.decodeEvents().has(DecodeEvent.IPV4_FRAG_IGNORED)).isTrue();
        assertThat(decoder.fragments().evictions()).isZero();

        send(piece(1, 1, false, "B"));
        assertThat(view.decodeEvents().isEmpty()).isTrue();
        assertThat(decoder.descend(view)).isTrue();
        send(piece(3, 0, true, "AAAAAAAA"));
        assertThat(decoder.fragments().refusals()).isEqualTo(1);
    }

    @Test
    void shouldForgetTheOldestWhenTheMemoryIsFull() {
        decoder = decoder(limits(1000, 8, FragmentPolicy.BSD));
        for (int id = 1; id <= FragmentPages.PER_DATAGRAM + 10; id++) {
            send(piece(id, 0, true, "AAAAAAAA"));
        }
        assertThat(decoder.fragments().size()).isEqualTo(FragmentPages.PER_DATAGRAM);
        assertThat(decoder.fragments().evictions()).isEqualTo(10);
    }

    @Test
    void shouldForgetAPacketInTooManyPieces() {
        decoder = decoder(limits(4, 3, FragmentPolicy.BSD));
        for (int i = 0; i < 4; i++) {
            send(piece(i, true, "AAAAAAAA"));
        }

        assertThat(view.malformed()).isEqualTo(Malformed.FRAGMENT);
        assertThat(decoder.fragments().size()).isZero();
        assertThat(decoder.fragments().evictions()).isEqualTo(1);
    }

    @Test
    void shouldStayWithinBoundsUnderAStormOfFragments() {
        decoder = decoder(limits(50, 20, FragmentPolicy.LINUX));
        Random random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            byte[] data = new byte[8 * (1 + random.nextInt(300))];
            boolean more = random.nextInt(5) != 0;
            send(
                    piece(
                            random.nextInt(200),
                            random.nextInt(400),
                            more,
                            new String(data, StandardCharsets.ISO_8859_1)),
                    i * 1_000_000L);
            assertThat(decoder.fragments().size()).isLessThanOrEqualTo(50);
        }
        decoder.reset();
        assertThat(decoder.fragments().size()).isZero();
        Fragments.ofIpv4(udp("x".repeat(60000)), 4096).forEach(this::send);
        assertThat(decoder.descend(view)).isTrue();
    }

    @Test
    void shouldRefuseLimitsThatCannotHoldOnePacket() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FragmentLimits(1, 1, 2, 0, FragmentPolicy.BSD));
        assertThatIllegalArgumentException().isThrownBy(() -> new FragmentLimits(1 << 20, 0, 2, 0, FragmentPolicy.BSD));
        assertThatIllegalArgumentException().isThrownBy(() -> new FragmentLimits(1 << 20, 1, 1, 0, FragmentPolicy.BSD));
    }
}
