package dev.winnow.protocol.http2;

import dev.winnow.flow.Direction;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.Field;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// The HTTP/1 request that asked for HTTP/2 (RFC 7540, section 3.2), which is the first stream's request. Reused.
final class UpgradeRequest {
    private static final byte[] METHOD = ascii(":method");
    private static final byte[] PATH = ascii(":path");
    private static final byte[] AUTHORITY = ascii(":authority");
    private static final byte[] HOST = ascii("host");
    private static final byte[] SETTINGS = ascii("http2-settings");
    private static final int LOWER_CASE = 0x20;

    private final ByteRange range = new ByteRange();

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Appends what `request` asks for as the headers that HTTP/2 would have.
    ///
    /// @return whether there were settings, which are left out: they stand for a frame of their own
    boolean copy(Transaction request, HeaderList headers) {
        copy(request, Field.HTTP_METHOD, METHOD, headers);
        copy(request, Field.HTTP_URI_RAW, PATH, headers);
        boolean hasSettings = false;
        for (int i = 0; request.find(Field.HTTP_REQUEST_HEADER, Direction.TO_SERVER, i, range); i++) {
            hasSettings |= isSettings();
            copyHeader(headers);
        }
        return hasSettings;
    }

    private void copy(Transaction request, Field field, byte[] name, HeaderList headers) {
        if (request.find(field, Direction.TO_SERVER, 0, range)) {
            GrowingBytes out = headers.begin();
            append(name, out);
            headers.endName();
            out.append(range.memory(), range.offset(), range.length());
            headers.endValue();
        }
    }

    private void copyHeader(HeaderList headers) {
        MemorySegment memory = range.memory();
        int length = range.length();
        int nameLength = nameLength();
        int value = nameLength + 1;
        while (value < length && (at(value) == ' ' || at(value) == '\t')) {
            value++;
        }
        if (value > length || isSettings()) {
            return;
        }
        GrowingBytes out = headers.begin();
        if (isName(HOST, nameLength)) {
            append(AUTHORITY, out);
        } else {
            out.append(memory, range.offset(), nameLength);
        }
        headers.endName();
        out.append(memory, range.offset() + value, length - value);
        headers.endValue();
    }

    private int nameLength() {
        int length = 0;
        while (length < range.length() && at(length) != ':') {
            length++;
        }
        return length;
    }

    private boolean isSettings() {
        return isName(SETTINGS, nameLength());
    }

    private byte at(int index) {
        return range.memory().get(ValueLayout.JAVA_BYTE, range.offset() + index);
    }

    private boolean isName(byte[] name, int nameLength) {
        boolean isEqual = name.length == nameLength;
        for (int i = 0; isEqual && i < nameLength; i++) {
            isEqual = at(i) == name[i] || (at(i) | LOWER_CASE) == name[i];
        }
        return isEqual;
    }

    private static void append(byte[] letters, GrowingBytes out) {
        for (byte letter : letters) {
            out.append(letter);
        }
    }
}
