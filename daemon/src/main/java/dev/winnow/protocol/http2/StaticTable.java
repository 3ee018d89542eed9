package dev.winnow.protocol.http2;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// The headers that HPACK knows from the start (RFC 7541, appendix A).
final class StaticTable {
    private static final String[][] ENTRIES = {
        {":authority", ""},
        {":method", "GET"},
        {":method", "POST"},
        {":path", "/"},
        {":path", "/index.html"},
        {":scheme", "http"},
        {":scheme", "https"},
        {":status", "200"},
        {":status", "204"},
        {":status", "206"},
        {":status", "304"},
        {":status", "400"},
        {":status", "404"},
        {":status", "500"},
        {"accept-charset", ""},
        {"accept-encoding", "gzip, deflate"},
        {"accept-language", ""},
        {"accept-ranges", ""},
        {"accept", ""},
        {"access-control-allow-origin", ""},
        {"age", ""},
        {"allow", ""},
        {"authorization", ""},
        {"cache-control", ""},
        {"content-disposition", ""},
        {"content-encoding", ""},
        {"content-language", ""},
        {"content-length", ""},
        {"content-location", ""},
        {"content-range", ""},
        {"content-type", ""},
        {"cookie", ""},
        {"date", ""},
        {"etag", ""},
        {"expect", ""},
        {"expires", ""},
        {"from", ""},
        {"host", ""},
        {"if-match", ""},
        {"if-modified-since", ""},
        {"if-none-match", ""},
        {"if-range", ""},
        {"if-unmodified-since", ""},
        {"last-modified", ""},
        {"link", ""},
        {"location", ""},
        {"max-forwards", ""},
        {"proxy-authenticate", ""},
        {"proxy-authorization", ""},
        {"range", ""},
        {"referer", ""},
        {"refresh", ""},
        {"retry-after", ""},
        {"server", ""},
        {"set-cookie", ""},
        {"strict-transport-security", ""},
        {"transfer-encoding", ""},
        {"user-agent", ""},
        {"vary", ""},
        {"via", ""},
        {"www-authenticate", ""},
    };
    private static final MemorySegment[] NAMES = column(0);
    private static final MemorySegment[] VALUES = column(1);

    /// Indices count from 1; those behind are the dynamic table's.
    static final int LENGTH = ENTRIES.length;

    private StaticTable() {}

    private static MemorySegment[] column(int column) {
        MemorySegment[] texts = new MemorySegment[ENTRIES.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = MemorySegment.ofArray(ENTRIES[i][column].getBytes(StandardCharsets.US_ASCII));
        }
        return texts;
    }

    /// @param index 1 to [#LENGTH]
    static MemorySegment name(int index) {
        return NAMES[index - 1];
    }

    /// @param index 1 to [#LENGTH]
    static MemorySegment value(int index) {
        return VALUES[index - 1];
    }
}
