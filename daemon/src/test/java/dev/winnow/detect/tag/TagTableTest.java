package dev.winnow.detect.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.LinkType;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.option.AlertOption.Tag;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How many addresses can be tagged at once, and when they are forgotten.
final class TagTableTest {
    private static final int CAPACITY = 64;

    private static final PacketDecoder DECODER =
            new PacketDecoder(new FragmentStore(Arena.global(), FragmentLimits.DEFAULT));

    private final TagTable tags = new TagTable(CAPACITY, 42);

    private static PacketView from(int host) {
        MemorySegment bytes = PacketBuilder.offHeap(PacketBuilder.raw()
                .ipv4("198.18." + (host >> 8) + "." + (host & 0xFF), "198.19.0.1")
                .udp(1, 2)
                .payload("")
                .bytes());
        PacketView view = new PacketView();
        DECODER.decode(bytes, 0, (int) bytes.byteSize(), LinkType.RAW, 0, ChecksumMode.IGNORE, view);
        return view;
    }

    private static Tag bySource(long count) {
        return new Tag(Tag.Scope.HOST, Optional.of(Tag.Direction.SRC), count, Tag.Metric.PACKETS);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "8, 8, 8", "64, 30, 64", "10000, 64, 64"})
    void shouldForgetSomeWhereThereAreTooMany(int hosts, int least, int most) {
        IntStream.range(0, hosts).forEach(host -> {
            tags.tag(bySource(100), from(host), null);
            tags.count(from(host), null);
        });

        assertThat(IntStream.range(0, hosts).filter(host -> tags.count(from(host), null)))
                .hasSizeBetween(least, most);
    }

    @Test
    void shouldHoldNothingOnceAllIsTold() {
        assertThat(tags.isHeld()).isFalse();
        tags.tag(bySource(2), from(1), null);
        tags.tag(bySource(1), from(2), null);
        assertThat(tags.isHeld()).isTrue();

        assertThat(tags.count(from(1), null)).isFalse();
        assertThat(tags.count(from(1), null)).isTrue();
        assertThat(tags.count(from(1), null)).isFalse();
        assertThat(tags.isHeld()).isTrue();
        assertThat(tags.count(from(2), null)).isFalse();
        assertThat(tags.count(from(2), null)).isFalse();
        assertThat(tags.isHeld()).isFalse();
    }

    @Test
    void shouldTagNoConnectionWhereThereIsNone() {
        tags.tag(new Tag(Tag.Scope.SESSION, Optional.empty(), 9, Tag.Metric.PACKETS), from(1), null);

        assertThat(tags.isHeld()).isFalse();
    }

    @Test
    void shouldForgetEverything() {
        tags.tag(bySource(9), from(1), null);
        tags.clear();

        assertThat(tags.isHeld()).isFalse();
        assertThat(tags.count(from(1), null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, (1 << 24) + 1})
    void shouldRefuseImpossibleCapacities(int capacity) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TagTable(capacity, 0));
    }
}
