package dev.winnow.protocol.http;

import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.Field;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A connection whose bytes a test writes, in ISO 8859-1, and whose transactions it reads.
final class HttpWire implements AutoCloseable {
    private static final long POOL_BYTES = 1 << 26;
    private static final int MAX_INSTANCES = 40;

    private final Arena arena = Arena.ofConfined();
    private final BlockPool blocks = new BlockPool(arena, POOL_BYTES);
    private final HttpParserFactory factory;
    private final HttpParser parser;
    private final int pieceBytes;
    private final ByteRange range = new ByteRange();

    /// @param pieceBytes into which everything written is cut
    HttpWire(int pieceBytes) {
        this(pieceBytes, ProtocolSettings.everything());
    }

    HttpWire(int pieceBytes, ProtocolSettings settings) {
        this.pieceBytes = pieceBytes;
        factory = new HttpParserFactory(settings, blocks, true);
        parser = factory.take(null);
    }

    HttpWire request(String bytes) {
        return write(Direction.TO_SERVER, bytes);
    }

    HttpWire response(String bytes) {
        return write(Direction.TO_CLIENT, bytes);
    }

    HttpWire write(Direction direction, String text) {
        return write(direction, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    HttpWire write(Direction direction, byte[] bytes) {
        try (Arena piece = Arena.ofConfined()) {
            MemorySegment copy = piece.allocate(Math.max(bytes.length, 1));
            MemorySegment.copy(bytes, 0, copy, ValueLayout.JAVA_BYTE, 0, bytes.length);
            for (int at = 0; at < bytes.length && !parser.handsOver(); at += pieceBytes) {
                int length = Math.min(pieceBytes, bytes.length - at);
                parser.bytes(direction, NativeMemory.everything(), copy.address() + at, length);
            }
        }
        return this;
    }

    HttpWire end() {
        parser.closed(Direction.TO_SERVER);
        parser.closed(Direction.TO_CLIENT);
        return this;
    }

    HttpParser parser() {
        return parser;
    }

    Transaction transaction(int index) {
        return parser.transaction(index);
    }

    /// The first instance of a field of the first transaction; null if there is none.
    String field(Field field, Direction direction) {
        return field(0, field, direction, 0);
    }

    String field(int transaction, Field field, Direction direction, int instance) {
        if (!parser.transaction(transaction).find(field, direction, instance, range)) {
            return null;
        }
        byte[] bytes = new byte[range.length()];
        MemorySegment.copy(range.memory(), ValueLayout.JAVA_BYTE, range.offset(), bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// Where the field was that was found last.
    ByteRange range() {
        return range;
    }

    /// All fields of all transactions.
    List<Map<String, String>> fields() {
        List<Map<String, String>> all = new ArrayList<>();
        for (int i = 0; i < parser.transactionCount(); i++) {
            Map<String, String> fields = new TreeMap<>();
            for (Direction direction : Direction.values()) {
                for (Field field : Field.values()) {
                    addInstances(i, field, direction, fields);
                }
            }
            all.add(fields);
        }
        return all;
    }

    private void addInstances(int transaction, Field field, Direction direction, Map<String, String> fields) {
        for (int instance = 0; instance < MAX_INSTANCES; instance++) {
            String value = field(transaction, field, direction, instance);
            if (value == null) {
                return;
            }
            fields.put(direction + " " + field.keyword() + " " + instance, value);
        }
    }

    /// Bytes that the connection holds.
    long heldBytes() {
        return blocks.lentBytes();
    }

    @Override
    public void close() {
        arena.close();
    }
}
