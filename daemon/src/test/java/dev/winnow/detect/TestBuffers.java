package dev.winnow.detect;

import dev.winnow.detect.content.BufferMatcher;
import dev.winnow.detect.content.Inspection;
import dev.winnow.detect.content.InspectionLimits;
import dev.winnow.detect.content.RegexPool;
import dev.winnow.detect.content.RuleMatchers;
import dev.winnow.detect.dataset.Datasets;
import dev.winnow.memory.ByteRange;
import dev.winnow.rule.option.BufferOption;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The options of one rule on a buffer alone, without packets.
public final class TestBuffers implements AutoCloseable {
    private final RegexPool regexes = new RegexPool();
    private final BufferMatcher matcher;
    private final Inspection inspection;

    /// @param options of one buffer, as in a rule
    public TestBuffers(String options) {
        this(options, Datasets.NONE, Path.of(""));
    }

    /// @param options of one buffer, as in a rule
    /// @param directory of the rule
    public TestBuffers(String options, Datasets datasets, Path directory) {
        matcher = new RuleMatchers(regexes, datasets, directory, _ -> 0)
                .of(
                        TestRules.parse("alert ip any any -> any any (" + options + " sid:1;)")
                                .getFirst()
                                .options()
                                .stream()
                                .filter(BufferOption.class::isInstance)
                                .map(BufferOption.class::cast)
                                .toList());
        inspection = new Inspection(regexes, InspectionLimits.DEFAULT);
    }

    /// Whether all options hold; ISO-8859-1.
    public boolean matches(String text) {
        return matches(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Whether all options hold. The memory holds just the bytes, so that reading one byte past them throws.
    public boolean matches(byte[] bytes) {
        return matches(bytes, 0);
    }

    /// The same where the bytes are a window of a body, `position` bytes from its start.
    public boolean matches(byte[] bytes, long position) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(Math.max(1, bytes.length)).asSlice(0, bytes.length);
            memory.copyFrom(MemorySegment.ofArray(bytes));
            ByteRange range = new ByteRange();
            range.set(memory, 0, bytes.length);
            range.placeWindow(position, 0);
            inspection.lookAt(range);
            return matcher.matches(inspection);
        }
    }

    /// Of the match before.
    public int matchEnd() {
        return inspection.matchEnd();
    }

    @Override
    public void close() {
        inspection.close();
        regexes.close();
    }
}
