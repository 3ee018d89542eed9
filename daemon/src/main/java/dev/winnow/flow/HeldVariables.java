package dev.winnow.flow;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;

/// What rules keep with one flow: bits and integers in a block of the table's, captured bytes in a chain of their own.
///
/// Holds no memory before something is set. Ownership: owns its blocks until [#clear]. Threading: the table's.
final class HeldVariables {
    private final FlowTable table;
    /// What the block is one of.
    private FlowVariables variables;

    private long block = BlockPool.NONE;
    private final FlowTexts texts;
    private long firstText = BlockPool.NONE;

    HeldVariables(FlowTable table, FlowTexts texts) {
        this.table = table;
        this.texts = texts;
    }

    void clear() {
        if (block != BlockPool.NONE) {
            variables.give(block);
            block = BlockPool.NONE;
        }
        texts.giveAll(firstText);
        firstText = BlockPool.NONE;
    }

    boolean bit(int id) {
        return block != BlockPool.NONE && variables.hasBit(id) && variables.bit(block, id);
    }

    void setBit(int id) {
        if (hasRoom(id, -1)) {
            variables.setBit(block, id, true);
        }
    }

    void unsetBit(int id) {
        if (block != BlockPool.NONE && variables.hasBit(id)) {
            variables.setBit(block, id, false);
        }
    }

    void toggleBit(int id) {
        if (hasRoom(id, -1)) {
            variables.setBit(block, id, !variables.bit(block, id));
        }
    }

    boolean hasInt(int id) {
        return block != BlockPool.NONE && variables.hasInt(id) && variables.hasInt(block, id);
    }

    long intAt(int id) {
        return block == BlockPool.NONE || !variables.hasInt(id) ? 0 : variables.intAt(block, id);
    }

    void setInt(int id, long value) {
        if (hasRoom(-1, id)) {
            variables.setInt(block, id, value);
        }
    }

    /// Whether there is a block with room for a bit and an integer, or one can be had.
    ///
    /// @param bit -1 for none
    /// @param integer -1 for none
    private boolean hasRoom(int bit, int integer) {
        if (block != BlockPool.NONE && variables.holds(bit + 1, integer + 1)) {
            return true;
        }
        FlowVariables roomy = table.variables();
        long newBlock = roomy.take();
        if (newBlock == BlockPool.NONE) {
            return false;
        }
        if (block != BlockPool.NONE) {
            roomy.copy(variables, block, newBlock);
            variables.give(block);
        }
        variables = roomy;
        block = newBlock;
        return true;
    }

    void setText(int id, long address, int length) {
        firstText = texts.set(firstText, id, address, length);
    }

    boolean text(int id, ByteRange range) {
        for (long at = firstText; at != BlockPool.NONE; at = FlowTexts.next(at)) {
            if (FlowTexts.id(at) == id) {
                FlowTexts.read(at, range);
                return true;
            }
        }
        return false;
    }

    long firstText() {
        return firstText;
    }
}
