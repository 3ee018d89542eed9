package dev.winnow.bindings.nfqueue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.bindings.netlink.MessageBuilder;
import dev.winnow.bindings.netlink.NetlinkHeader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QueuePacketTest {
    private static final byte[] PAYLOAD = {0x45, 0, 0, 3, 7};

    private final MemorySegment slot = MemorySegment.ofArray(new byte[1024]);
    private final MessageBuilder builder = new MessageBuilder(slot);
    private final QueuePacket packet = new QueuePacket();

    @Test
    void shouldReadEverythingTheKernelSays() {
        int length = buildPacket(0xFFFE, 0xDEAD_BEEF, 0x8000_0001);

        assertThat(packet.wrap(slot, 0, length)).isTrue();
        assertThat(packet.malformed()).isFalse();
        assertThat(packet.isError()).isFalse();
        assertThat(packet.hasPacketId()).isTrue();
        assertThat(packet.queueNumber()).isEqualTo(0xFFFE);
        assertThat(packet.packetId()).isEqualTo(0xDEAD_BEEF);
        assertThat(packet.hwProtocol()).isEqualTo(0x86DD);
        assertThat(packet.hook()).isEqualTo(2);
        assertThat(packet.mark()).isEqualTo(0x8000_0001);
        assertThat(packet.inDevice()).isEqualTo(4);
        assertThat(packet.outDevice()).isEqualTo(5);
        assertThat(packet.timestampNs()).isEqualTo(1_700_000_000_000_001_000L);
        assertThat(packet.skbInfo()).isEqualTo(QueuePacket.SKB_GSO | QueuePacket.SKB_CHECKSUM_NOT_READY);
        assertThat(packet.originalLength()).isEqualTo(1500);
        assertThat(slot.asSlice(packet.payloadOffset(), packet.payloadLength()).toArray(ValueLayout.JAVA_BYTE))
                .isEqualTo(PAYLOAD);
    }

    @Test
    void shouldForgetThePacketBefore() {
        packet.wrap(slot, 0, buildPacket(1, 2, 3));
        builder.reset().begin(QueueProtocol.TYPE_PACKET, 0, 0).netfilterHeader(2, 9);
        builder.bytes(QueueProtocol.NFQA_PACKET_HDR, packetHeader(77));

        assertThat(packet.wrap(slot, 0, (int) builder.length())).isTrue();
        assertThat(packet.packetId()).isEqualTo(77);
        assertThat(packet.mark()).isZero();
        assertThat(packet.inDevice()).isZero();
        assertThat(packet.timestampNs()).isZero();
        assertThat(packet.payloadLength()).isZero();
        assertThat(packet.originalLength()).isZero();
        assertThat(packet.skbInfo()).isZero();
    }

    @Test
    void shouldTellWhatTheKernelRefused() {
        builder.reset().begin(NetlinkHeader.TYPE_ERROR, 0, 5).netfilterHeader(0, 0);
        slot.set(ValueLayout.JAVA_INT_UNALIGNED, NetlinkHeader.LENGTH, -2);

        assertThat(packet.wrap(slot, 0, (int) builder.length())).isFalse();
        assertThat(packet.isError()).isTrue();
        assertThat(packet.errno()).isEqualTo(2);
        assertThat(packet.malformed()).isFalse();
    }

    @Test
    void shouldPassOverMessagesOfOtherKinds() {
        builder.reset().begin(NetlinkHeader.TYPE_DONE, 0, 0);

        assertThat(packet.wrap(slot, 0, (int) builder.length())).isFalse();
        assertThat(packet.malformed()).isFalse();
        assertThat(packet.isError()).isFalse();
    }

    @Test
    void shouldStillNameThePacketWhenTheSlotCutItShort() {
        int length = buildPacket(1, 42, 3);

        assertThat(packet.wrap(slot, 0, length - 6)).isFalse();
        assertThat(packet.malformed()).isTrue();
        assertThat(packet.hasPacketId()).isTrue();
        assertThat(packet.packetId()).isEqualTo(42);
        assertThat(packet.queueNumber()).isEqualTo(1);
    }

    @Test
    void shouldCallAPacketWithoutIdMalformed() {
        builder.reset().begin(QueueProtocol.TYPE_PACKET, 0, 0).netfilterHeader(2, 9);
        builder.bytes(QueueProtocol.NFQA_PAYLOAD, MemorySegment.ofArray(PAYLOAD));

        assertThat(packet.wrap(slot, 0, (int) builder.length())).isFalse();
        assertThat(packet.malformed()).isTrue();
        assertThat(packet.hasPacketId()).isFalse();
    }

    @Property
    void shouldStayInsideAnyBytes(@ForAll @Size(max = 200) byte[] bytes, @ForAll boolean asPacket) {
        byte[] exact = bytes.clone();
        if (asPacket && exact.length > 6) {
            ByteBuffer header = ByteBuffer.wrap(exact).order(ByteOrder.nativeOrder());
            header.putInt(0, exact.length);
            header.putShort(4, (short) QueueProtocol.TYPE_PACKET);
        }

        boolean whole = packet.wrap(MemorySegment.ofArray(exact), 0, exact.length);

        assertThat(whole && (packet.malformed() || packet.isError())).isFalse();
        assertPayloadInside(exact.length);
    }

    @Property
    void shouldStayInsideDamagedPackets(
            @ForAll @IntRange(max = 160) int damagedAt,
            @ForAll byte damage,
            @ForAll @IntRange(max = 40) int cut,
            @ForAll int packetId,
            @ForAll int mark) {
        int length = buildPacket(1, packetId, mark) - cut;
        byte[] exact = Arrays.copyOf((byte[]) slot.heapBase().orElseThrow(), length);
        exact[Math.min(damagedAt, length - 1)] = damage;

        packet.wrap(MemorySegment.ofArray(exact), 0, length);

        assertPayloadInside(length);
    }

    @Property
    void shouldReadBackWhatWasBuilt(@ForAll @IntRange(max = 0xFFFF) int queue, @ForAll int packetId, @ForAll int mark) {
        int length = buildPacket(queue, packetId, mark);

        assertThat(packet.wrap(slot, 0, length)).isTrue();
        assertThat(packet.queueNumber()).isEqualTo(queue);
        assertThat(packet.packetId()).isEqualTo(packetId);
        assertThat(packet.mark()).isEqualTo(mark);
    }

    private void assertPayloadInside(int length) {
        assertThat(packet.payloadOffset()).isBetween(0L, (long) length);
        assertThat(packet.payloadOffset() + packet.payloadLength()).isLessThanOrEqualTo(length);
    }

    private int buildPacket(int queue, int packetId, int mark) {
        builder.reset().begin(QueueProtocol.TYPE_PACKET, 0, 0).netfilterHeader(10, queue);
        builder.bytes(QueueProtocol.NFQA_PACKET_HDR, packetHeader(packetId))
                .u32(QueueProtocol.NFQA_IFINDEX_INDEV, 4)
                .u32(QueueProtocol.NFQA_IFINDEX_OUTDEV, 5)
                .u32(QueueProtocol.NFQA_MARK, mark)
                .bytes(QueueProtocol.NFQA_TIMESTAMP, timestamp(1_700_000_000L, 1))
                .u32(QueueProtocol.NFQA_CAP_LEN, 1500)
                .u32(QueueProtocol.NFQA_SKB_INFO, QueuePacket.SKB_GSO | QueuePacket.SKB_CHECKSUM_NOT_READY)
                .bytes(QueueProtocol.NFQA_PAYLOAD, MemorySegment.ofArray(PAYLOAD));
        return (int) builder.length();
    }

    private static MemorySegment packetHeader(int packetId) {
        return MemorySegment.ofArray(ByteBuffer.allocate(7)
                .putInt(packetId)
                .putShort((short) 0x86DD)
                .put((byte) 2)
                .array());
    }

    private static MemorySegment timestamp(long seconds, long microseconds) {
        return MemorySegment.ofArray(
                ByteBuffer.allocate(16).putLong(seconds).putLong(microseconds).array());
    }
}
