package dev.winnow.protocol.smtp;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.protocol.BodyLimits;
import dev.winnow.protocol.CarriedFile;
import dev.winnow.protocol.FileSums;
import dev.winnow.protocol.PooledTransaction;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.ArrayList;
import java.util.List;

/// One mail, of which only the attached files are kept.
final class SmtpTransaction extends PooledTransaction {
    private static final int MAX_FILES = 32;

    private final BlockPool blocks;
    private final BodyLimits fileLimits;
    private final FileSums sums;
    private final List<CarriedFile> files = new ArrayList<>();
    private int fileCount;

    SmtpTransaction(ProtocolSettings settings, BlockPool blocks) {
        super(AppProtocol.SMTP);
        this.blocks = blocks;
        fileLimits = settings.limits().file();
        sums = new FileSums(settings, blocks, Long.MAX_VALUE);
    }

    /// Begins another file; null if the mail has too many.
    CarriedFile addFile() {
        if (fileCount == MAX_FILES) {
            return null;
        }
        if (fileCount == files.size()) {
            files.add(new CarriedFile(blocks, fileLimits, sums));
        }
        sums.begin();
        return files.get(fileCount++);
    }

    /// Nothing more comes of the file added last.
    void endFile() {
        sums.end();
    }

    /// Bytes of the mail will never come.
    void lose() {
        sums.lose();
    }

    @Override
    protected void lookedInto(Direction direction) {
        for (int i = 0; i < fileCount && direction == Direction.TO_SERVER; i++) {
            files.get(i).inspected();
        }
    }

    @Override
    protected void clear() {
        for (int i = 0; i < fileCount; i++) {
            files.get(i).clear();
        }
        fileCount = 0;
        sums.clear();
    }

    /// A file that is still empty has an instance of its own, so that the others keep theirs.
    @Override
    public boolean find(Field field, Direction direction, int instance, ByteRange range) {
        if (direction != Direction.TO_SERVER || instance >= fileCount) {
            return false;
        }
        boolean isFile = field == Field.FILE_DATA || field == Field.FILE_NAME;
        return isFile
                ? files.get(instance).find(field, range) || instance < fileCount - 1
                : sums.find(field, instance, range);
    }

    @Override
    public long number(NumberField field, Direction direction, int instance) {
        if (direction != Direction.TO_SERVER) {
            return NO_NUMBER;
        }
        return switch (field) {
            case FILE_SIZE -> sums.size(instance);
            case FILE_COUNT -> instance == 0 && fileCount > 0 ? fileCount : NO_NUMBER;
            default -> NO_NUMBER;
        };
    }
}
