package dev.winnow.rule.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A named text, held whole so that a diagnostic can quote it.
///
/// Rules carry bytes, in no particular encoding: the text has one character per byte of the file (ISO-8859-1).
/// Only for people to look at is a line that is valid UTF-8 shown as such. Immutable.
public final class SourceText {
    /// Larger files are not read: no rule set comes near.
    private static final long MAX_BYTES = 1L << 29;

    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private final String name;
    private final String text;
    private final int[] lineStarts;

    /// @param text one character (at most U+00FF) per byte
    public SourceText(String name, String text) {
        this.name = name;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    /// The text whose bytes are `bytes`, without a UTF-8 byte order mark.
    public static SourceText of(String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return new SourceText(name, text.startsWith(BYTE_ORDER_MARK) ? text.substring(3) : text);
    }

    /// Reads a whole file.
    ///
    /// @throws IOException if it cannot be read, or is larger than 512 MiB
    public static SourceText read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is larger than " + (MAX_BYTES >> 20) + " MiB");
        }
        return of(file.toString(), Files.readAllBytes(file));
    }

    /// The bytes of `latin1` as UTF-8 if they are that, else as they are: for texts that people read.
    public static String readable(String latin1) {
        if (isAscii(latin1)) {
            return latin1;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException _) {
            return latin1;
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /// What diagnostics call the text, usually the file's name.
    public String name() {
        return name;
    }

    /// One character per byte.
    public String text() {
        return text;
    }

    /// 1-based line of the character at `offset`.
    public int lineOf(int offset) {
        int index = Arrays.binarySearch(lineStarts, offset);
        return index >= 0 ? index + 1 : -index - 1;
    }

    /// A place as people name it.
    ///
    /// @param line 1-based
    /// @param column 1-based, in code points as editors show it
    /// @param before the line's text before the place
    /// @param after the line's text from the place on
    public record Position(int line, int column, String before, String after) {}

    /// Where `offset` is; `text().length()` is the end of the file.
    public Position locate(int offset) {
        int line = lineOf(offset);
        int lineStart = lineStarts[line - 1];
        int lineEnd = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
        if (lineEnd > lineStart && text.charAt(lineEnd - 1) == '\r') {
            lineEnd--;
        }
        int at = Math.min(offset, lineEnd);
        String before = readable(text.substring(lineStart, at));
        return new Position(
                line, 1 + before.codePointCount(0, before.length()), before, readable(text.substring(at, lineEnd)));
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16 + text.length() / 64];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
            }
            starts[count++] = at + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    @Override
    public String toString() {
        return name;
    }
}
