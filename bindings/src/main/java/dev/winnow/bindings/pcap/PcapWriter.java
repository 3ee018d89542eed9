package dev.winnow.bindings.pcap;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.winnow.bindings.ffm.Downcalls;
import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.ffm.NativeLibrary;
import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.bindings.generated.pcap.pcap_h;
import dev.winnow.bindings.generated.pcap.pcap_pkthdr;
import dev.winnow.bindings.generated.pcap.timeval;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a pcap file, pcap_dump(3PCAP).
///
/// Packets are buffered: only [#flush] and [#close] tell whether they have reached the file. What goes elsewhere
/// than into a regular file is not held back, so that its reader sees each packet at once.
///
/// Threading: one thread. A packet costs no allocation.
public final class PcapWriter implements AutoCloseable {
    /// The name that stands for standard output.
    public static final String STANDARD_OUTPUT = "-";

    private static final MethodHandle DUMP =
            Downcalls.plain(pcap_h.pcap_dump$address(), Downcalls.addressesAsLongs(pcap_h.pcap_dump$descriptor()));
    private static final MethodHandle DUMP_FLUSH =
            Downcalls.captured(pcap_h.pcap_dump_flush$address(), pcap_h.pcap_dump_flush$descriptor());
    private static final int RECORD_HEADER_LENGTH = 16;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_OFFSET = pcap_pkthdr.ts$offset() + timeval.tv_sec$offset();
    private static final long FRACTION_OFFSET = pcap_pkthdr.ts$offset() + timeval.tv_usec$offset();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment header = arena.allocate(pcap_pkthdr.layout());
    private final ErrnoCapture errno = new ErrnoCapture(arena);
    private final MemorySegment dead;
    private final MemorySegment dumper;
    private final String name;
    private final long fractionNs;
    private final boolean regularFile;
    private long expectedLength;
    private String failure;

    private PcapWriter(
            MemorySegment dead, MemorySegment dumper, String name, boolean regularFile, TimestampPrecision precision) {
        this.dead = dead;
        this.dumper = dumper;
        this.name = name;
        fractionNs = precision.unitNs();
        this.regularFile = regularFile;
        expectedLength = pcap_h.pcap_dump_ftell64(dumper);
    }

    /// Creates a file, or overwrites it.
    ///
    /// @param name of the file, or [#STANDARD_OUTPUT]
    /// @param linkType `DLT_*` of all packets
    /// @param snapLength the most bytes of a packet
    /// @param precision in which timestamps are recorded; finer ones are cut off
    /// @throws IOException in one line where it cannot be created
    public static PcapWriter create(String name, int linkType, int snapLength, TimestampPrecision precision)
            throws IOException {
        NativeLibrary.PCAP.require();
        if (name.indexOf('\0') >= 0) {
            throw new IOException(PcapErrors.printable(name) + ": not a file name");
        }
        MemorySegment dead = pcap_h.pcap_open_dead_with_tstamp_precision(linkType, snapLength, precision.code());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment dumper = pcap_h.pcap_dump_open(dead, arena.allocateFrom(name));
            if (NativeMemory.isNull(dumper)) {
                String text = PcapErrors.textOf(dead);
                pcap_h.pcap_close(dead);
                throw new IOException(PcapErrors.printable(text));
            }
            boolean regularFile = !name.equals(STANDARD_OUTPUT) && Files.isRegularFile(Path.of(name));
            return new PcapWriter(dead, dumper, PcapErrors.printable(name), regularFile, precision);
        }
    }

    /// Adds a packet whose bytes are at `address`. A failure shows at the next [#flush] or [#close].
    public void write(long address, int capturedLength, int wireLength, long timestampNs) {
        header.set(JAVA_LONG, SECONDS_OFFSET, Math.floorDiv(timestampNs, NS_PER_SECOND));
        header.set(JAVA_LONG, FRACTION_OFFSET, Math.floorMod(timestampNs, NS_PER_SECOND) / fractionNs);
        header.set(JAVA_INT, pcap_pkthdr.caplen$offset(), capturedLength);
        header.set(JAVA_INT, pcap_pkthdr.len$offset(), wireLength);
        try {
            DUMP.invokeExact(dumper.address(), header.address(), address);
        } catch (Throwable t) {
            throw Downcalls.misused("pcap_dump", t);
        }
        expectedLength += RECORD_HEADER_LENGTH + capturedLength;
        if (!regularFile) {
            noteFailure();
        }
    }

    /// Adds a packet whose bytes are at `offset` of `packet`, which is off-heap.
    public void write(MemorySegment packet, long offset, int capturedLength, int wireLength, long timestampNs) {
        if (!packet.isNative() || offset < 0 || capturedLength > packet.byteSize() - offset) {
            throw new IllegalArgumentException("packet must lie in an off-heap segment");
        }
        write(packet.address() + offset, capturedLength, wireLength, timestampNs);
    }

    /// Hands what is buffered to the kernel.
    ///
    /// @throws IOException where it, or an earlier packet, could not be written: the disk is full, the pipe closed
    public void flush() throws IOException {
        noteFailure();
        if (failure != null) {
            throw new IOException(name + ": " + failure);
        }
    }

    /// libpcap and stdio keep silent about what did not fit in between, and report a failure only once: the file's
    /// length tells.
    private void noteFailure() {
        if (failure == null && flushDumper() != 0) {
            failure = Errno.describe(errno.code());
        }
        if (failure == null && regularFile && pcap_h.pcap_dump_ftell64(dumper) != expectedLength) {
            failure = "not all packets could be written; is the disk full?";
        }
    }

    private int flushDumper() {
        try {
            return (int) DUMP_FLUSH.invokeExact(errno.state(), dumper);
        } catch (Throwable t) {
            throw Downcalls.misused("pcap_dump_flush", t);
        }
    }

    /// Writes what is buffered, and closes the file in any case.
    @Override
    public void close() throws IOException {
        try {
            flush();
        } finally {
            pcap_h.pcap_dump_close(dumper);
            pcap_h.pcap_close(dead);
            arena.close();
        }
    }
}
