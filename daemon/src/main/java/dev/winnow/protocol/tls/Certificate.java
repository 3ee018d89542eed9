package dev.winnow.protocol.tls;

import dev.winnow.protocol.Octets;

/// Where things are in an X.509 certificate (RFC 5280, section 4.1). Reused. One thread.
final class Certificate {
    final Vector serial = new Vector();
    final Vector issuer = new Vector();
    final Vector validity = new Vector();
    final Vector subject = new Vector();

    private final Der der = new Der();

    /// Reads the certificate that begins at `from`; what follows it, up to `limit`, is passed over.
    ///
    /// @return false if it is none
    boolean read(Octets bytes, int from, int limit) {
        der.wrap(bytes, from, limit);
        if (!enterSequence()) {
            return false;
        }
        return enterSequence() && readSerial() && readNames() && hasKey();
    }

    private boolean enterSequence() {
        boolean isThere = der.next(Der.SEQUENCE);
        if (isThere) {
            der.enter();
        }
        return isThere;
    }

    private boolean readSerial() {
        boolean isThere = der.next();
        if (isThere && der.tag() == Der.CONTEXT_0) {
            isThere = der.next();
        }
        return isThere && der.tag() == Der.INTEGER && keep(serial);
    }

    private boolean readNames() {
        boolean hasAlgorithm = der.next(Der.SEQUENCE);
        return hasAlgorithm
                && der.next(Der.SEQUENCE)
                && keep(issuer)
                && der.next(Der.SEQUENCE)
                && keep(validity)
                && der.next(Der.SEQUENCE)
                && keep(subject);
    }

    private boolean hasKey() {
        if (!enterSequence()) {
            return false;
        }
        boolean hasAlgorithm = der.next(Der.SEQUENCE);
        return hasAlgorithm && der.next(Der.BIT_STRING);
    }

    private boolean keep(Vector part) {
        part.set(der.start(), der.end());
        return true;
    }
}
