package dev.winnow.lane;

import dev.winnow.bindings.pcap.PcapReader;
import dev.winnow.bindings.pcap.PcapWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The captures that a replay writes: what was accepted, and what was dropped, with the original timestamps. All
/// captures of a replay go to the same two, and must then be of one link type.
///
/// Threading: one thread. Ownership: owns both files.
final class VerdictFiles implements AutoCloseable {
    private static final int SNAPSHOT_LENGTH = 262_144;

    private final Optional<Path> acceptedFile;
    private final Optional<Path> droppedFile;
    private int linkType = -1;
    private PcapWriter accepted;
    private PcapWriter dropped;

    /// @throws LaneException if a file cannot be made where it is to be
    VerdictFiles(Optional<Path> acceptedFile, Optional<Path> droppedFile) throws LaneException {
        check(acceptedFile);
        check(droppedFile);
        this.acceptedFile = acceptedFile;
        this.droppedFile = droppedFile;
    }

    /// Looked at before the first packet is judged: the file itself is made only when the link type is known.
    private static void check(Optional<Path> file) throws LaneException {
        if (file.isEmpty() || file.get().toString().equals(PcapWriter.STANDARD_OUTPUT)) {
            return;
        }
        Path folder = file.get().toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file.get())) {
            throw unwritable(file.get(), "is a directory; name a file");
        }
        if (!Files.isDirectory(folder)) {
            throw unwritable(file.get(), "no such folder; make it, or name another file");
        }
        if (!Files.isWritable(Files.exists(file.get()) ? file.get() : folder)) {
            throw unwritable(file.get(), "permission denied; name another file, or be root");
        }
    }

    private static LaneException unwritable(Path file, String why) {
        return new LaneException("cannot write packets: " + file + ": " + why);
    }

    /// Prepares for the packets of `reader`. The first capture decides link type and precision of what is written.
    ///
    /// @throws IOException if a file cannot be made, or the link type is not that of the captures before
    void open(PcapReader reader) throws IOException {
        if (acceptedFile.isEmpty() && droppedFile.isEmpty()) {
            return;
        }
        if (linkType >= 0 && linkType != reader.linkType()) {
            throw new IOException("captures of different link types cannot be written to one file: replay them apart");
        }
        if (linkType < 0) {
            accepted = create(acceptedFile, reader);
            dropped = create(droppedFile, reader);
            linkType = reader.linkType();
        }
    }

    /// Null where nothing is asked for.
    private static PcapWriter create(Optional<Path> file, PcapReader reader) throws IOException {
        return file.isEmpty()
                ? null
                : PcapWriter.create(file.get().toString(), reader.linkType(), SNAPSHOT_LENGTH, reader.precision());
    }

    /// Writes the packet that `reader` stands at to the file of its verdict, if there is one.
    void write(PcapReader reader, boolean isDropped) {
        PcapWriter file = isDropped ? dropped : accepted;
        if (file != null) {
            file.write(reader.dataAddress(), reader.capturedLength(), reader.wireLength(), reader.timestampNs());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            close(accepted);
        } finally {
            close(dropped);
        }
    }

    private static void close(PcapWriter file) throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
