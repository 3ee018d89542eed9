package dev.winnow.protocol;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.rule.option.Field;
import java.lang.foreign.MemorySegment;

/// A file that a protocol carries: its name and its first bytes. Pooled with its transaction. Threading: its flow's.
public final class CarriedFile {
    private static final int MAX_NAME_LENGTH = 1024;

    private final GrowingBytes name;
    private final GrowingBytes data;

    /// @param maxLength of the file that is kept, in bytes; what is behind is not looked into
    public CarriedFile(BlockPool blocks, int maxLength) {
        name = new GrowingBytes(blocks, MAX_NAME_LENGTH);
        data = new GrowingBytes(blocks, maxLength);
    }

    public void name(MemorySegment memory, long offset, int length) {
        name.append(memory, offset, length);
    }

    public void append(MemorySegment memory, long offset, int length) {
        data.append(memory, offset, length);
    }

    public void append(int value) {
        data.append((byte) value);
    }

    /// Bytes kept.
    public int length() {
        return data.length();
    }

    /// See [Transaction#find].
    public boolean find(Field field, ByteRange range) {
        GrowingBytes bytes = field == Field.FILE_NAME ? name : data;
        bytes.into(range);
        return bytes.length() > 0 && (field == Field.FILE_NAME || field == Field.FILE_DATA);
    }

    /// Forgets everything and gives memory back.
    public void clear() {
        name.clear();
        data.clear();
    }
}
