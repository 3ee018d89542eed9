package dev.winnow.bindings.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MessageCursorTest {
    private final MemorySegment buffer = MemorySegment.ofArray(new byte[4096]);
    private final MessageBuilder builder = new MessageBuilder(buffer);
    private final MessageCursor cursor = new MessageCursor();

    @Test
    void shouldStepThroughAllMessagesOfADatagram() {
        builder.begin(0x301, NetlinkHeader.FLAG_REQUEST, 7)
                .netfilterHeader(0, 3)
                .u8(1, 5);
        builder.begin(NetlinkHeader.TYPE_DONE, NetlinkHeader.FLAG_MULTI, 8);
        cursor.wrap(buffer, 0, builder.length());

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.type()).isEqualTo(0x301);
        assertThat(cursor.flags()).isEqualTo(NetlinkHeader.FLAG_REQUEST);
        assertThat(cursor.sequence()).isEqualTo(7);
        assertThat(cursor.portId()).isZero();
        assertThat(cursor.isError()).isFalse();
        assertThat(cursor.isMulti()).isFalse();
        AttributeCursor attributes = cursor.attributes(4, new AttributeCursor());
        assertThat(attributes.next()).isTrue();
        assertThat(attributes.u8()).isEqualTo(5);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.isDone()).isTrue();
        assertThat(cursor.isMulti()).isTrue();
        assertThat(cursor.payloadLength()).isZero();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.malformed()).isFalse();
    }

    @Test
    void shouldTellAnErrorFromAnAcknowledgement() {
        builder.begin(NetlinkHeader.TYPE_ERROR, 0, 1).netfilterHeader(0, 0);
        buffer.set(ValueLayout.JAVA_INT_UNALIGNED, NetlinkHeader.LENGTH, -2);
        long second = builder.length();
        builder.begin(NetlinkHeader.TYPE_ERROR, 0, 2).netfilterHeader(0, 0);
        buffer.set(ValueLayout.JAVA_INT_UNALIGNED, second + NetlinkHeader.LENGTH, 0);
        cursor.wrap(buffer, 0, builder.length());

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.result()).isEqualTo(-2);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.isError()).isTrue();
        assertThat(cursor.result()).isZero();
    }

    @Test
    void shouldCallAMessageLongerThanTheDatagramMalformed() {
        builder.begin(0x300, 0, 0).u32(1, 1);
        cursor.wrap(buffer, 0, builder.length() - 1);

        assertThat(cursor.next()).isFalse();
        assertThat(cursor.malformed()).isTrue();
    }

    @Test
    void shouldRefuseAnAttributeThatItsLengthFieldCannotName() {
        MessageBuilder large = new MessageBuilder(MemorySegment.ofArray(new byte[200_000])).begin(0, 0, 0);

        assertThatThrownBy(() -> large.bytes(1, MemorySegment.ofArray(new byte[65_532])))
                .isInstanceOf(IndexOutOfBoundsException.class);
        long nested = large.beginNested(1);
        large.bytes(2, MemorySegment.ofArray(new byte[65_531]));
        assertThatThrownBy(() -> large.endNested(nested)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Property
    void shouldStayInsideAnyBytes(@ForAll @Size(max = 200) byte[] bytes) {
        MemorySegment segment = MemorySegment.ofArray(bytes);
        AttributeCursor attributes = new AttributeCursor();
        cursor.wrap(segment, 0, bytes.length);
        long end = 0;
        while (cursor.next()) {
            assertThat(cursor.messageOffset()).isGreaterThanOrEqualTo(end);
            end = cursor.messageOffset() + cursor.messageLength();
            assertThat(end).isLessThanOrEqualTo(bytes.length);
            cursor.attributes(4, attributes);
            while (attributes.next()) {
                assertThat(attributes.payloadOffset() + attributes.payloadLength())
                        .isLessThanOrEqualTo(end);
            }
        }
        assertThat(cursor.malformed()).isEqualTo(end < bytes.length && NetlinkHeader.align(end) < bytes.length);
    }
}
