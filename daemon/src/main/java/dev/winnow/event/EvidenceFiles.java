package dev.winnow.event;

import dev.winnow.config.EvidenceConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A folder of pcapng files: `evidence.pcapng` is written to; when it is full it becomes `evidence.1.pcapng`, that
/// becomes `evidence.2.pcapng`, and the last is forgotten.
///
/// Each run goes on where the one before ended. What a run that was killed left of a block is cut off first, because
/// nobody reads past it.
///
/// Threading: one thread.
final class EvidenceFiles implements AutoCloseable {
    private static final String NAME = "evidence";
    private static final String SUFFIX = ".pcapng";

    private final Path folder;
    private final EvidenceConfig config;
    private final PcapngBlocks blocks;
    private FileChannel channel;
    private long length;

    /// @throws IOException where the folder or the file cannot be made, or another process writes there
    EvidenceFiles(Path folder, EvidenceConfig config, PcapngBlocks blocks) throws IOException {
        this.folder = folder;
        this.config = config;
        this.blocks = blocks;
        Files.createDirectories(folder);
        open();
    }

    private void open() throws IOException {
        channel =
                FileChannel.open(file(0), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (isWrittenByAnother()) {
            channel.close();
            throw new IOException("another winnow keeps its evidence there");
        }
        length = wholeBlocks(channel);
        channel.truncate(length).position(length);
        if (length == 0) {
            write(blocks.beginning(config.packetLength()));
        }
    }

    private boolean isWrittenByAnother() throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException _) {
            return true;
        }
    }

    private Path file(int number) {
        return folder.resolve(number == 0 ? NAME + SUFFIX : NAME + "." + number + SUFFIX);
    }

    /// Where the last whole block ends.
    private static long wholeBlocks(FileChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long end = 0;
        while (channel.read(head.clear(), end) == head.capacity()) {
            long blockLength = Integer.toUnsignedLong(head.getInt(Integer.BYTES));
            if (blockLength < PcapngBlocks.OVERHEAD || end + blockLength > channel.size()) {
                return end;
            }
            end += blockLength;
        }
        return end;
    }

    /// Appends a block, to the next file where this one is full.
    ///
    /// @throws IOException where the disk does not take it; nothing of it is left behind then
    void append(ByteBuffer block) throws IOException {
        if (length + block.remaining() > config.fileBytes()) {
            ByteBuffer kept = ByteBuffer.allocate(block.remaining()).put(block).flip();
            rotate();
            write(kept);
        } else {
            write(block);
        }
    }

    private void write(ByteBuffer block) throws IOException {
        try {
            while (block.hasRemaining()) {
                channel.write(block);
            }
            length = channel.position();
        } catch (IOException e) {
            channel.truncate(length).position(length);
            throw e;
        }
    }

    private void rotate() throws IOException {
        channel.close();
        for (int number = config.files() - 1; number > 0; number--) {
            if (Files.exists(file(number - 1))) {
                Files.move(file(number - 1), file(number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.deleteIfExists(file(0));
        open();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
