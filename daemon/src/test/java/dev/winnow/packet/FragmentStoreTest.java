package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Fragments become packets, as their receiver puts them together; how many may wait is `FragmentBoundsTest`'s.
final class FragmentStoreTest extends FragmentFixture {
    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24, 512, 1000, 1480})
    void shouldShowTheWholePacketOnceItsFragmentsCameInAnyOrder(int dataBytes) {
        String text = "0123456789abcdef".repeat(120) + "odd";
        List<byte[]> fragments = new ArrayList<>(Fragments.ofIpv4(udp(text), dataBytes));
        Collections.shuffle(fragments, new Random(dataBytes));

        for (byte[] fragment : fragments) {
            assertThat(decoder.descend(view)).isFalse();
            send(fragment);
            assertThat(view.isMalformed()).isFalse();
            assertThat(view.isFragment()).isTrue();
            assertThat(view.protocol()).isEqualTo(IpProtocol.UDP);
            assertThat(view.sourcePort()).isZero();
            assertThat(view.payloadLength()).isZero();
        }

        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.reassembled()).isTrue();
        assertThat(view.isFragment()).isFalse();
        assertThat(view.depth()).isEqualTo(1);
        assertThat(view.checksumsGood()).isTrue();
        assertThat(view.ipId()).isEqualTo(77);
        assertThat(view.destinationPort()).isEqualTo(53);
        assertThat(payload()).isEqualTo(text);
        assertThat(decoder.fragments().size()).isZero();
        assertThat(decoder.fragments().completions()).isEqualTo(1);
    }

    @Test
    void shouldPutIpv6FragmentsTogether() {
        byte[] packet = PacketBuilder.raw()
                .ipv6("fd00::1", "fd00::2")
                .tcp(1024, 80)
                .payload("x".repeat(3000))
                .bytes();
        List<byte[]> fragments = Fragments.ofIpv6(packet, 1232, 0xCAFEBABE);
        for (byte[] fragment : fragments) {
            send(fragment);
            assertThat(view.ipId()).isEqualTo(0xCAFEBABE);
        }

        assertThat(fragments).hasSize(3);
        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.checksumsGood()).isTrue();
        assertThat(view.protocol()).isEqualTo(IpProtocol.TCP);
        assertThat(payload()).isEqualTo("x".repeat(3000));
    }

    @Test
    void shouldTakeAnAtomicIpv6FragmentForAWholePacket() {
        send(PacketBuilder.raw()
                .ipv6("fd00::1", "fd00::2")
                .fragmentHeader(1, 0, false)
                .udp(1, 2)
                .payload("whole")
                .bytes());

        assertThat(view.isFragment()).isFalse();
        assertThat(payload()).isEqualTo("whole");
        assertThat(decoder.fragments().size()).isZero();
    }

    @Test
    void shouldKeepDifferentPacketsApart() {
        send(piece(1, 0, true, "aaaaaaaa"));
        send(piece(2, 1, false, "bbbb"));
        assertThat(decoder.descend(view)).isFalse();
        send(piece(1, 1, false, "cccc"));

        assertThat(decoder.descend(view)).isTrue();
        assertThat(payload()).isEqualTo("aaaaaaaacccc");
        assertThat(decoder.fragments().size()).isEqualTo(1);
    }

    @Test
    void shouldKeepVlansApart() {
        for (int vlan : new int[] {1, 2}) {
            byte[] inner = piece(0, vlan == 1, "aaaaaaaa");
            byte[] frame = Layer.join(PacketBuilder.hex("00".repeat(12) + "8100000" + vlan + "0800"), inner);
            decoder.decode(
                    PacketBuilder.offHeap(frame), 0, frame.length, LinkType.ETHERNET, 0, ChecksumMode.VALIDATE, view);
        }
        assertThat(decoder.fragments().size()).isEqualTo(1);
    }

    /// First and second half of 16 bytes overlap in the middle: 1-2 from the first, 2-3 from the second.
    @ParameterizedTest
    @CsvSource({
        "FIRST, AAAAAAAABBBBBBBBDDDDDDDD, AAAAAAAABBBBBBBBDDDDDDDD",
        "LAST,  AAAAAAAACCCCCCCCDDDDDDDD, AAAAAAAABBBBBBBBDDDDDDDD",
        "BSD,   AAAAAAAABBBBBBBBDDDDDDDD, AAAAAAAABBBBBBBBDDDDDDDD",
        "LINUX, AAAAAAAABBBBBBBBDDDDDDDD, AAAAAAAABBBBBBBBDDDDDDDD"
    })
    void shouldResolveOverlapsByPolicy(FragmentPolicy policy, String lowerFirst, String higherFirst) {
        byte[] lower = piece(0, true, "AAAAAAAABBBBBBBB");
        byte[] higher = piece(1, false, "CCCCCCCCDDDDDDDD");
        decoder = decoder(limits(4, 8, policy));

        send(lower);
        send(higher);
        assertThat(view.malformed()).isEqualTo(Malformed.FRAGMENT);
        assertThat(decoder.descend(view)).isTrue();
        assertThat(payload()).isEqualTo(lowerFirst);

        send(higher);
        send(lower);
        assertThat(view.malformed()).isEqualTo(Malformed.FRAGMENT);
        assertThat(decoder.descend(view)).isTrue();
        assertThat(payload()).isEqualTo(policy == FragmentPolicy.FIRST ? "AAAAAAAACCCCCCCCDDDDDDDD" : higherFirst);
    }

    @ParameterizedTest
    @EnumSource(FragmentPolicy.class)
    void shouldResolveFragmentsOfOneStartByPolicy(FragmentPolicy policy) {
        decoder = decoder(limits(4, 8, policy));
        send(piece(0, true, "AAAAAAAA"));
        send(piece(0, true, "BBBBBBBB"));
        send(piece(1, false, "CC"));

        assertThat(decoder.descend(view)).isTrue();
        boolean first = policy == FragmentPolicy.FIRST || policy == FragmentPolicy.BSD;
        assertThat(payload()).isEqualTo(first ? "AAAAAAAACC" : "BBBBBBBBCC");
    }

    @Test
    void shouldTakeARepeatedFragmentAsHonest() {
        send(piece(0, true, "AAAAAAAA"));
        send(piece(0, true, "AAAAAAAA"));
        assertThat(view.isMalformed()).isFalse();
        send(piece(1, false, "BB"));

        assertThat(decoder.descend(view)).isTrue();
        assertThat(payload()).isEqualTo("AAAAAAAABB");
    }

    @Test
    void shouldSeeTeardropAsMalformed() {
        send(piece(0, true, "AAAAAAAABBBBBBBBCCCCCCCC"));
        send(piece(1, false, "DDDD"));

        assertThat(view.malformed()).isEqualTo(Malformed.FRAGMENT);
        assertThat(decoder.descend(view)).isFalse();
    }

    @Test
    void shouldSeePingOfDeathAsMalformed() {
        send(piece(8189, false, "x".repeat(100)));

        assertThat(view.malformed()).isEqualTo(Malformed.FRAGMENT);
        assertThat(decoder.fragments().size()).isZero();
    }

    @Test
    void shouldSeeAPacketMadeTooLongByItsFirstHeaderAsMalformed() {
        byte[] first = PacketBuilder.raw()
                .ipv4(A, B)
                .id(7)
                .protocol(200)
                .ipOptions("01".repeat(40))
                .fragmentBits(1)
                .payload("A".repeat(65472))
                .bytes();
        send(first);
        assertThat(view.isMalformed()).isFalse();
        send(piece(8184, false, "x".repeat(40)));

        assertThat(view.malformed()).isEqualTo(Malformed.FRAGMENT);
        assertThat(decoder.descend(view)).isFalse();
        assertThat(decoder.fragments().size()).isZero();
    }

    @Test
    void shouldPutTogetherTheLargestPacket() {
        byte[] data = new byte[65535 - 20];
        new Random(1).nextBytes(data);
        byte[] packet =
                PacketBuilder.raw().ipv4(A, B).protocol(200).payload(data).bytes();
        decoder = decoder(limits(4, 2048, FragmentPolicy.BSD));
        Fragments.ofIpv4(packet, 1480).forEach(this::send);

        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.networkLength()).isEqualTo(65535);
        assertThat(payload()).isEqualTo(new String(data, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({"0, true, 1234567", "1, true, ''", "1, false, ''"})
    void shouldSeeFragmentsWithoutAPlaceAsMalformed(int offset, boolean more, String data) {
        send(piece(offset, more, data));

        assertThat(view.malformed()).isEqualTo(Malformed.FRAGMENT);
        assertThat(decoder.fragments().size()).isZero();
    }

    @Test
    void shouldSeeFragmentsBehindTheEndAsMalformed() {
        send(piece(0, true, "AAAAAAAA"));
        send(piece(2, false, "BBBBBBBB"));
        send(piece(3, true, "CCCCCCCC"));
        assertThat(view.malformed()).isEqualTo(Malformed.FRAGMENT);
        send(piece(2, false, "BBBB"));
        assertThat(view.malformed()).isEqualTo(Malformed.FRAGMENT);
        send(piece(1, true, "DDDDDDDD"));

        assertThat(decoder.descend(view)).isTrue();
        assertThat(payload()).isEqualTo("AAAAAAAADDDDDDDDBBBBBBBB");
    }

    @Test
    void shouldSeeASplitTcpHeaderAsMalformedAndStillJudgeTheWhole() {
        byte[] packet =
                PacketBuilder.raw().ipv4(A, B).tcp(1024, 80).payload("attack").bytes();
        for (byte[] fragment : Fragments.ofIpv4(packet, 8).subList(0, 2)) {
            send(fragment);
            assertThat(view.malformed()).isEqualTo(Malformed.FRAGMENT);
        }
        Fragments.ofIpv4(packet, 8).forEach(this::send);

        assertThat(decoder.descend(view)).isTrue();
        assertThat(payload()).isEqualTo("attack");
    }

    @Test
    void shouldIgnoreFragmentsThatTheHostWillDropForTheirChecksum() {
        byte[] bad = piece(0, true, "EVILEVIL");
        bad[8]++;
        send(bad);

        assertThat(view.networkChecksumGood()).isFalse();
        assertThat(decoder.fragments().size()).isZero();
    }

    @Test
    void shouldReassembleWithinATunnelThatWasReassembledItself() {
        byte[] inner = udp("y".repeat(40));
        byte[] last = null;
        for (byte[] fragment : Fragments.ofIpv4(inner, 24)) {
            byte[] tunnel = PacketBuilder.raw()
                    .ipv4("198.18.9.1", "198.18.9.2")
                    .protocol(IpProtocol.IPV4)
                    .payload(fragment)
                    .bytes();
            for (byte[] outer : Fragments.ofIpv4(tunnel, 16)) {
                send(outer);
            }
            assertThat(decoder.descend(view)).isTrue();
            assertThat(decoder.descend(view)).isTrue();
            last = fragment;
        }
        assertThat(last).isNotNull();
        assertThat(decoder.descend(view)).isTrue();
        assertThat(view.depth()).isEqualTo(3);
        assertThat(payload()).isEqualTo("y".repeat(40));
    }
}
