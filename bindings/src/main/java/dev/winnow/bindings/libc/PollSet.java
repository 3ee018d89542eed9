package dev.winnow.bindings.libc;

import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.generated.libc.libc_h;
import dev.winnow.bindings.generated.libc.pollfd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Descriptors to wait for together, prepared once so that waiting allocates nothing.
///
/// Lifetime: its memory is the arena's; the descriptors are the caller's. Threading: one thread.
public final class PollSet {
    private final MemorySegment entries;
    private final ErrnoCapture errno;
    private int size;

    /// @param capacity the most descriptors that will be added
    public PollSet(Arena arena, int capacity) {
        entries = arena.allocate(pollfd.layout(), capacity);
        errno = new ErrnoCapture(arena);
    }

    /// Adds a descriptor to wait for until it can be read, or has failed.
    ///
    /// @return its index here
    public int addReadable(int fd) {
        long at = size * pollfd.layout().byteSize();
        entries.set(pollfd.fd$layout(), at + pollfd.fd$offset(), fd);
        entries.set(pollfd.events$layout(), at + pollfd.events$offset(), (short) libc_h.POLLIN());
        return size++;
    }

    /// Waits until one of them has something to tell.
    ///
    /// @param timeoutMs 0 returns at once, negative waits for ever
    /// @return how many have, 0 when the time is over, or `-errno`: EINTR
    public int poll(int timeoutMs) {
        return Sockets.poll(errno, entries, size, timeoutMs);
    }

    /// Whether the descriptor had something to tell, data or a failure, at the last [#poll] that returned more than 0.
    public boolean isReady(int index) {
        return entries.get(pollfd.revents$layout(), index * pollfd.layout().byteSize() + pollfd.revents$offset()) != 0;
    }
}
