package dev.winnow.detect.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/// The file format of one cached database.
///
/// ```
///  magic 8 | format 4 | key 32 | CRC-32 of the database 8 | database
/// ```
///
/// Nothing reaches libhs whose checksum is wrong. The checksum tells damage; what keeps malice out is that nobody else
/// can write the file ([CacheFolder]).
final class CacheEntry {
    /// Counts up with each change of this format, or of what patterns mean.
    static final int FORMAT = 1;

    private static final byte[] MAGIC = "winnowHS".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_LENGTH = MAGIC.length + Integer.BYTES + CacheKey.LENGTH + Long.BYTES;

    private CacheEntry() {}

    /// @param database as libhs serialised it
    static byte[] encode(CacheKey key, byte[] database) {
        return ByteBuffer.allocate(HEADER_LENGTH + database.length)
                .put(header(key, database))
                .put(database)
                .array();
    }

    /// The database in `file`; empty if the file is damaged, cut, of another format or another key.
    static Optional<byte[]> decode(CacheKey key, byte[] file) {
        if (file.length <= HEADER_LENGTH) {
            return Optional.empty();
        }
        byte[] database = Arrays.copyOfRange(file, HEADER_LENGTH, file.length);
        byte[] header = Arrays.copyOf(file, HEADER_LENGTH);
        return Arrays.equals(header, header(key, database)) ? Optional.of(database) : Optional.empty();
    }

    private static byte[] header(CacheKey key, byte[] database) {
        CRC32 checksum = new CRC32();
        checksum.update(database);
        return ByteBuffer.allocate(HEADER_LENGTH)
                .put(MAGIC)
                .putInt(FORMAT)
                .put(key.hash())
                .putLong(checksum.getValue())
                .array();
    }
}
