package dev.winnow.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.winnow.memory.ByteRange;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// Variables and what rules have captured for them, copied while it is there. Bounded: what does not fit is not told.
/// Reused, made once with its [EventRecord].
final class CapturedTexts {
    private static final int MOST = 16;
    private static final int MOST_BYTES = 1 << 11;

    private final String[] names = new String[MOST];
    private final int[] ends = new int[MOST];
    private final byte[] bytes = new byte[MOST_BYTES];
    private int count;

    void clear() {
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void add(String name, ByteRange text) {
        int start = count == 0 ? 0 : ends[count < MOST ? count - 1 : MOST - 1];
        if (count < MOST && text.length() <= MOST_BYTES - start) {
            MemorySegment.copy(text.memory(), ValueLayout.JAVA_BYTE, text.offset(), bytes, start, text.length());
            names[count] = name;
            ends[count++] = start + text.length();
        }
    }

    /// Writes `field`, unless there is nothing to tell; as in Suricata a byte that is no letter or sign is a dot.
    void write(String field, JsonGenerator json) throws IOException {
        if (count == 0) {
            return;
        }
        json.writeArrayFieldStart(field);
        for (int i = 0; i < count; i++) {
            json.writeStartObject();
            json.writeStringField(names[i], text(i == 0 ? 0 : ends[i - 1], ends[i]));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private String text(int from, int to) {
        byte[] shown = new byte[to - from];
        for (int i = from; i < to; i++) {
            shown[i - from] = bytes[i] >= ' ' && bytes[i] < 0x7F ? bytes[i] : (byte) '.';
        }
        return new String(shown, StandardCharsets.ISO_8859_1);
    }
}
