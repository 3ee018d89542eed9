package dev.winnow.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.bindings.generated.libc.libc_h;
import java.lang.foreign.MemorySegment;

/// Bytes that end where a page begins that nobody may touch: reading one byte too far ends the process.
public final class GuardedBuffer implements AutoCloseable {
    private final MemorySegment pages;
    private final long guard;

    /// Room for up to `capacity` bytes.
    public GuardedBuffer(int capacity) {
        long page = libc_h.sysconf(libc_h._SC_PAGESIZE());
        guard = (capacity + page - 1) / page * page;
        pages = libc_h.mmap(
                        MemorySegment.NULL,
                        guard + page,
                        libc_h.PROT_READ() | libc_h.PROT_WRITE(),
                        libc_h.MAP_PRIVATE() | libc_h.MAP_ANONYMOUS(),
                        -1,
                        0)
                .reinterpret(guard + page);
        assertThat(pages.address()).isNotEqualTo(-1);
        assertThat(libc_h.mprotect(pages.asSlice(guard), page, libc_h.PROT_NONE()))
                .isZero();
    }

    /// `bytes`, flush against the guard page; the next call overwrites them.
    public MemorySegment flush(byte[] bytes) {
        MemorySegment segment = pages.asSlice(guard - bytes.length, bytes.length);
        segment.copyFrom(MemorySegment.ofArray(bytes));
        return segment;
    }

    @Override
    public void close() {
        libc_h.munmap(pages, pages.byteSize());
    }
}
