package dev.winnow.protocol.smtp;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.CarriedFile;
import dev.winnow.protocol.Octets;

/// The name of the file that a part's header announces. Threading: its flow's.
final class FileName {
    private static final int MAX_LENGTH = 256;

    private final GrowingBytes text;

    FileName(BlockPool blocks) {
        text = new GrowingBytes(blocks, MAX_LENGTH);
    }

    boolean isEmpty() {
        return text.length() == 0;
    }

    void set(Octets from, int at, int length) {
        if (from.has(at, length)) {
            text.append(from.memory(), from.offset(at), length);
        }
    }

    void giveTo(CarriedFile file) {
        file.name(text.memory(), text.address(), text.length());
    }

    void clear() {
        text.clear();
    }
}
