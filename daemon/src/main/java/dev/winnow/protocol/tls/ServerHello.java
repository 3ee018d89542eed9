package dev.winnow.protocol.tls;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.Octets;

/// What a server chooses (RFC 8446, section 4.1.3). Reused. Threading: its flow's.
final class ServerHello extends Hello {
    private static final int CIPHER_LENGTH = 2;
    private static final int COMPRESSION_LENGTH = 1;

    private int cipher = Octets.OUTSIDE;

    ServerHello(BlockPool blocks) {
        super(blocks);
    }

    @Override
    void clear() {
        super.clear();
        cipher = Octets.OUTSIDE;
    }

    @Override
    int readMiddle(int at) {
        cipher = bytes.u16(at);
        return at + CIPHER_LENGTH + COMPRESSION_LENGTH;
    }

    @Override
    void readExtensions() {
        cursor.wrap(bytes, extensions);
        while (cursor.next()) {
            if (cursor.type() == Extensions.SUPPORTED_VERSIONS && cursor.data().length() == 2) {
                setOfferedVersion(bytes.u16(cursor.data().start()));
            }
        }
    }

    @Override
    boolean holds(int type, Vector data) {
        return true;
    }

    @Override
    long odd() {
        return 0;
    }

    /// The cipher suite, or [Octets#OUTSIDE].
    int cipher() {
        return cipher;
    }
}
