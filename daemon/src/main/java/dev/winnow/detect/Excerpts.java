package dev.winnow.detect;

import dev.winnow.flow.Direction;
import dev.winnow.memory.ByteRange;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What alerts tell of the transactions that they are about, copied while the transactions are there.
///
/// Bounded: what does not fit is left out, a field that is too long is cut. Reused from packet to packet;
/// filling it allocates nothing. One thread.
public final class Excerpts {
    /// The index that stands for no transaction.
    public static final int NONE = -1;

    private static final Direction[] DIRECTIONS = Direction.values();
    private static final int MOST_TRANSACTIONS = 8;
    private static final int MOST_FIELDS = 64;
    private static final int MOST_BYTES = 1 << 12;
    private static final int MOST_FIELD_BYTES = 1 << 11;

    /// Those that Suricata's events carry, and that can be read off a transaction.
    private static final Field[] TOLD = {
        Field.HTTP_HOST,
        Field.HTTP_URI_RAW,
        Field.HTTP_USER_AGENT,
        Field.HTTP_CONTENT_TYPE,
        Field.HTTP_REFERER,
        Field.HTTP_METHOD,
        Field.HTTP_PROTOCOL,
        Field.HTTP_STAT_CODE,
        Field.HTTP_LOCATION,
        Field.DNS_QUERY,
        Field.TLS_SNI,
        Field.TLS_CERT_SUBJECT,
        Field.TLS_CERT_ISSUER,
        Field.TLS_CERT_SERIAL,
        Field.TLS_CERT_FINGERPRINT,
        Field.JA3_HASH,
        Field.JA3_STRING,
        Field.JA3S_HASH,
        Field.JA3S_STRING,
        Field.SSH_PROTO,
        Field.SSH_SOFTWARE
    };

    private final byte[] header;
    private final AppProtocol[] protocols = new AppProtocol[MOST_TRANSACTIONS];
    private final long[] ids = new long[MOST_TRANSACTIONS];
    private int count;

    private final int[] owners = new int[MOST_FIELDS];
    private final Field[] fields = new Field[MOST_FIELDS];
    private final Direction[] directions = new Direction[MOST_FIELDS];
    private final int[] ends = new int[MOST_FIELDS];
    private int fieldCount;

    private final byte[] bytes = new byte[MOST_BYTES];
    private final ByteRange range = new ByteRange();

    /// @param header name of a request's header that is told too; empty for none
    public Excerpts(String header) {
        this.header = header.getBytes(StandardCharsets.ISO_8859_1);
    }

    void clear() {
        count = 0;
        fieldCount = 0;
    }

    /// Copies what is told of a transaction, once for each.
    ///
    /// @return its index, or [#NONE] where there is no room
    int take(Transaction transaction) {
        for (int i = 0; i < count; i++) {
            if (ids[i] == transaction.id() && protocols[i] == transaction.protocol()) {
                return i;
            }
        }
        if (count == MOST_TRANSACTIONS) {
            return NONE;
        }
        protocols[count] = transaction.protocol();
        ids[count] = transaction.id();
        for (Field field : TOLD) {
            for (Direction direction : DIRECTIONS) {
                if (transaction.find(field, direction, 0, range)) {
                    add(field, direction, 0);
                }
            }
        }
        takeHeaders(transaction);
        return count++;
    }

    private void takeHeaders(Transaction transaction) {
        if (header.length == 0) {
            return;
        }
        for (int i = 0; transaction.find(Field.HTTP_REQUEST_HEADER, Direction.TO_SERVER, i, range); i++) {
            if (startsWithName()) {
                add(Field.HTTP_REQUEST_HEADER, Direction.TO_SERVER, header.length + 1);
            }
        }
    }

    /// Whether the range is the header that is told; ASCII letters of either case are the same.
    private boolean startsWithName() {
        if (range.length() <= header.length || byteAt(header.length) != ':') {
            return false;
        }
        for (int i = 0; i < header.length; i++) {
            int difference = byteAt(i) ^ header[i];
            boolean isLetter = (byteAt(i) | 0x20) >= 'a' && (byteAt(i) | 0x20) <= 'z';
            if (difference != 0 && !(difference == 0x20 && isLetter)) {
                return false;
            }
        }
        return true;
    }

    private byte byteAt(int index) {
        return range.memory().get(ValueLayout.JAVA_BYTE, range.offset() + index);
    }

    private void add(Field field, Direction direction, int skipped) {
        int start = startOf(fieldCount);
        int length = Math.min(Math.min(range.length() - skipped, MOST_FIELD_BYTES), MOST_BYTES - start);
        if (fieldCount == MOST_FIELDS || length <= 0) {
            return;
        }
        MemorySegment.copy(range.memory(), ValueLayout.JAVA_BYTE, range.offset() + skipped, bytes, start, length);
        owners[fieldCount] = count;
        fields[fieldCount] = field;
        directions[fieldCount] = direction;
        ends[fieldCount++] = start + length;
    }

    private int startOf(int place) {
        return place == 0 ? 0 : ends[place - 1];
    }

    /// Takes over another's content.
    public void copy(Excerpts other) {
        count = other.count;
        fieldCount = other.fieldCount;
        System.arraycopy(other.protocols, 0, protocols, 0, count);
        System.arraycopy(other.ids, 0, ids, 0, count);
        System.arraycopy(other.owners, 0, owners, 0, fieldCount);
        System.arraycopy(other.fields, 0, fields, 0, fieldCount);
        System.arraycopy(other.directions, 0, directions, 0, fieldCount);
        System.arraycopy(other.ends, 0, ends, 0, fieldCount);
        System.arraycopy(other.bytes, 0, bytes, 0, startOf(fieldCount));
    }

    /// @param index of a transaction
    public AppProtocol protocol(int index) {
        return protocols[index];
    }

    /// The transaction's number in its connection.
    ///
    /// @param index of a transaction
    public long id(int index) {
        return ids[index];
    }

    /// A field as text; empty where the transaction had none. Allocates.
    ///
    /// @param index of a transaction
    public Optional<String> text(int index, Field field, Direction direction) {
        for (int i = 0; i < fieldCount; i++) {
            if (isOf(i, index, field, direction)) {
                return Optional.of(textAt(i));
            }
        }
        return Optional.empty();
    }

    /// All instances of a field as text. Allocates.
    ///
    /// @param index of a transaction
    public List<String> texts(int index, Field field, Direction direction) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < fieldCount; i++) {
            if (isOf(i, index, field, direction)) {
                texts.add(textAt(i));
            }
        }
        return texts;
    }

    private boolean isOf(int place, int index, Field field, Direction direction) {
        return owners[place] == index && fields[place] == field && directions[place] == direction;
    }

    private String textAt(int place) {
        int start = startOf(place);
        return new String(bytes, start, ends[place] - start, StandardCharsets.UTF_8);
    }
}
