package dev.winnow.protocol.http2;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.FileSums;
import dev.winnow.protocol.PooledTransaction;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.http.Decompressors;
import dev.winnow.protocol.http.MessageBody;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// A stream, or one frame of stream 0, which is for the connection as a whole.
///
/// Has the fields of HTTP/1 where HTTP/2 has the like; the pseudo headers are headers among the others. Pooled with its
/// memory given back. Threading: its flow's.
public final class Http2Transaction extends PooledTransaction {
    private static final byte[] PROTOCOL = ascii("HTTP/2");
    private static final byte[] METHOD = ascii(":method");
    private static final byte[] PATH = ascii(":path");
    private static final byte[] AUTHORITY = ascii(":authority");
    private static final byte[] STATUS = ascii(":status");
    private static final byte[] USER_AGENT = ascii("user-agent");
    private static final byte[] REFERER = ascii("referer");
    private static final byte[] ACCEPT = ascii("accept");
    private static final byte[] ACCEPT_LANGUAGE = ascii("accept-language");
    private static final byte[] ACCEPT_ENCODING = ascii("accept-encoding");
    private static final byte[] CONTENT_TYPE = ascii("content-type");
    private static final byte[] CONTENT_LENGTH = ascii("content-length");
    private static final byte[] CONTENT_ENCODING = ascii("content-encoding");
    private static final byte[] CONNECTION = ascii("connection");
    private static final byte[] COOKIE = ascii("cookie");
    private static final byte[] SET_COOKIE = ascii("set-cookie");
    private static final byte[] SERVER = ascii("server");
    private static final byte[] LOCATION = ascii("location");
    private static final byte[] GZIP = ascii("gzip");
    private static final byte[] DEFLATE = ascii("deflate");

    private final StreamSide request;
    private final StreamSide response;
    private final ByteRange range = new ByteRange();
    private int stream;

    Http2Transaction(Http2Settings settings, ProtocolSettings asked, Decompressors decompressors, BlockPool blocks) {
        super(AppProtocol.HTTP2);
        boolean atOnce = settings.bodiesAtOnce();
        request = new StreamSide(
                blocks, new MessageBody(blocks, decompressors, settings.requestBody(), atOnce, sums(asked, blocks)));
        response = new StreamSide(
                blocks, new MessageBody(blocks, decompressors, settings.responseBody(), atOnce, sums(asked, blocks)));
    }

    private static FileSums sums(ProtocolSettings asked, BlockPool blocks) {
        return new FileSums(asked, blocks, Long.MAX_VALUE);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    protected void clear() {
        request.clear();
        response.clear();
    }

    @Override
    protected void lookedInto(Direction direction) {
        side(direction).inspected();
    }

    void setStream(int newStream) {
        stream = newStream;
    }

    /// The stream's identifier; 0 for a frame that is for the whole connection.
    public int stream() {
        return stream;
    }

    StreamSide side(Direction direction) {
        return direction == Direction.TO_SERVER ? request : response;
    }

    /// A block of headers has been added. There may be several: of interim responses, of a promise, of trailers.
    void headersEnd(Direction direction) {
        StreamSide side = side(direction);
        side.headersEnd();
        grow(direction);
        boolean isCompressed = side.first(CONTENT_ENCODING, range) && (isRange(GZIP) || isRange(DEFLATE));
        if (isCompressed && !stage(direction).reached(Stage.HEADERS)) {
            side.body().decompress(1);
        }
        side.body().announceFile();
        reach(direction, Stage.HEADERS);
    }

    private boolean isRange(byte[] text) {
        boolean isEqual = range.length() == text.length;
        for (int i = 0; isEqual && i < text.length; i++) {
            isEqual = range.memory().get(ValueLayout.JAVA_BYTE, range.offset() + i) == text[i];
        }
        return isEqual;
    }

    /// A piece of the body has come.
    void data(Direction direction, MemorySegment memory, long offset, int length) {
        if (side(direction).body().append(memory, offset, length)) {
            reach(direction, Stage.BODY);
            grow(direction);
        }
    }

    /// A direction, or all of the stream, is over.
    void end(Direction direction) {
        if (side(direction).body().end()) {
            grow(direction);
        }
        reach(direction, Stage.COMPLETE);
    }

    @Override
    public boolean hasNewHeaders(Direction direction) {
        return side(direction).hasNewHeaders();
    }

    @Override
    public boolean find(Field field, Direction direction, int instance, ByteRange out) {
        StreamSide side = side(direction);
        HeaderList headers = side.headers();
        boolean isRequest = direction == Direction.TO_SERVER;
        return switch (field) {
            case HTTP_REQUEST_HEADER -> isRequest && findLine(headers, instance, out);
            case HTTP_RESPONSE_HEADER -> !isRequest && findLine(headers, instance, out);
            case HTTP2_HEADER_NAME -> findName(headers, instance, out);
            case FILE_MD5, FILE_SHA1, FILE_SHA256 -> side.body().sums().find(field, instance, out);
            case Field _ when instance > 0 -> false;
            case FILE_DATA -> side.body().into(out);
            case HTTP_HEADER_RAW -> {
                int end = headers.count() == 0 ? 0 : headers.lineEnd(headers.count() - 1);
                headers.point(0, end, out);
                yield end > 0;
            }
            case HTTP_HEADER, HTTP_HEADER_NAMES -> headers.count() > 0 && findText(side, field, isRequest, out);
            case HTTP_PROTOCOL -> findText(side, field, isRequest, out);
            case HTTP_CONTENT_TYPE -> side.all(CONTENT_TYPE, field, out);
            case HTTP_CONTENT_LEN -> side.all(CONTENT_LENGTH, field, out);
            case HTTP_CONNECTION -> side.all(CONNECTION, field, out);
            case Field _ -> isRequest ? findOfRequest(field, out) : findOfResponse(field, out);
        };
    }

    private boolean findOfRequest(Field field, ByteRange out) {
        return switch (field) {
            case HTTP_METHOD -> request.first(METHOD, out);
            case HTTP_URI, HTTP_URI_RAW -> request.first(PATH, out);
            case HTTP_HOST_RAW -> request.first(AUTHORITY, out);
            case HTTP_HOST -> request.first(AUTHORITY, out) && findText(request, field, true, out);
            case HTTP_REQUEST_LINE -> findText(request, field, true, out);
            case HTTP_COOKIE -> request.all(COOKIE, field, out);
            case HTTP_USER_AGENT -> request.all(USER_AGENT, field, out);
            case HTTP_REFERER -> request.all(REFERER, field, out);
            case HTTP_ACCEPT -> request.all(ACCEPT, field, out);
            case HTTP_ACCEPT_LANG -> request.all(ACCEPT_LANGUAGE, field, out);
            case HTTP_ACCEPT_ENC -> request.all(ACCEPT_ENCODING, field, out);
            case HTTP_REQUEST_BODY -> request.body().into(out);
            case Field _ -> false;
        };
    }

    private boolean findOfResponse(Field field, ByteRange out) {
        return switch (field) {
            case HTTP_STAT_CODE -> response.first(STATUS, out);
            case HTTP_STAT_MSG -> {
                out.clear();
                yield true;
            }
            case HTTP_RESPONSE_LINE -> findText(response, field, false, out);
            case HTTP_COOKIE -> response.all(SET_COOKIE, field, out);
            case HTTP_SERVER -> response.all(SERVER, field, out);
            case HTTP_LOCATION -> response.all(LOCATION, field, out);
            case HTTP_RESPONSE_BODY -> response.body().into(out);
            case Field _ -> false;
        };
    }

    private static boolean findLine(HeaderList headers, int header, ByteRange out) {
        if (header >= headers.count()) {
            return false;
        }
        headers.point(headers.nameStart(header), headers.valueEnd(header), out);
        return true;
    }

    private static boolean findName(HeaderList headers, int header, ByteRange out) {
        if (header >= headers.count()) {
            return false;
        }
        headers.point(headers.nameStart(header), headers.nameEnd(header), out);
        return true;
    }

    private boolean findText(StreamSide side, Field field, boolean isRequest, ByteRange out) {
        GrowingBytes text = side.text(field);
        if (text.length() == 0) {
            make(side.headers(), field, isRequest, text);
        }
        text.into(out);
        return true;
    }

    private void make(HeaderList headers, Field field, boolean isRequest, GrowingBytes text) {
        switch (field) {
            case HTTP_HEADER -> HeaderText.appendTrimmed(headers, isRequest ? COOKIE : SET_COOKIE, text);
            case HTTP_HEADER_NAMES -> HeaderText.appendNames(headers, text);
            case HTTP_HOST -> HeaderText.appendHost(headers, headers.find(AUTHORITY, 0), text);
            case HTTP_REQUEST_LINE -> {
                appendFirst(request, METHOD, text);
                text.append((byte) ' ');
                appendFirst(request, PATH, text);
                text.append((byte) ' ');
                append(PROTOCOL, text);
                endLine(text);
            }
            case HTTP_RESPONSE_LINE -> {
                append(PROTOCOL, text);
                text.append((byte) ' ');
                appendFirst(response, STATUS, text);
                endLine(text);
            }
            default -> append(PROTOCOL, text);
        }
    }

    private void appendFirst(StreamSide side, byte[] name, GrowingBytes text) {
        if (side.first(name, range)) {
            text.append(range.memory(), range.offset(), range.length());
        }
    }

    private static void append(byte[] letters, GrowingBytes text) {
        for (byte letter : letters) {
            text.append(letter);
        }
    }

    private static void endLine(GrowingBytes text) {
        text.append((byte) '\r');
        text.append((byte) '\n');
    }

    @Override
    public long number(NumberField field, Direction direction, int instance) {
        StreamNumbers numbers = side(direction).numbers();
        return switch (field) {
            case URI_LENGTH, RAW_URI_LENGTH -> uriLength(direction, instance);
            case FILE_SIZE -> side(direction).body().sums().size(instance);
            case FILE_COUNT -> instance == 0 && side(direction).body().into(range) ? 1 : NO_NUMBER;
            case HTTP2_FRAME_TYPE -> numbers.frameType(instance);
            case HTTP2_ERROR_CODE -> numbers.get(StreamNumbers.ERROR_CODE, instance);
            case HTTP2_PRIORITY -> numbers.get(StreamNumbers.PRIORITY, instance);
            case HTTP2_WINDOW -> numbers.get(StreamNumbers.WINDOW, instance);
            case HTTP2_SIZE_UPDATE -> numbers.get(StreamNumbers.SIZE_UPDATE, instance);
            case HTTP2_SETTING -> numbers.get(StreamNumbers.SETTING, instance);
            case NumberField _ -> NO_NUMBER;
        };
    }

    private long uriLength(Direction direction, int instance) {
        boolean isThere = direction == Direction.TO_SERVER && instance == 0 && request.first(PATH, range);
        return isThere ? range.length() : NO_NUMBER;
    }
}
