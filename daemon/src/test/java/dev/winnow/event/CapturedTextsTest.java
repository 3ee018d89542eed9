package dev.winnow.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.winnow.memory.ByteRange;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class CapturedTextsTest {
    private final CapturedTexts texts = new CapturedTexts();

    private void add(Arena arena, String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        MemorySegment memory = arena.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 1, bytes.length);
        ByteRange range = new ByteRange();
        range.set(memory, 1, bytes.length);
        texts.add(name, range);
    }

    private String written() throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            texts.write("flowvars", json);
            json.writeEndObject();
        }
        return out.toString();
    }

    /// As Suricata 7.0.10 writes these very bytes.
    @Test
    void shouldWriteDotsForWhatIsNoText() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            add(arena, "a", "bob");
            add(arena, "bin", "\1\u00ff\"\\");
            assertThat(written()).isEqualTo("{\"flowvars\":[{\"a\":\"bob\"},{\"bin\":\"..\\\"\\\\\"}]}");
            texts.clear();
            assertThat(written()).isEqualTo("{}");
        }
    }

    @Test
    void shouldLeaveOutWhatDoesNotFit() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            add(arena, "first", "x".repeat(2000));
            add(arena, "large", "y".repeat(49));
            add(arena, "small", "z".repeat(48));
            assertThat(written()).contains("first", "small").doesNotContain("large");
            for (int i = 0; i < 100; i++) {
                add(arena, "more" + i, "");
            }
            assertThat(written()).contains("more13").doesNotContain("more14");
        }
    }
}
