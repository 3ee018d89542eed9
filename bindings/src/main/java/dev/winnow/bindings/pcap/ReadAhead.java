package dev.winnow.bindings.pcap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Reads a capture a little before libpcap does, which then finds it in the page cache: what the disk takes, and the
/// kernel for it, is another thread's.
///
/// The thread ends with the file, or when this is closed; it holds up no exit of the process.
///
/// Threading: [#passed] and [#close] by the one who reads the capture.
final class ReadAhead implements Runnable, AutoCloseable {
    /// How far before its reader, in bytes.
    static final long DISTANCE = 32L << 20;

    private static final int CHUNK_LENGTH = 1 << 20;
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(1);

    /// What a capture keeps of a packet beside its bytes, at least: the record header of pcap-savefile(5).
    private static final int RECORD_HEADER_LENGTH = 16;

    private final Path path;
    private final Thread thread;
    private final AtomicLong readerPosition = new AtomicLong();
    private volatile boolean closed;

    private ReadAhead(Path path) {
        this.path = path;
        thread = Thread.ofPlatform().daemon().name("capture-read-ahead").unstarted(this);
    }

    /// Starts to read `path`. A fault ends it silently: the reader meets it too, and tells.
    static ReadAhead start(Path path) {
        ReadAhead ahead = new ReadAhead(path);
        ahead.thread.start();
        return ahead;
    }

    /// The reader has had one more packet of `capturedLength` bytes.
    void passed(int capturedLength) {
        readerPosition.setOpaque(readerPosition.getPlain() + RECORD_HEADER_LENGTH + capturedLength);
    }

    @Override
    public void run() {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_LENGTH);
        try (FileChannel file = FileChannel.open(path)) {
            while (!closed && file.read(chunk.clear()) > 0) {
                while (!closed && file.position() - readerPosition.getOpaque() > DISTANCE) {
                    LockSupport.parkNanos(PAUSE_NS);
                }
            }
        } catch (IOException _) {
            // The reader's business.
        }
    }

    /// The thread that reads, for those who wait for its end.
    Thread thread() {
        return thread;
    }

    @Override
    public void close() {
        closed = true;
    }
}
