package dev.winnow.detect.reputation;

import dev.winnow.rule.address.AddressNumbers;
import dev.winnow.rule.address.IpAddress;
import dev.winnow.rule.address.IpRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Reads [Countries] from a database with GeoIP2's fields (MaxMind DB File Format Specification 2.0): a binary
/// tree over the bits of addresses, whose leaves point at data.
public final class CountryFile {
    private static final byte[] METADATA_MARK = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
    private static final int SEPARATOR = 16;
    private static final int IPV4_DEPTH = 96;
    private static final int MAX_DEPTH = 128;

    /// A tree's node is come to once, and has two sides; some networks share theirs.
    private static final int MAX_VISITS = 8;

    private final byte[] bytes;
    private final int nodeCount;
    private final int recordBits;
    private final int ipv4Root;
    private long visits;
    private final MaxMindData data;
    private final Map<Integer, Integer> codes = new HashMap<>();
    private final AddressNumbers.Builder countries = new AddressNumbers.Builder();

    private CountryFile(byte[] bytes) {
        this.bytes = bytes;
        MaxMindData metadata = new MaxMindData(bytes, metadataStart(bytes));
        nodeCount = number(metadata, "node_count");
        recordBits = number(metadata, "record_size");
        if (recordBits != 24 && recordBits != 28 && recordBits != 32) {
            throw new IllegalArgumentException("records of " + recordBits + " bits");
        }
        if (nodeCount > bytes.length) {
            throw new IllegalArgumentException("it is shorter than its " + nodeCount + " nodes");
        }
        data = new MaxMindData(bytes, Math.toIntExact((long) nodeCount * recordBits / 4) + SEPARATOR);
        boolean onlyIpv4 = number(metadata, "ip_version") == 4;
        ipv4Root = onlyIpv4 ? 0 : ipv4Root();
        walk(0, onlyIpv4 ? IPV4_DEPTH : 0, 0, 0);
    }

    /// @throws IOException if the file cannot be read
    /// @throws IllegalArgumentException if it is no such database, or damaged; the message names it
    public static Countries read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return new Countries(new CountryFile(bytes).countries.build());
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            throw new IllegalArgumentException(file + " is no MaxMind database, or damaged: " + e.getMessage(), e);
        }
    }

    private static int metadataStart(byte[] bytes) {
        for (int at = bytes.length - METADATA_MARK.length; at >= 0; at--) {
            if (startsWithMark(bytes, at)) {
                return at + METADATA_MARK.length;
            }
        }
        throw new IllegalArgumentException("it has no metadata");
    }

    private static boolean startsWithMark(byte[] bytes, int at) {
        for (int i = 0; i < METADATA_MARK.length; i++) {
            if (bytes[at + i] != METADATA_MARK[i]) {
                return false;
            }
        }
        return true;
    }

    private static int number(MaxMindData metadata, String key) {
        int at = metadata.find(0, key);
        if (at == MaxMindData.ABSENT) {
            throw new IllegalArgumentException("it does not say its " + key);
        }
        return Math.toIntExact(metadata.number(at));
    }

    /// Where the addresses of IPv4 are, which are those of IPv6 that begin with 96 zeros.
    private int ipv4Root() {
        int node = 0;
        for (int depth = 0; depth < IPV4_DEPTH && node < nodeCount; depth++) {
            node = record(node, 0);
        }
        return node;
    }

    /// The addresses of IPv4 stand in other places of the tree as well: what is mapped into IPv6 is left out.
    private void walk(int node, int depth, long high, long low) {
        if (node == nodeCount || (node == ipv4Root && depth != IPV4_DEPTH)) {
            return;
        }
        if (++visits > MAX_VISITS * (nodeCount + 1L)) {
            throw new IllegalArgumentException("its nodes point at each other");
        }
        if (node > nodeCount) {
            add(node - nodeCount - SEPARATOR, depth, high, low);
        } else if (depth < MAX_DEPTH) {
            int shift = 63 - (depth & 63);
            walk(record(node, 0), depth + 1, high, low);
            walk(
                    record(node, 1),
                    depth + 1,
                    depth < Long.SIZE ? high | 1L << shift : high,
                    depth < Long.SIZE ? low : low | 1L << shift);
        }
    }

    private void add(int offset, int depth, long high, long low) {
        int code = codes.computeIfAbsent(offset, this::code);
        if (code != Countries.UNKNOWN) {
            boolean isIpv4 = depth >= IPV4_DEPTH && high == 0 && low >>> 32 == 0;
            IpRange network = isIpv4
                    ? IpRange.ofPrefix(new IpAddress(4, 0, low), depth - IPV4_DEPTH)
                    : IpRange.ofPrefix(new IpAddress(6, high, low), depth);
            countries.add(network, code);
        }
    }

    private int code(int offset) {
        int country = data.find(offset, "country");
        int code = country == MaxMindData.ABSENT ? country : data.find(country, "iso_code");
        return code == MaxMindData.ABSENT ? Countries.UNKNOWN : Countries.code(data.text(code));
    }

    private int record(int node, int side) {
        int at = node * recordBits / 4;
        return switch (recordBits) {
            case 24 -> unsigned(at + 3 * side, 3);
            case 28 -> {
                int middle = Byte.toUnsignedInt(bytes[at + 3]);
                yield side == 0 ? middle >>> 4 << 24 | unsigned(at, 3) : (middle & 0xF) << 24 | unsigned(at + 4, 3);
            }
            default -> unsigned(at + 4 * side, 4);
        };
    }

    private int unsigned(int offset, int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            value = value << Byte.SIZE | Byte.toUnsignedInt(bytes[offset + i]);
        }
        return value;
    }
}
