package dev.winnow.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/// Appends whole lines to a file through a buffer. A disk that refuses them costs lines, which are counted, and never
/// leaves half a line behind; when the disk takes lines again, so does this.
///
/// Threading: one thread.
final class LineFile implements AutoCloseable {
    private static final int BUFFER_LENGTH = 1 << 16;

    private final Path file;
    private final LongConsumer onLost;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_LENGTH);
    private int bufferedLines;
    private FileChannel channel;

    /// @param onLost told how many lines could not be written
    /// @throws IOException where the file cannot be made or opened
    LineFile(Path file, LongConsumer onLost) throws IOException {
        this.file = file;
        this.onLost = onLost;
        channel = open(file);
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /// Takes a line; it reaches the file when the buffer is full, or with [#flush].
    ///
    /// @param line   ends in a newline within `length`
    void append(byte[] line, int length) {
        if (length > buffer.remaining()) {
            flush();
        }
        if (length > buffer.capacity()) {
            onLost.accept(1);
            return;
        }
        buffer.put(line, 0, length);
        bufferedLines++;
    }

    /// Writes what is buffered.
    ///
    /// @return false when there was nothing
    boolean flush() {
        if (bufferedLines == 0) {
            return false;
        }
        buffer.flip();
        try {
            write();
        } catch (IOException _) {
            onLost.accept(bufferedLines);
        } finally {
            buffer.clear();
            bufferedLines = 0;
        }
        return true;
    }

    private void write() throws IOException {
        long before = channel.size();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            takeBack(before, e);
            throw e;
        }
    }

    private void takeBack(long length, IOException cause) {
        try {
            channel.truncate(length);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /// Closes the file and opens what has its name now, after somebody has moved it away.
    ///
    /// @throws IOException where that fails; lines then still go to the file that was open before
    void reopen() throws IOException {
        flush();
        FileChannel old = channel;
        channel = open(file);
        old.close();
    }

    @Override
    public void close() throws IOException {
        flush();
        channel.close();
    }
}
