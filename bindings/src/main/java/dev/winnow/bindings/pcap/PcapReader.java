package dev.winnow.bindings.pcap;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.ffm.NativeLibrary;
import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.bindings.generated.pcap.pcap_h;
import dev.winnow.bindings.libc.ErrnoException;
import dev.winnow.bindings.libc.Libc;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads a capture file: pcap or pcapng, plain or gzip-compressed, from a file or standard input.
///
/// A capture that is cut short gives all packets before the cut, and then [Status#ERROR].
public final class PcapReader extends PcapSource {
    /// The name that stands for standard input.
    public static final String STANDARD_INPUT = "-";

    private static final int GZIP_BUFFER_LENGTH = 64 * 1024;
    private static final long STREAM_BUFFER_LENGTH = 256 * 1024;

    private final TimestampPrecision precision;
    private final StreamFeeder feeder;
    private final Arena streamMemory;
    /// Null where a stream is read, or a short file.
    private ReadAhead ahead;

    /// @param feeder of the stream behind `handle`, null where libpcap reads the file itself
    /// @param streamMemory the stream's buffer
    private PcapReader(
            MemorySegment handle, String name, TimestampPrecision precision, StreamFeeder feeder, Arena streamMemory) {
        super(handle, name);
        this.precision = precision;
        this.feeder = feeder;
        this.streamMemory = streamMemory;
    }

    /// Opens a capture.
    ///
    /// @param name of a file, or [#STANDARD_INPUT]
    /// @throws IOException in one line that names the capture and says what is wrong: missing, a directory,
    ///     forbidden, empty, or of an unknown kind
    public static PcapReader open(String name) throws IOException {
        NativeLibrary.PCAP.require();
        if (name.equals(STANDARD_INPUT)) {
            return openStream(new FileInputStream(FileDescriptor.in), "standard input");
        }
        String printable = PcapErrors.printable(name);
        Path path = existingFile(name, printable);
        InputStream in = Files.newInputStream(path);
        if (!Files.isRegularFile(path)) {
            return openStream(in, printable);
        }
        PeekedStream peeked = PeekedStream.of(in, CaptureHeader.PREFIX_LENGTH);
        CaptureHeader header = CaptureHeader.of(peeked.prefix());
        return switch (header.kind()) {
            case PCAP, PCAPNG -> {
                in.close();
                yield openFile(path, printable, header.precision());
            }
            case GZIP, EMPTY, UNKNOWN -> openPeeked(peeked, printable);
        };
    }

    private static Path existingFile(String name, String printable) throws IOException {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            throw new IOException(printable + ": not a file name", e);
        }
        if (Files.isDirectory(path)) {
            throw new IOException(printable + ": is a directory; name the capture files in it");
        }
        if (!Files.exists(path)) {
            throw new IOException(printable + ": no such file");
        }
        if (!Files.isReadable(path)) {
            throw new IOException(printable + ": permission denied");
        }
        return path;
    }

    private static PcapReader openFile(Path path, String name, TimestampPrecision precision) throws IOException {
        long length = Files.size(path);
        try (Arena arena = Arena.ofConfined()) {
            long stream = Libc.fopen(new ErrnoCapture(arena), path.toString(), "rbe");
            if (stream < 0) {
                throw new ErrnoException(name, stream);
            }
            PcapReader reader = openStream(stream, null, name, precision);
            if (length > STREAM_BUFFER_LENGTH) {
                reader.ahead = ReadAhead.start(path);
            }
            return reader;
        }
    }

    private static PcapReader openStream(InputStream in, String name) throws IOException {
        return openPeeked(PeekedStream.of(in, CaptureHeader.PREFIX_LENGTH), name);
    }

    private static PcapReader openPeeked(PeekedStream in, String name) throws IOException {
        try {
            CaptureHeader header = CaptureHeader.of(in.requireStarted().prefix());
            return header.kind() == CaptureHeader.Kind.GZIP ? openGzip(in, name) : feed(in, header, name);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static PcapReader openGzip(InputStream in, String name) throws IOException {
        PeekedStream inner;
        try {
            InputStream unpacked = new GZIPInputStream(in, GZIP_BUFFER_LENGTH);
            inner = PeekedStream.of(unpacked, CaptureHeader.PREFIX_LENGTH).requireStarted();
        } catch (EOFException | ZipException e) {
            throw new IOException(name + ": " + words(e), e);
        }
        return feed(inner, CaptureHeader.of(inner.prefix()), name);
    }

    private static PcapReader feed(InputStream in, CaptureHeader header, String name) throws IOException {
        return switch (header.kind()) {
            case EMPTY -> throw new IOException(name + ": is empty; nothing was captured into it");
            case UNKNOWN ->
                throw new IOException(
                        name + ": is neither pcap nor pcapng, plain or gzip-compressed; is it a capture?");
            case GZIP -> throw new IOException(name + ": is gzip inside gzip; unpack it once");
            case PCAP, PCAPNG -> openPipe(StreamFeeder.start(in, name), name, header.precision());
        };
    }

    private static PcapReader openPipe(StreamFeeder.Pipe pipe, String name, TimestampPrecision precision)
            throws IOException {
        return openStream(pipe.stream(), pipe.feeder(), name, precision);
    }

    /// Hands a `FILE *` over to libpcap. Left to itself it reads 4 KiB a call, and the calls then cost more than the
    /// copying.
    private static PcapReader openStream(long stream, StreamFeeder feeder, String name, TimestampPrecision precision)
            throws IOException {
        Arena streamMemory = Arena.ofShared();
        try (Arena arena = Arena.ofConfined()) {
            ErrnoCapture errno = new ErrnoCapture(arena);
            Libc.setFullBuffer(errno, stream, streamMemory.allocate(STREAM_BUFFER_LENGTH));
            MemorySegment errorBuffer = arena.allocate(JAVA_BYTE, pcap_h.PCAP_ERRBUF_SIZE());
            MemorySegment handle = pcap_h.pcap_fopen_offline_with_tstamp_precision(
                    MemorySegment.ofAddress(stream), TimestampPrecision.NANO.code(), errorBuffer);
            if (NativeMemory.isNull(handle)) {
                Libc.fclose(errno, stream);
                streamMemory.close();
                throw new IOException(name + ": " + errorBuffer.getString(0));
            }
            return new PcapReader(handle, name, precision, feeder, streamMemory);
        }
    }

    /// How finely the capture's own timestamps are recorded, whatever [#timestampNs] shows: what a copy should keep.
    public TimestampPrecision precision() {
        return precision;
    }

    @Override
    public Status next() {
        Status status = super.next();
        if (ahead != null) {
            ahead.passed(capturedLength());
        }
        return status;
    }

    @Override
    Status end() {
        return feederFailed() ? super.fail(words(feeder.failure())) : super.end();
    }

    @Override
    Status fail(String text) {
        if (feederFailed()) {
            return super.fail(words(feeder.failure()));
        }
        return super.fail(text.startsWith("truncated") ? "cut short: " + text : text);
    }

    @Override
    public void close() {
        super.close();
        if (ahead != null) {
            ahead.close();
        }
        streamMemory.close();
    }

    private boolean feederFailed() {
        return feeder != null && feeder.failure() != null;
    }

    private static String words(IOException failure) {
        return switch (failure) {
            case EOFException _ -> "cut short: the gzip stream ends too early";
            case ZipException e -> "damaged gzip stream: " + e.getMessage();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
