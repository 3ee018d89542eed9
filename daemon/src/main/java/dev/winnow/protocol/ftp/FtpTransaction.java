package dev.winnow.protocol.ftp;

import dev.winnow.flow.Direction;
import dev.winnow.memory.ByteRange;
import dev.winnow.protocol.PooledTransaction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.syntax.AppProtocol;

/// A line of the dialogue that rules ask for: a client's command to send a file to somebody else, or an odd one.
final class FtpTransaction extends PooledTransaction {
    private boolean isBounce;

    FtpTransaction() {
        super(AppProtocol.FTP);
    }

    @Override
    protected void clear() {
        isBounce = false;
    }

    /// Says that it is a command to send a file to somebody else.
    void bounces() {
        isBounce = true;
    }

    @Override
    public boolean find(Field field, Direction direction, int instance, ByteRange range) {
        return false;
    }

    @Override
    public long number(NumberField field, Direction direction, int instance) {
        boolean asksForBounce = field == NumberField.FTP_BOUNCE && direction == Direction.TO_SERVER && instance == 0;
        return isBounce && asksForBounce ? 1 : NO_NUMBER;
    }
}
