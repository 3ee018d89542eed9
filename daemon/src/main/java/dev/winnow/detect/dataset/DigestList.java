package dev.winnow.detect.dataset;

import dev.winnow.rule.option.Field;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/// Digests of files that rules know, of one length. Immutable, any thread; looking one up allocates nothing.
public final class DigestList {
    private static final ValueLayout.OfLong FRONT = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /// The first eight bytes of each digest, in ascending order, and the whole digests in the same one.
    private final long[] fronts;
    private final byte[][] digests;

    private DigestList(List<byte[]> sorted) {
        digests = sorted.toArray(byte[][]::new);
        fronts = sorted.stream().mapToLong(DigestList::front).toArray();
    }

    private static long front(byte[] digest) {
        return MemorySegment.ofArray(digest).get(FRONT, 0);
    }

    /// Reads a file of digests in hexadecimal digits, one at the beginning of each line, as `md5sum` and its kin write
    /// it. Lines that are empty or begin with `#` are passed over.
    ///
    /// @param digest which, as [Field#FILE_MD5]
    /// @throws IllegalArgumentException if there is no such file, or a line has no such digest
    public static DigestList read(Path file, Field digest) {
        int digits = 2 * length(digest);
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            return new DigestList(IntStream.range(0, lines.size())
                    .filter(i -> !lines.get(i).isBlank() && !lines.get(i).startsWith("#"))
                    .mapToObj(i -> read(lines.get(i), digits, digest.keyword() + ": " + file + ", line " + (i + 1)))
                    .sorted((one, other) -> Long.compare(front(one), front(other)))
                    .toList());
        } catch (IOException e) {
            throw new IllegalArgumentException(digest.keyword() + ": cannot read " + file, e);
        }
    }

    private static byte[] read(String line, int digits, String place) {
        boolean isLonger = line.length() > digits && HexFormat.isHexDigit(line.charAt(digits));
        try {
            if (line.length() >= digits && !isLonger) {
                return HexFormat.of().parseHex(line, 0, digits);
            }
        } catch (IllegalArgumentException _) {
            // Told below.
        }
        throw new IllegalArgumentException(place + ": expected " + digits + " hexadecimal digits");
    }

    private static int length(Field digest) {
        return switch (digest) {
            case FILE_MD5 -> 16;
            case FILE_SHA1 -> 20;
            case FILE_SHA256 -> 32;
            default -> throw new IllegalArgumentException("no digest: " + digest);
        };
    }

    /// Whether the `length` bytes at `offset` are one of the digests.
    public boolean contains(MemorySegment memory, long offset, int length) {
        if (length < Long.BYTES) {
            return false;
        }
        int found = Arrays.binarySearch(fronts, memory.get(FRONT, offset));
        int first = found;
        while (first > 0 && fronts[first - 1] == fronts[first]) {
            first--;
        }
        for (int i = first; i >= 0 && i < fronts.length && fronts[i] == fronts[found]; i++) {
            if (equals(digests[i], memory, offset, length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equals(byte[] digest, MemorySegment memory, long offset, int length) {
        boolean isEqual = digest.length == length;
        for (int i = 0; isEqual && i < length; i++) {
            isEqual = digest[i] == memory.get(ValueLayout.JAVA_BYTE, offset + i);
        }
        return isEqual;
    }
}
