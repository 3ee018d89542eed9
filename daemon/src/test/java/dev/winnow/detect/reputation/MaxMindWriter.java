package dev.winnow.detect.reputation;

import dev.winnow.rule.address.IpAddress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes small databases as the MaxMind DB File Format Specification 2.0 has them.
public final class MaxMindWriter {
    private static final byte[] MARK = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
    private static final int EMPTY = -1;

    private final int recordBits;
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /// @param recordBits 24, 28 or 32
    public MaxMindWriter(int recordBits) {
        this.recordBits = recordBits;
    }

    /// Adds a network, of which none may be in another.
    ///
    /// @param fields texts, and maps of texts
    public MaxMindWriter add(String network, int prefixLength, Map<String, ?> fields) {
        IpAddress address = IpAddress.parse(network).orElseThrow();
        int depth = address.version() == 4 ? prefixLength + 96 : prefixLength;
        int node = 0;
        for (int i = 0; i < depth - 1; i++) {
            int side = bit(address, i);
            if (nodes.get(node)[side] == EMPTY) {
                nodes.get(node)[side] = nodes.size();
                nodes.add(new int[] {EMPTY, EMPTY});
            }
            node = nodes.get(node)[side];
        }
        // Told from nodes by the sign; the empty record is -1.
        nodes.get(node)[bit(address, depth - 1)] = -2 - data.size();
        write(fields, data);
        return this;
    }

    private static int bit(IpAddress address, int index) {
        long half = index < 64 ? address.high() : address.low();
        return (int) (half >>> (63 - (index & 63)) & 1);
    }

    /// The file.
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            writeNode(record(node[0]), record(node[1]), out);
        }
        out.writeBytes(new byte[16]);
        out.writeBytes(data.toByteArray());
        out.writeBytes(MARK);
        write(Map.of("node_count", nodes.size(), "record_size", recordBits, "ip_version", 6), out);
        return out.toByteArray();
    }

    private long record(int value) {
        if (value == EMPTY) {
            return nodes.size();
        }
        return value >= 0 ? value : nodes.size() + 16 - 2 - value;
    }

    private void writeNode(long left, long right, ByteArrayOutputStream out) {
        if (recordBits == 28) {
            number(left & 0xFFFFFF, 3, out);
            out.write((int) (left >>> 24 << 4 | right >>> 24));
            number(right & 0xFFFFFF, 3, out);
        } else {
            number(left, recordBits / 8, out);
            number(right, recordBits / 8, out);
        }
    }

    private static void write(Object value, ByteArrayOutputStream out) {
        switch (value) {
            case Map<?, ?> map -> {
                out.write(7 << 5 | map.size());
                map.forEach((key, mapped) -> {
                    write(key, out);
                    write(mapped, out);
                });
            }
            case List<?> list -> {
                out.write(list.size());
                out.write(11 - 7);
                list.forEach(item -> write(item, out));
            }
            case Integer number -> {
                out.write(6 << 5 | 4);
                number(number, 4, out);
            }
            case String text -> writeText(text, out);
            default -> throw new IllegalArgumentException(value.toString());
        }
    }

    private static void writeText(String text, ByteArrayOutputStream out) {
        if (text.length() < 29) {
            out.write(2 << 5 | text.length());
        } else {
            out.write(2 << 5 | 29);
            out.write(text.length() - 29);
        }
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void number(long value, int length, ByteArrayOutputStream out) {
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }
}
