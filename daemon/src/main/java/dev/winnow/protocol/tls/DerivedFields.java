package dev.winnow.protocol.tls;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.rule.option.Field;

/// The fields that are made of the hellos, each when it is first asked for. Reused. Threading: its flow's.
final class DerivedFields {
    private static final int MAX_JA3_BYTES = 1 << 14;
    private static final int MAX_DIGEST_BYTES = 1 << 6;

    private final TlsTools tools;
    private final ClientHello clientHello;
    private final ServerHello serverHello;
    private final GrowingBytes ja3;
    private final GrowingBytes ja3Hash;
    private final GrowingBytes ja3s;
    private final GrowingBytes ja3sHash;
    private final GrowingBytes ja4;

    DerivedFields(TlsTools tools, ClientHello clientHello, ServerHello serverHello, BlockPool blocks) {
        this.tools = tools;
        this.clientHello = clientHello;
        this.serverHello = serverHello;
        ja3 = new GrowingBytes(blocks, MAX_JA3_BYTES);
        ja3Hash = new GrowingBytes(blocks, MAX_DIGEST_BYTES);
        ja3s = new GrowingBytes(blocks, MAX_JA3_BYTES);
        ja3sHash = new GrowingBytes(blocks, MAX_DIGEST_BYTES);
        ja4 = new GrowingBytes(blocks, MAX_DIGEST_BYTES);
    }

    void clear() {
        ja3.clear();
        ja3Hash.clear();
        ja3s.clear();
        ja3sHash.clear();
        ja4.clear();
    }

    /// Points at what is made of the client's hello.
    boolean findOfClient(Field field, ByteRange out) {
        if (!clientHello.isWhole()) {
            return false;
        }
        if (ja3.length() == 0) {
            Ja3.of(clientHello, ja3);
        }
        return field == Field.JA3_STRING ? point(ja3, out) : hash(ja3, ja3Hash, out);
    }

    /// Points at the JA4 of the client's hello.
    boolean findJa4(ByteRange out) {
        if (!clientHello.isWhole()) {
            return false;
        }
        if (ja4.length() == 0) {
            tools.ja4().append(clientHello, ja4);
        }
        return point(ja4, out);
    }

    /// Points at what is made of the server's hello.
    boolean findOfServer(Field field, ByteRange out) {
        if (!serverHello.isWhole()) {
            return false;
        }
        if (ja3s.length() == 0) {
            Ja3.of(serverHello, ja3s);
        }
        return field == Field.JA3S_STRING ? point(ja3s, out) : hash(ja3s, ja3sHash, out);
    }

    private boolean hash(GrowingBytes text, GrowingBytes hash, ByteRange out) {
        if (hash.length() == 0) {
            tools.md5().append(hash, text.memory(), text.address(), text.length());
        }
        return point(hash, out);
    }

    private static boolean point(GrowingBytes text, ByteRange out) {
        text.into(out);
        return true;
    }
}
