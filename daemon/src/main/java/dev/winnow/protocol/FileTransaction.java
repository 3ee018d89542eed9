package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.MemorySegment;

/// One file on its way in one direction.
public final class FileTransaction extends PooledTransaction {
    private final CarriedFile file;
    private Direction way = Direction.TO_SERVER;
    private long key;

    public FileTransaction(AppProtocol protocol, BlockPool blocks, BodyLimits limits) {
        super(protocol);
        file = new CarriedFile(blocks, limits);
    }

    /// Says which way the file goes, before anything else.
    ///
    /// @param newKey what its protocol knows it by; any number
    public void send(Direction newWay, long newKey) {
        way = newWay;
        key = newKey;
        leaveOut(newWay.opposite());
    }

    public Direction way() {
        return way;
    }

    public long key() {
        return key;
    }

    /// Adds the file's next bytes.
    public void append(MemorySegment memory, long offset, int length) {
        file.append(memory, offset, length);
        reach(way, Stage.BODY);
        grow(way);
    }

    @Override
    protected void lookedInto(Direction direction) {
        if (direction == way) {
            file.inspected();
        }
    }

    @Override
    protected void clear() {
        file.clear();
    }

    @Override
    public boolean find(Field field, Direction direction, int instance, ByteRange range) {
        return instance == 0 && direction == way && file.find(field, range);
    }

    @Override
    public long number(NumberField field, Direction direction, int instance) {
        return NO_NUMBER;
    }
}
