package dev.winnow.protocol.ftp;

import dev.winnow.flow.Direction;
import dev.winnow.memory.ByteRange;
import dev.winnow.protocol.PooledTransaction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.syntax.AppProtocol;

/// A client's command to send a file to somebody else.
final class FtpBounce extends PooledTransaction {
    FtpBounce() {
        super(AppProtocol.FTP);
    }

    @Override
    protected void clear() {}

    @Override
    public boolean find(Field field, Direction direction, int instance, ByteRange range) {
        return false;
    }

    @Override
    public long number(NumberField field, Direction direction, int instance) {
        return field == NumberField.FTP_BOUNCE && direction == Direction.TO_SERVER && instance == 0 ? 1 : NO_NUMBER;
    }
}
