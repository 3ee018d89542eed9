package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each event on a packet that has it, and on one that nearly has. The table says where its answers are from.
final class DecodeEventTest {
    /// @param matching packets, the last of which has the event
    /// @param near     packets, none of which has it
    record Line(DecodeEvent event, LinkType link, List<byte[]> matching, List<byte[]> near) {
        static Line of(String line) {
            String[] parts = line.split(" ", -1);
            return new Line(
                    DecodeEvent.named(parts[0]).orElseThrow(),
                    LinkType.ofDlt(Integer.parseInt(parts[1])),
                    packets(parts[2]),
                    packets(parts[3]));
        }

        private static List<byte[]> packets(String hex) {
            return Arrays.stream(hex.split(",", -1)).map(PacketBuilder::hex).toList();
        }

        @Override
        public String toString() {
            return event.keyword();
        }
    }

    static Stream<Line> table() throws IOException {
        try (InputStream in = DecodeEventTest.class.getResourceAsStream("decode-events.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).map(Line::of).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void shouldTellWhatIsOdd(Line line) {
        assertThat(events(line.link, line.matching, true).getLast()).contains(line.event);
    }

    @ParameterizedTest
    @MethodSource("table")
    void shouldNotTellWhatIsNearlyOdd(Line line) {
        assertThat(events(line.link, line.near, true)).noneMatch(events -> events.contains(line.event));
    }

    @ParameterizedTest
    @MethodSource("table")
    void shouldNotThrowOnAnyCutOfAnOddPacket(Line line) {
        byte[] packet = line.matching.getLast();
        List<byte[]> cuts = Stream.iterate(packet, cut -> cut.length > 0, cut -> Arrays.copyOf(cut, cut.length - 1))
                .toList();
        assertThat(events(line.link, cuts, true)).hasSameSizeAs(cuts);
    }

    @Test
    void shouldHaveAPacketForEachEventButOne() throws IOException {
        Set<DecodeEvent> told = table().map(Line::event).collect(Collectors.toSet());
        assertThat(EnumSet.complementOf(EnumSet.copyOf(told)))
                .as("fragments that find no room: see FragmentStoreTest")
                .containsExactly(DecodeEvent.IPV4_FRAG_IGNORED, DecodeEvent.IPV6_FRAG_IGNORED);
    }

    @Test
    void shouldLookAtNoHeaderTwiceUnlessAsked() {
        byte[] packet = PacketBuilder.raw()
                .ipv4("198.18.0.1", "198.18.0.2")
                .icmp(1, 0, 0)
                .bytes();
        assertThat(events(LinkType.RAW, List.of(packet), true))
                .containsExactly(EnumSet.of(DecodeEvent.ICMPV4_UNKNOWN_TYPE));
        assertThat(events(LinkType.RAW, List.of(packet), false)).containsExactly(Set.of());
    }

    /// Of each packet, with the packets inside it.
    private static List<Set<DecodeEvent>> events(LinkType link, List<byte[]> packets, boolean examines) {
        try (Arena arena = Arena.ofConfined()) {
            FragmentStore fragments = new FragmentStore(arena, FragmentLimits.DEFAULT);
            PacketDecoder decoder = new PacketDecoder(fragments, UdpTunnels.DEFAULT, examines);
            return packets.stream()
                    .map(packet -> events(decoder, link, packet, arena))
                    .toList();
        }
    }

    private static Set<DecodeEvent> events(PacketDecoder decoder, LinkType link, byte[] packet, Arena arena) {
        MemorySegment memory = arena.allocate(packet.length).copyFrom(MemorySegment.ofArray(packet));
        PacketView view = new PacketView();
        decoder.decode(memory, 0, packet.length, link, 0, ChecksumMode.IGNORE, view);
        Set<DecodeEvent> events = EnumSet.noneOf(DecodeEvent.class);
        do {
            Arrays.stream(DecodeEvent.values()).filter(view.decodeEvents()::has).forEach(events::add);
        } while (decoder.descend(view));
        return events;
    }
}
