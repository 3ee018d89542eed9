package dev.winnow.protocol.dns;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.PooledTransaction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.syntax.AppProtocol;

/// One DNS message: a query has only the direction to the server, a response only the other one.
final class DnsTransaction extends PooledTransaction {
    private static final int MAX_NAMES = 64;
    private static final int MAX_TYPES = 256;
    private static final int MAX_NAME_BYTES = 1 << 14;

    private final GrowingBytes names;
    private final int[] nameEnds = new int[MAX_NAMES];
    private int nameCount;
    private final short[] types = new short[MAX_TYPES];
    private int typeCount;
    private int opcode;
    private int rcode;
    private boolean isResponse;

    DnsTransaction(BlockPool blocks) {
        super(AppProtocol.DNS);
        names = new GrowingBytes(blocks, MAX_NAME_BYTES);
    }

    void header(int newOpcode, int newRcode, boolean newIsResponse) {
        opcode = newOpcode;
        rcode = newRcode;
        isResponse = newIsResponse;
    }

    /// Where the text of the next name is to be appended.
    GrowingBytes names() {
        return names;
    }

    /// Makes the text appended since the last call a name; an empty one is none.
    void endName() {
        int start = nameStart(nameCount);
        if (nameCount < MAX_NAMES && names.length() > start) {
            nameEnds[nameCount++] = names.length();
        } else {
            names.truncate(start);
        }
    }

    private int nameStart(int index) {
        return index == 0 ? 0 : nameEnds[index - 1];
    }

    void addType(int type) {
        if (typeCount < MAX_TYPES) {
            types[typeCount++] = (short) type;
        }
    }

    @Override
    protected void clear() {
        names.clear();
        nameCount = 0;
        typeCount = 0;
    }

    @Override
    public boolean find(Field field, Direction direction, int instance, ByteRange range) {
        if (field != Field.DNS_QUERY || isResponse || direction != Direction.TO_SERVER || instance >= nameCount) {
            return false;
        }
        int start = nameStart(instance);
        range.set(names.memory(), names.address() + start, nameEnds[instance] - start);
        return true;
    }

    @Override
    public long number(NumberField field, Direction direction, int instance) {
        if (isResponse != (direction == Direction.TO_CLIENT)) {
            return NO_NUMBER;
        }
        return switch (field) {
            case DNS_OPCODE -> instance == 0 ? opcode : NO_NUMBER;
            case DNS_RCODE -> instance == 0 && isResponse ? rcode : NO_NUMBER;
            case DNS_RRTYPE -> instance < typeCount ? types[instance] & 0xFFFF : NO_NUMBER;
            case NumberField _ -> NO_NUMBER;
        };
    }
}
