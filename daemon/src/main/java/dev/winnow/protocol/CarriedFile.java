package dev.winnow.protocol;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.rule.option.Field;
import java.lang.foreign.MemorySegment;

/// A file that a protocol carries: its name and its bytes. Pooled with its transaction. Threading: its flow's.
public final class CarriedFile {
    private static final int MAX_NAME_LENGTH = 1024;

    private final GrowingBytes name;
    private final BodyWindow data;

    /// @param limits how far the file is looked into
    /// @param sums borrowed; gets the file's bytes
    public CarriedFile(BlockPool blocks, BodyLimits limits, FileSums sums) {
        name = new GrowingBytes(blocks, MAX_NAME_LENGTH);
        data = new BodyWindow(blocks, limits, true, sums);
    }

    public void name(MemorySegment memory, long offset, int length) {
        name.append(memory, offset, length);
    }

    public void append(MemorySegment memory, long offset, int length) {
        data.append(memory, offset, length);
        data.show();
    }

    public void append(int value) {
        data.append((byte) value);
        data.show();
    }

    /// Rules have looked into what they found.
    public void inspected() {
        data.inspected();
    }

    /// See [Transaction#find].
    public boolean find(Field field, ByteRange range) {
        if (field == Field.FILE_DATA) {
            return data.into(range);
        }
        name.into(range);
        return field == Field.FILE_NAME && name.length() > 0;
    }

    /// Forgets everything and gives memory back.
    public void clear() {
        name.clear();
        data.clear();
    }
}
