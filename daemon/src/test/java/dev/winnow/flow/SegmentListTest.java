package dev.winnow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.memory.BlockPool;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SegmentListTest {
    private final BlockPool pool = new BlockPool(Arena.ofAuto(), 1 << 20);
    private final SegmentList list = new SegmentList(pool);

    private int insert(OverlapPolicy policy, long start, String text) {
        MemorySegment bytes = Arena.ofAuto().allocateFrom(text, StandardCharsets.ISO_8859_1);
        return list.insert(policy, start, bytes, 0, text.length());
    }

    @Test
    void shouldSayWhatBecameOfASegment() {
        assertThat(insert(OverlapPolicy.FIRST, 10, "abcd")).isEqualTo(Insertion.ADDED);
        assertThat(insert(OverlapPolicy.FIRST, 11, "bc")).isEqualTo(Insertion.OVERLAP);
        assertThat(insert(OverlapPolicy.FIRST, 11, "b!")).isEqualTo(Insertion.OVERLAP | Insertion.DIFFERENT);
        assertThat(insert(OverlapPolicy.FIRST, 12, "cdef")).isEqualTo(Insertion.OVERLAP | Insertion.ADDED);
        assertThat(list.pieces()).isEqualTo(2);
    }

    @Test
    void shouldFindThePieceThatEndsBehindAPlace() {
        insert(OverlapPolicy.FIRST, 10, "abcd");
        insert(OverlapPolicy.FIRST, 20, "efgh");

        assertThat(list.start(list.seek(0))).isEqualTo(10);
        assertThat(list.start(list.seek(13))).isEqualTo(10);
        assertThat(list.start(list.seek(14))).isEqualTo(20);
        assertThat(list.start(list.seek(23))).isEqualTo(20);
        assertThat(list.seek(24)).isEqualTo(SegmentList.NONE);
    }

    @Test
    void shouldGiveBackTheMemoryOfWhatIsDropped() {
        for (int i = 0; i < 100; i++) {
            insert(OverlapPolicy.LAST, i * 3L, "abcdef");
        }
        long lent = pool.lentBytes();
        list.dropBefore(150);
        assertThat(pool.lentBytes()).isBetween(1L, lent - 1);
        assertThat(list.end(list.head())).isGreaterThan(150);

        list.clear();
        assertThat(pool.lentBytes()).isZero();
        assertThat(list.pieces()).isZero();
        assertThat(list.head()).isEqualTo(SegmentList.NONE);
        assertThat(insert(OverlapPolicy.LAST, 0, "again")).isEqualTo(Insertion.ADDED);
    }

    @Test
    void shouldRefuseWhatThereIsNoMemoryFor() {
        BlockPool empty = new BlockPool(Arena.ofAuto(), 0);
        SegmentList poor = new SegmentList(empty);
        MemorySegment bytes = Arena.ofAuto().allocate(8);

        assertThat(poor.insert(OverlapPolicy.FIRST, 0, bytes, 0, 8)).isEqualTo(Insertion.REFUSED);
        assertThat(poor.seek(0)).isEqualTo(SegmentList.NONE);
    }
}
