package dev.winnow.bindings.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AttributeCursorTest {
    private final MemorySegment buffer = MemorySegment.ofArray(new byte[4096]);
    private final AttributeCursor cursor = new AttributeCursor();

    /// What one attribute holds, by the slow and obvious way.
    private record Attribute(int type, List<Byte> value) {}

    private record Decoded(List<Attribute> attributes, boolean malformed) {}

    @Test
    void shouldStopAtOnceWhenThereIsNothing() {
        cursor.wrap(buffer, 0, 0);

        assertThat(cursor.next()).isFalse();
        assertThat(cursor.malformed()).isFalse();
    }

    @Test
    void shouldReadNumbersInNetworkOrder() {
        MessageBuilder builder = new MessageBuilder(buffer).begin(0, 0, 0);
        builder.u8(1, 0xFE).u16(2, 0xFFFE).u32(3, 0xFFFF_FFFE).u64(4, Long.MIN_VALUE);
        cursor.wrap(buffer, NetlinkHeader.LENGTH, builder.length() - NetlinkHeader.LENGTH);

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.u8()).isEqualTo(0xFE);
        assertThat(cursor.u32()).isEqualTo(AttributeCursor.NOT_A_NUMBER);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.u16()).isEqualTo(0xFFFE);
        assertThat(cursor.u8()).isEqualTo(AttributeCursor.NOT_A_NUMBER);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.u32()).isEqualTo(0xFFFF_FFFEL);
        assertThat(cursor.u64()).isEqualTo(AttributeCursor.NOT_A_NUMBER);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.u64()).isEqualTo(Long.MIN_VALUE);
        assertThat(cursor.u16()).isEqualTo(AttributeCursor.NOT_A_NUMBER);
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.malformed()).isFalse();
    }

    @Test
    void shouldEnterNestedAttributes() {
        MessageBuilder builder = new MessageBuilder(buffer).begin(0, 0, 0);
        long nested = builder.beginNested(7);
        builder.u32(1, 11).u8(2, 12).endNested(nested).u8(8, 13);
        cursor.wrap(buffer, NetlinkHeader.LENGTH, builder.length() - NetlinkHeader.LENGTH);

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.type()).isEqualTo(7);
        AttributeCursor inner = cursor.enter(new AttributeCursor());
        assertThat(inner.next()).isTrue();
        assertThat(inner.u32()).isEqualTo(11);
        assertThat(inner.next()).isTrue();
        assertThat(inner.u8()).isEqualTo(12);
        assertThat(inner.next()).isFalse();
        assertThat(inner.malformed()).isFalse();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.type()).isEqualTo(8);
    }

    @Test
    void shouldCallAnAttributeWithoutLengthMalformed() {
        cursor.wrap(buffer, 0, 8);

        assertThat(cursor.next()).isFalse();
        assertThat(cursor.malformed()).isTrue();
        assertThat(cursor.next()).isFalse();
        assertThat(cursor.malformed()).isTrue();
    }

    @Property
    void shouldAgreeWithTheNaiveDecoderOnAnyBytes(@ForAll @Size(max = 200) byte[] bytes) {
        assertAgreement(bytes);
    }

    @Property
    void shouldAgreeWithTheNaiveDecoderOnNearlyGoodBytes(
            @ForAll @Size(max = 12) List<@IntRange(max = 40) Integer> lengths,
            @ForAll @IntRange(max = 300) int damagedAt,
            @ForAll byte damage,
            @ForAll @IntRange(max = 8) int cut) {
        MessageBuilder builder = new MessageBuilder(buffer).begin(0, 0, 0);
        for (int length : lengths) {
            byte[] value = new byte[length];
            Arrays.fill(value, (byte) length);
            builder.bytes(length, MemorySegment.ofArray(value));
        }
        byte[] bytes = buffer.asSlice(NetlinkHeader.LENGTH, builder.length() - NetlinkHeader.LENGTH)
                .toArray(ValueLayout.JAVA_BYTE);
        if (damagedAt < bytes.length) {
            bytes[damagedAt] = damage;
        }
        assertAgreement(Arrays.copyOf(bytes, Math.max(0, bytes.length - cut)));
    }

    private void assertAgreement(byte[] bytes) {
        MemorySegment segment = MemorySegment.ofArray(bytes);
        List<Attribute> seen = new ArrayList<>();
        cursor.wrap(segment, 0, bytes.length);
        while (cursor.next()) {
            List<Byte> value = new ArrayList<>();
            for (int i = 0; i < cursor.payloadLength(); i++) {
                value.add(bytes[(int) cursor.payloadOffset() + i]);
            }
            seen.add(new Attribute(cursor.type(), value));
        }

        assertThat(new Decoded(seen, cursor.malformed())).isEqualTo(decodeNaively(bytes));
    }

    private static Decoded decodeNaively(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        List<Attribute> attributes = new ArrayList<>();
        while (in.remaining() >= 4) {
            int start = in.position();
            int length = in.getShort() & 0xFFFF;
            int type = in.getShort() & 0x3FFF;
            if (length < 4 || start + length > bytes.length) {
                return new Decoded(attributes, true);
            }
            List<Byte> value = new ArrayList<>();
            for (int i = 4; i < length; i++) {
                value.add(in.get());
            }
            attributes.add(new Attribute(type, value));
            while (in.position() % 4 != 0 && in.hasRemaining()) {
                in.get();
            }
        }
        return new Decoded(attributes, in.hasRemaining());
    }
}
