package dev.winnow.bindings.hyperscan;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.winnow.bindings.ffm.Downcalls;
import dev.winnow.bindings.generated.hs.hs_h;
import dev.winnow.natives.MatchCollectorLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Objects;

/// `scan.c`: a scan and all its matches in one downcall.
public final class MatchCollector {
    /// Bytes behind the data that must be readable, whatever they are: where the processor has AVX-512 VBMI, Hyperscan
    /// 5.4.0 and Vectorscan up to 5.4.11 load 32 at a time there (VectorCamp/vectorscan issue 322).
    public static final int READ_BEHIND = 32;

    /// `int32_t winnow_collect(hs_scan_function *scan, const void *database, const char *data, uint32_t length,
    /// void *scratch, const struct winnow_matches *matches)`
    private static final MethodHandle COLLECT = Downcalls.critical(
            symbol("winnow_collect"),
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG));

    private static final long HS_SCAN = hs_h.hs_scan$address().address();

    private MatchCollector() {}

    /// Scans the `length` bytes at `offset` of `data`, which is off-heap, and leaves the matches in `matches`.
    /// Nothing is allocated, nothing blocks.
    ///
    /// Behind the data are [#READ_BEHIND] bytes that may be read, be they in `data` or not.
    ///
    /// Nothing of what is passed may be closed meanwhile: this call keeps no arena open.
    ///
    /// Threading: any number of threads, each with its own scratch and matches.
    ///
    /// @param scratch fits `database`
    /// @return how many matches there were; more than [MatchBuffer#capacity] when some did not fit, and then those
    ///         are counted each time; or a negative `HS_*` code
    /// @throws IndexOutOfBoundsException if the bytes are not all in `data`
    public static int collect(
            PatternDatabase database,
            MemorySegment data,
            long offset,
            int length,
            Scratch scratch,
            MatchBuffer matches) {
        Objects.checkFromIndexSize(offset, length, data.byteSize());
        try {
            return (int) COLLECT.invokeExact(
                    HS_SCAN, database.address(), data.address() + offset, length, scratch.address(), matches.address());
        } catch (Throwable t) {
            throw Downcalls.misused("winnow_collect", t);
        }
    }

    private static MemorySegment symbol(String name) {
        try {
            return MatchCollectorLibrary.load(library -> Downcalls.symbolIn(library, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
