package dev.winnow.protocol.http;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A request's target, normalised the first time it is asked for: the path, and behind it query and fragment.
///
/// Most targets are normal as sent, and stay where they are. Pooled with its request. Threading: its flow's.
final class RequestUri {
    private final Message request;
    private final GrowingBytes text;
    private final GrowingBytes host;
    private final UriParts parts = new UriParts();
    private final ByteRange raw = new ByteRange();
    private boolean isBuilt;
    private boolean isRaw;
    private int pathLength;

    RequestUri(Message request, BlockPool blocks) {
        this.request = request;
        text = new GrowingBytes(blocks, HttpSettings.MAX_LINE_BYTES);
        host = new GrowingBytes(blocks, HttpSettings.MAX_LINE_BYTES);
    }

    void clear() {
        text.clear();
        host.clear();
        isBuilt = false;
    }

    /// Points `range` at the target as sent.
    boolean raw(ByteRange range) {
        return request.line().word(1, range);
    }

    /// Points `range` at the normalised target, without scheme and authority; nothing may be left of it.
    boolean normalized(Method method, ByteRange range) {
        build(method);
        if (isRaw) {
            return raw(range);
        }
        text.into(range);
        return request.hasLine();
    }

    /// Points `range` at the normalised path.
    boolean path(Method method, ByteRange range) {
        boolean found = normalized(method, range);
        range.set(range.memory(), range.offset(), pathLength);
        return found && pathLength > 0;
    }

    /// Points `range` at the host in the target, decoded and in lower case.
    boolean host(Method method, ByteRange range) {
        build(method);
        host.into(range);
        return host.length() > 0;
    }

    private void build(Method method) {
        if (isBuilt) {
            return;
        }
        isBuilt = true;
        isRaw = false;
        pathLength = 0;
        if (!raw(raw)) {
            return;
        }
        long from = raw.offset();
        long to = from + raw.length();
        if (method == Method.CONNECT) {
            parts.parseAuthority(raw.memory(), from, to);
        } else {
            parts.parse(raw.memory(), from, to);
            isRaw = isNormal(raw.memory(), from, to);
        }
        buildHost(raw.memory());
        if (isRaw) {
            pathLength = (int) (parts.pathTo - from);
        } else {
            buildText(raw.memory());
        }
    }

    /// Whether nothing in the target needs to be changed; may say no where nothing would be.
    private static boolean isNormal(MemorySegment memory, long from, long to) {
        byte before = 0;
        for (long at = from; at < to; at++) {
            byte value = memory.get(ValueLayout.JAVA_BYTE, at);
            boolean isDoubtful = value < 0 || value == '%' || value == '\\';
            if (isDoubtful || (before == '/' && (value == '/' || value == '.'))) {
                return false;
            }
            before = value;
        }
        return memory.get(ValueLayout.JAVA_BYTE, from) == '/';
    }

    private void buildText(MemorySegment memory) {
        append(memory, parts.pathFrom, parts.pathTo);
        UriNormalizer.path(text);
        pathLength = text.length();
        if (parts.hasQuery) {
            text.append((byte) '?');
            int start = text.length();
            append(memory, parts.queryFrom, parts.queryTo);
            UriNormalizer.query(text, start);
        }
        if (parts.hasFragment) {
            text.append((byte) '#');
            int start = text.length();
            append(memory, parts.fragmentFrom, parts.fragmentTo);
            UriNormalizer.fragment(text, start);
        }
    }

    private void append(MemorySegment memory, long from, long to) {
        text.append(memory, from, (int) (to - from));
    }

    private void buildHost(MemorySegment memory) {
        host.append(memory, parts.hostFrom, (int) (parts.hostTo - parts.hostFrom));
        UriNormalizer.query(host, 0);
        int length = host.length();
        while (length > 0 && host.at(length - 1) == '.') {
            length--;
        }
        host.truncate(length);
        HostName.toLowerCase(host);
    }
}
