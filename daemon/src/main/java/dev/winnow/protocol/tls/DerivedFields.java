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
    private final LazyField ja3;
    private final LazyField ja3Hash;
    private final LazyField ja3s;
    private final LazyField ja3sHash;
    private final LazyField ja4;

    DerivedFields(TlsTools tools, ClientHello clientHello, ServerHello serverHello, BlockPool blocks) {
        this.tools = tools;
        this.clientHello = clientHello;
        this.serverHello = serverHello;
        ja3 = new LazyField(blocks, MAX_JA3_BYTES, out -> Ja3.of(clientHello, out));
        ja3Hash = new LazyField(blocks, MAX_DIGEST_BYTES, out -> appendMd5(out, ja3.bytes()));
        ja3s = new LazyField(blocks, MAX_JA3_BYTES, out -> Ja3.of(serverHello, out));
        ja3sHash = new LazyField(blocks, MAX_DIGEST_BYTES, out -> appendMd5(out, ja3s.bytes()));
        ja4 = new LazyField(blocks, MAX_DIGEST_BYTES, out -> tools.ja4().append(clientHello, out));
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
        return clientHello.isWhole()
                && switch (field) {
                    case JA3_STRING -> ja3.find(out);
                    case JA3_HASH -> ja3Hash.find(out);
                    case JA4_HASH -> ja4.find(out);
                    case Field _ -> false;
                };
    }

    /// Points at what is made of the server's hello.
    boolean findOfServer(Field field, ByteRange out) {
        return serverHello.isWhole() && (field == Field.JA3S_STRING ? ja3s : ja3sHash).find(out);
    }

    private void appendMd5(GrowingBytes out, GrowingBytes text) {
        tools.md5().append(out, text.memory(), text.address(), text.length());
    }
}
