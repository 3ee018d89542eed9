package dev.winnow.protocol.http2;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.http.MessageBody;
import dev.winnow.rule.option.Field;

/// One direction of a stream: its headers, its body, and the texts that are made of them when they are first asked for.
///
/// Reused. Threading: its flow's.
final class StreamSide {
    private static final int MAX_TEXT_BYTES = 1 << 16;

    private final BlockPool blocks;
    private final HeaderList headers;
    private final StreamNumbers numbers = new StreamNumbers();
    private final MessageBody body;
    private final GrowingBytes[] texts = new GrowingBytes[Field.values().length];
    private int knownHeaders;
    private boolean hasNewHeaders;

    StreamSide(BlockPool blocks, MessageBody body) {
        this.blocks = blocks;
        this.body = body;
        headers = new HeaderList(blocks);
    }

    void clear() {
        headers.clear();
        numbers.clear();
        body.clear();
        forgetTexts();
        knownHeaders = 0;
        hasNewHeaders = false;
    }

    /// A block of headers is whole.
    void headersEnd() {
        hasNewHeaders |= headers.count() > knownHeaders;
        knownHeaders = headers.count();
        forgetTexts();
    }

    /// Rules have looked into what there was.
    void inspected() {
        hasNewHeaders = false;
        body.inspected();
    }

    /// Whether a block has brought headers into which no rule has looked.
    boolean hasNewHeaders() {
        return hasNewHeaders;
    }

    /// What was made of the headers is not of all of them any more.
    private void forgetTexts() {
        for (GrowingBytes text : texts) {
            if (text != null) {
                text.clear();
            }
        }
    }

    HeaderList headers() {
        return headers;
    }

    StreamNumbers numbers() {
        return numbers;
    }

    MessageBody body() {
        return body;
    }

    /// Where the text of a field is kept; empty if it has not been made.
    GrowingBytes text(Field field) {
        int index = field.ordinal();
        if (texts[index] == null) {
            texts[index] = new GrowingBytes(blocks, MAX_TEXT_BYTES);
        }
        return texts[index];
    }

    /// Points at the value of the first header called `name`; false if there is none.
    boolean first(byte[] name, ByteRange out) {
        int header = headers.find(name, 0);
        if (header >= 0) {
            headers.point(headers.valueStart(header), headers.valueEnd(header), out);
        }
        return header >= 0;
    }

    /// Points at the values of all headers called `name`, a comma and a space between them; false if that is nothing.
    boolean all(byte[] name, Field field, ByteRange out) {
        int header = headers.find(name, 0);
        int next = header < 0 ? -1 : headers.find(name, header + 1);
        if (next < 0) {
            return header >= 0 && first(name, out) && out.length() > 0;
        }
        GrowingBytes text = text(field);
        if (text.length() == 0) {
            for (; header >= 0; header = headers.find(name, header + 1)) {
                HeaderText.appendJoined(headers, header, text);
            }
        }
        text.into(out);
        return true;
    }
}
