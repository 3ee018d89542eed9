package dev.winnow.protocol.tls;

import dev.winnow.protocol.Octets;

/// Walks the extensions of a hello (RFC 8446, section 4.2). Reused. One thread.
///
/// ```
///  +----------------+----------------+---------
///  |      type      |     length     |  data ...
///  +----------------+----------------+---------
/// ```
final class Extensions {
    static final int SERVER_NAME = 0;
    static final int SUPPORTED_GROUPS = 10;
    static final int EC_POINT_FORMATS = 11;
    static final int SIGNATURE_ALGORITHMS = 13;
    static final int PROTOCOL_NAMES = 16;
    static final int SUPPORTED_VERSIONS = 43;

    private static final int TYPE_LENGTH = 2;
    private static final int LENGTH_BYTES = 2;

    private final Vector data = new Vector();
    private Octets bytes;
    private int type;
    private int next;
    private int limit;

    /// Begins before the first of the extensions in `all`.
    Extensions wrap(Octets newBytes, Vector all) {
        bytes = newBytes;
        next = all.start();
        limit = all.end();
        return this;
    }

    /// Goes to the next one; false at the end, or where the bytes do not hold one.
    boolean next() {
        if (limit - next < TYPE_LENGTH || !data.read(bytes, next + TYPE_LENGTH, LENGTH_BYTES, limit)) {
            return false;
        }
        type = bytes.u16(next);
        next = data.end();
        return true;
    }

    int type() {
        return type;
    }

    Vector data() {
        return data;
    }
}
