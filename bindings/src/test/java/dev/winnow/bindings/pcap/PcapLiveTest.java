package dev.winnow.bindings.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.bindings.libc.PollSet;
import dev.winnow.bindings.pcap.PcapSource.Status;
import dev.winnow.bindings.testing.NetworkNamespace;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PcapLiveTest {
    private static final PcapLive.Options OPTIONS = new PcapLive.Options(65_535, false, 1 << 20);
    private static final int WAIT_MS = 5_000;

    @Test
    void shouldCaptureInsideANamespace() {
        try (NetworkNamespace namespace = NetworkNamespace.create("nfq-live")) {
            namespace.exec("ip", "link", "add", "idle0", "type", "veth", "peer", "name", "idle1");
            namespace.run(PcapLiveTest.class, "capture");
        }
    }

    static void capture() throws IOException {
        captureFrom("lo", CaptureBytes.DLT_ETHERNET, 14 + 20 + 8 + 33);
        captureFrom(PcapLive.ANY_INTERFACE, 113, 16 + 20 + 8 + 33);
        assertThatThrownBy(() -> PcapLive.open("missing0", OPTIONS))
                .hasMessageContaining("missing0: no such interface");
        assertThatThrownBy(() -> PcapLive.open("idle0", OPTIONS)).hasMessageContaining("ip link set idle0 up");
    }

    private static void captureFrom(String name, int linkType, int wireLength) throws IOException {
        try (PcapLive live = PcapLive.open(name, OPTIONS);
                Arena arena = Arena.ofConfined()) {
            assertThat(live.linkType()).isEqualTo(linkType);
            live.setFilter("udp dst port 7000");
            assertThat(live.next()).isEqualTo(Status.NONE);
            PollSet readable = new PollSet(arena, 1);
            int index = readable.addReadable(live.fd());
            long beforeNs = System.currentTimeMillis() * 1_000_000;
            try (DatagramSocket sender = new DatagramSocket()) {
                sender.send(new DatagramPacket(new byte[33], 33, InetAddress.getLoopbackAddress(), 7000));
            }
            assertThat(readable.poll(WAIT_MS)).isEqualTo(1);
            assertThat(readable.isReady(index)).isTrue();
            assertThat(live.next()).isEqualTo(Status.PACKET);
            assertThat(live.wireLength()).isEqualTo(wireLength);
            assertThat(live.timestampNs()).isGreaterThanOrEqualTo(beforeNs);
            assertThat(live.statistics().received()).isPositive();
            assertThat(live.statistics().dropped()).isZero();
        }
    }

    @Test
    void shouldNameEveryControlCharacter() {
        assertThat(Stream.of("eth0", "a\tb", "\033[31m").map(PcapErrors::printable))
                .containsExactly("eth0", "a\\x09b", "\\x1b[31m");
    }
}
