package dev.winnow.protocol.http;

import dev.winnow.memory.GrowingBytes;

/// What stands in front of deflated bytes: a gzip header (RFC 1952, 2.3), a zlib header (RFC 1950, 2.2), or
/// nothing.
///
/// ```
///  gzip  1F 8B 08 flags time(4) extra-flags system | extra-length(2) extra | name 0 | comment 0 | crc(2)
///  zlib  CMF FLG, a multiple of 31, method 8
/// ```
final class CodingHeader {
    /// More bytes are needed to tell.
    static final int INCOMPLETE = -1;

    private static final int GZIP_FIXED_BYTES = 10;
    private static final int ZLIB_BYTES = 2;
    private static final int FLAG_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private CodingHeader() {}

    /// How long the header is; 0 if there is none.
    static int length(GrowingBytes bytes) {
        if (bytes.length() < ZLIB_BYTES) {
            return INCOMPLETE;
        }
        int first = bytes.at(0) & 0xFF;
        int second = bytes.at(1) & 0xFF;
        if (first == 0x1F && second == 0x8B) {
            return gzipLength(bytes);
        }
        boolean isZlib =
                (first & 0x0F) == 8 && first <= 0x78 && (first << 8 | second) % 31 == 0 && (second & 0x20) == 0;
        return isZlib ? ZLIB_BYTES : 0;
    }

    private static int gzipLength(GrowingBytes bytes) {
        if (bytes.length() < GZIP_FIXED_BYTES + 2) {
            return INCOMPLETE;
        }
        int flags = bytes.at(3);
        int at = GZIP_FIXED_BYTES;
        if ((flags & FLAG_EXTRA) != 0) {
            at += 2 + ((bytes.at(at) & 0xFF) | ((bytes.at(at + 1) & 0xFF) << 8));
        }
        if ((flags & FLAG_NAME) != 0) {
            at = behindZero(bytes, at);
        }
        if ((flags & FLAG_COMMENT) != 0 && at != INCOMPLETE) {
            at = behindZero(bytes, at);
        }
        if ((flags & FLAG_CRC) != 0 && at != INCOMPLETE) {
            at += 2;
        }
        return at > bytes.length() ? INCOMPLETE : at;
    }

    private static int behindZero(GrowingBytes bytes, int from) {
        for (int at = from; at < bytes.length(); at++) {
            if (bytes.at(at) == 0) {
                return at + 1;
            }
        }
        return INCOMPLETE;
    }
}
