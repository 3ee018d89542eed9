package dev.winnow.bindings.nfqueue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.netlink.AttributeCursor;
import dev.winnow.bindings.netlink.MessageCursor;
import dev.winnow.bindings.netlink.NetlinkHeader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class VerdictWriterTest {
    private static final ValueLayout.OfInt NET_U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    @AutoClose
    private final Arena arena = Arena.ofConfined();

    private final VerdictWriter writer = new VerdictWriter(arena, 2);

    @Test
    void shouldWriteOneMessageForEachVerdict() {
        writer.addMarked(0xFFFE, 0xDEAD_BEEF, NetfilterVerdict.queue(9), 0x8000_0001);
        writer.add(1, 2, NetfilterVerdict.DROP);

        MemorySegment sent = writer.pendingMessages();
        MessageCursor messages = new MessageCursor().wrap(sent, 0, sent.byteSize());
        assertVerdict(messages, 0xFFFE, 0xDEAD_BEEF, 0x0009_0003, 0x8000_0001L);
        assertVerdict(messages, 1, 2, 0, AttributeCursor.NOT_A_NUMBER);
        assertThat(messages.next()).isFalse();
        assertThat(messages.malformed()).isFalse();
        assertThat(writer.isFull()).isTrue();
    }

    @Test
    void shouldLeaveNothingOfEarlierMessagesOfAnotherLength() {
        byte[] clean = bytesOfTwoMarked(new VerdictWriter(arena, 2));
        writer.add(-1, -1, NetfilterVerdict.DROP);
        writer.add(-1, -1, NetfilterVerdict.DROP);
        writer.clear();

        assertThat(bytesOfTwoMarked(writer)).isEqualTo(clean);
    }

    private static byte[] bytesOfTwoMarked(VerdictWriter writer) {
        writer.addMarked(1, 2, NetfilterVerdict.ACCEPT, 3);
        writer.addMarked(1, 3, NetfilterVerdict.ACCEPT, 3);
        return writer.pendingMessages().toArray(ValueLayout.JAVA_BYTE);
    }

    @Test
    void shouldKeepVerdictsThatCouldNotBeSent() {
        writer.add(1, 2, NetfilterVerdict.ACCEPT);

        assertThat(writer.flush(-1)).isEqualTo(-Errno.EBADF);
        assertThat(writer.pending()).isEqualTo(1);
        writer.clear();
        assertThat(writer.flush(-1)).isZero();
    }

    private static void assertVerdict(MessageCursor messages, int queue, int packetId, int verdict, long mark) {
        assertThat(messages.next()).isTrue();
        assertThat(messages.type()).isEqualTo(QueueProtocol.TYPE_VERDICT);
        assertThat(messages.flags()).isEqualTo(NetlinkHeader.FLAG_REQUEST);
        MemorySegment segment = messages.segment();
        long family = messages.payloadOffset();
        assertThat(segment.get(NET_U32, family)).isEqualTo(queue);
        AttributeCursor attributes = messages.attributes(QueueProtocol.FAMILY_HEADER_LENGTH, new AttributeCursor());
        assertThat(attributes.next()).isTrue();
        assertThat(attributes.type()).isEqualTo(QueueProtocol.NFQA_VERDICT_HDR);
        assertThat(segment.get(NET_U32, attributes.payloadOffset())).isEqualTo(verdict);
        assertThat(segment.get(NET_U32, attributes.payloadOffset() + 4)).isEqualTo(packetId);
        long seenMark = attributes.next() && attributes.type() == QueueProtocol.NFQA_MARK
                ? attributes.u32()
                : AttributeCursor.NOT_A_NUMBER;
        assertThat(seenMark).isEqualTo(mark);
    }
}
