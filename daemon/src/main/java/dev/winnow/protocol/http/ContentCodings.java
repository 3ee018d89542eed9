package dev.winnow.protocol.http;

import dev.winnow.memory.ByteRange;
import java.lang.foreign.MemorySegment;

/// The Content-Encoding header (RFC 9110, 8.4).
final class ContentCodings {
    private static final String GZIP = "gzip";
    private static final String DEFLATE = "deflate";

    private ContentCodings() {}

    /// How many codings there are that can be undone, at most [Decompressors#MAX_LAYERS]: gzip and deflate, and
    /// whatever has these in its name.
    static int layers(HeaderTable headers, ByteRange scratch) {
        if (!headers.value(HeaderName.CONTENT_ENCODING, scratch)) {
            return 0;
        }
        MemorySegment memory = scratch.memory();
        long end = scratch.offset() + scratch.length();
        int layers = 0;
        for (long at = scratch.offset(); at < end && layers < Decompressors.MAX_LAYERS; at++) {
            long comma = Ascii.find(memory, at, end, (byte) ',');
            if (Ascii.indexOf(memory, at, comma, GZIP) >= 0 || Ascii.indexOf(memory, at, comma, DEFLATE) >= 0) {
                layers++;
            }
            at = comma;
        }
        return layers;
    }
}
