package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.MemorySegment;

/// One file on its way in one direction.
public final class FileTransaction extends PooledTransaction {
    private final FileSums sums;
    private final CarriedFile file;
    private Direction way = Direction.TO_SERVER;
    private long key;

    public FileTransaction(AppProtocol protocol, ProtocolSettings settings, BlockPool blocks) {
        super(protocol);
        sums = new FileSums(settings, blocks, Long.MAX_VALUE);
        file = new CarriedFile(blocks, settings.limits().file(), sums);
    }

    /// Says which way the file goes, before anything else.
    ///
    /// @param newKey what its protocol knows it by; any number
    public void send(Direction newWay, long newKey) {
        way = newWay;
        key = newKey;
        sums.begin();
        leaveOut(newWay.opposite());
    }

    public Direction way() {
        return way;
    }

    public long key() {
        return key;
    }

    /// Says what the file is called, before its bytes come.
    public void name(GrowingBytes name) {
        file.name(name.memory(), name.address(), name.length());
    }

    /// Adds the file's next bytes.
    public void append(MemorySegment memory, long offset, int length) {
        file.append(memory, offset, length);
        reach(way, Stage.BODY);
        grow(way);
    }

    /// Bytes of the file will never come; nobody knows how many.
    public void lose() {
        sums.lose();
    }

    /// Bytes of the file will never come.
    ///
    /// @param count how many at least
    public void lose(long count) {
        sums.lose(count);
    }

    /// The file has come to its end.
    public void end() {
        sums.end();
        reach(way, Stage.COMPLETE);
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
        sums.clear();
    }

    @Override
    public boolean find(Field field, Direction direction, int instance, ByteRange range) {
        return instance == 0 && direction == way && (file.find(field, range) || sums.find(field, 0, range));
    }

    @Override
    public long number(NumberField field, Direction direction, int instance) {
        if (direction != way) {
            return NO_NUMBER;
        }
        return switch (field) {
            case FILE_SIZE -> sums.size(instance);
            case FILE_COUNT -> instance == 0 ? 1 : NO_NUMBER;
            case FTP_DATA_COMMAND -> instance == 0 ? key : NO_NUMBER;
            default -> NO_NUMBER;
        };
    }
}
