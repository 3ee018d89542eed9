package dev.winnow.protocol.tls;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import java.util.function.Consumer;

/// A field that is made when it is first asked for, and kept until [#clear]. Reused. Threading: its flow's.
final class LazyField {
    private final GrowingBytes bytes;
    private final Consumer<GrowingBytes> maker;

    /// @param maker appends the field; called at most once between two [#clear] unless there is no room for anything
    LazyField(BlockPool blocks, int maxBytes, Consumer<GrowingBytes> maker) {
        bytes = new GrowingBytes(blocks, maxBytes);
        this.maker = maker;
    }

    void clear() {
        bytes.clear();
    }

    GrowingBytes bytes() {
        if (bytes.length() == 0) {
            maker.accept(bytes);
        }
        return bytes;
    }

    /// Points at the field, which there always is.
    boolean find(ByteRange out) {
        bytes().into(out);
        return true;
    }
}
