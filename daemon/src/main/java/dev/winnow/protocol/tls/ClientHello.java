package dev.winnow.protocol.tls;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.protocol.Octets;
import dev.winnow.rule.option.TransactionEvent;

/// What a client offers (RFC 8446, section 4.1.2). Reused. Threading: its flow's.
final class ClientHello extends Hello {
    private static final int HOST_NAME = 0;
    private static final int MAX_NAME_LENGTH = 255;
    /// The list's length, the first name's type and length.
    private static final int NAME_HEADER_LENGTH = 5;
    private static final int MIN_VERSIONS_LENGTH = 3;

    final Vector ciphers = new Vector();
    final Vector groups = new Vector();
    final Vector pointFormats = new Vector();

    private final Vector serverName = new Vector();
    private final Vector list = new Vector();

    ClientHello(BlockPool blocks) {
        super(blocks);
    }

    @Override
    void clear() {
        super.clear();
        ciphers.clear();
        groups.clear();
        pointFormats.clear();
        serverName.clear();
    }

    @Override
    int readMiddle(int at) {
        boolean isWhole =
                ciphers.read(bytes, at, 2, bytes.length()) && list.read(bytes, ciphers.end(), 1, bytes.length());
        return isWhole ? list.end() : Octets.OUTSIDE;
    }

    @Override
    void readExtensions() {
        cursor.wrap(bytes, extensions);
        boolean isSound = true;
        while (cursor.next()) {
            Vector data = cursor.data();
            isSound &= isSound(cursor.type(), data);
            switch (cursor.type()) {
                case Extensions.SERVER_NAME -> readServerName(data);
                case Extensions.SUPPORTED_VERSIONS -> readVersions(data);
                default -> {
                    if (isSound) {
                        readList(cursor.type(), data);
                    }
                }
            }
        }
    }

    private void readList(int type, Vector data) {
        if (type == Extensions.SUPPORTED_GROUPS) {
            groups.read(bytes, data.start(), 2, data.end());
        } else if (type == Extensions.EC_POINT_FORMATS) {
            pointFormats.read(bytes, data.start(), 1, data.end());
        }
    }

    /// Whether an extension holds what its type says, as far as fingerprints look into it; fingerprints end before one
    /// that does not. Nothing at all is sound.
    boolean isSound(int type, Vector data) {
        return data.length() == 0
                || switch (type) {
                    case Extensions.SERVER_NAME -> isServerName(data);
                    case Extensions.SUPPORTED_GROUPS -> list.read(bytes, data.start(), 2, data.end());
                    case Extensions.EC_POINT_FORMATS -> list.read(bytes, data.start(), 1, data.end());
                    case Extensions.SUPPORTED_VERSIONS -> data.length() >= MIN_VERSIONS_LENGTH;
                    default -> true;
                };
    }

    @Override
    boolean holds(int type, Vector data) {
        return data.length() == 0
                || switch (type) {
                    case Extensions.SERVER_NAME -> data.length() >= NAME_HEADER_LENGTH;
                    case Extensions.SUPPORTED_GROUPS, Extensions.SIGNATURE_ALGORITHMS, Extensions.PROTOCOL_NAMES ->
                        list.read(bytes, data.start(), 2, data.end());
                    case Extensions.EC_POINT_FORMATS, Extensions.SUPPORTED_VERSIONS ->
                        list.read(bytes, data.start(), 1, data.end());
                    default -> true;
                };
    }

    /// What is odd about the ciphers, and the names of servers; where there are several, about the first.
    @Override
    long odd() {
        long odd = (ciphers.length() & 1) == 0 ? 0 : TransactionEvent.TLS_HANDSHAKE_LENGTH.bit();
        int names = 0;
        cursor.wrap(bytes, extensions);
        while (cursor.next()) {
            if (cursor.type() == Extensions.SERVER_NAME && ++names > 1) {
                odd |= TransactionEvent.TLS_TWO_NAMES.bit();
            } else if (cursor.type() == Extensions.SERVER_NAME) {
                odd |= oddName(cursor.data());
            }
        }
        return odd;
    }

    private long oddName(Vector data) {
        if (data.length() < NAME_HEADER_LENGTH || isServerName(data)) {
            return 0;
        }
        boolean isOfHost = bytes.u8(data.start() + 2) == HOST_NAME;
        return (isOfHost ? TransactionEvent.TLS_NAME_LENGTH : TransactionEvent.TLS_NAME_TYPE).bit();
    }

    private void readServerName(Vector data) {
        if (serverName.length() == 0 && data.length() > 0 && isServerName(data)) {
            serverName.set(list.start(), textEnd(list));
        }
    }

    /// Whether the extension begins with a host name (RFC 6066, section 3), which `list` is then.
    private boolean isServerName(Vector data) {
        int at = data.start() + 2;
        return bytes.u8(at) == HOST_NAME
                && list.read(bytes, at + 1, 2, data.end())
                && list.length() > 0
                && list.length() <= MAX_NAME_LENGTH;
    }

    /// A name ends where C would end it, as peers in C will read it so.
    private int textEnd(Vector name) {
        int at = name.start();
        while (at < name.end() && bytes.u8(at) != 0) {
            at++;
        }
        return at;
    }

    private void readVersions(Vector data) {
        for (int at = data.start() + 1; at + 2 <= data.end(); at += 2) {
            if (!Grease.is(bytes.u16(at))) {
                setOfferedVersion(bytes.u16(at));
                return;
            }
        }
    }

    /// Points at the name of the server that the client wants; false if it names none.
    boolean serverName(ByteRange out) {
        point(serverName.start(), serverName.length(), out);
        return serverName.length() > 0;
    }
}
