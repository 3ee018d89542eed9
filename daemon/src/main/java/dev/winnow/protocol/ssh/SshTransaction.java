package dev.winnow.protocol.ssh;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.protocol.PooledTransaction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.syntax.AppProtocol;

/// The opening of an SSH connection; there is one in each.
final class SshTransaction extends PooledTransaction {
    private final SshSide client;
    private final SshSide server;

    SshTransaction(BlockPool blocks) {
        super(AppProtocol.SSH);
        client = new SshSide(blocks);
        server = new SshSide(blocks);
    }

    SshSide side(Direction direction) {
        return direction == Direction.TO_SERVER ? client : server;
    }

    @Override
    protected void clear() {
        client.clear();
        server.clear();
    }

    @Override
    public boolean find(Field field, Direction direction, int instance, ByteRange range) {
        return instance == 0
                && switch (field) {
                    case SSH_PROTO -> side(direction).proto(range);
                    case SSH_SOFTWARE -> side(direction).software(range);
                    case SSH_HASSH -> SshSide.whole(client.hash(), range);
                    case SSH_HASSH_STRING -> SshSide.whole(client.offer(), range);
                    case SSH_HASSH_SERVER -> SshSide.whole(server.hash(), range);
                    case SSH_HASSH_SERVER_STRING -> SshSide.whole(server.offer(), range);
                    case Field _ -> false;
                };
    }

    @Override
    public long number(NumberField field, Direction direction, int instance) {
        return NO_NUMBER;
    }
}
