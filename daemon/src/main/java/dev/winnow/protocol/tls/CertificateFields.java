package dev.winnow.protocol.tls;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.rule.option.Field;

/// The fields of one side's certificates, each made when it is first asked for. All but [Field#TLS_CERTS] are of the
/// first certificate. Reused. Threading: its flow's.
final class CertificateFields {
    private static final int MAX_NAME_BYTES = 1 << 13;
    private static final int MAX_SERIAL_BYTES = 1 << 10;
    private static final int MAX_DIGEST_BYTES = 1 << 6;

    private final TlsTools tools;
    private final CertificateChain chain;
    private final GrowingBytes subject;
    private final GrowingBytes issuer;
    private final GrowingBytes serial;
    private final GrowingBytes fingerprint;
    private final ByteRange range = new ByteRange();

    /// @param chain borrowed; cleared by its owner, together with this
    CertificateFields(TlsTools tools, CertificateChain chain, BlockPool blocks) {
        this.tools = tools;
        this.chain = chain;
        subject = new GrowingBytes(blocks, MAX_NAME_BYTES);
        issuer = new GrowingBytes(blocks, MAX_NAME_BYTES);
        serial = new GrowingBytes(blocks, MAX_SERIAL_BYTES);
        fingerprint = new GrowingBytes(blocks, MAX_DIGEST_BYTES);
    }

    void clear() {
        subject.clear();
        issuer.clear();
        serial.clear();
        fingerprint.clear();
    }

    /// Points at a field; false if it is of something else, or there is none.
    boolean find(Field field, int instance, ByteRange out) {
        return switch (field) {
            case TLS_CERTS -> chain.find(instance, out);
            case TLS_CERT_SUBJECT -> findName(chain.first().subject, subject, out);
            case TLS_CERT_ISSUER -> findName(chain.first().issuer, issuer, out);
            case TLS_CERT_SERIAL -> findSerial(out);
            case TLS_CERT_FINGERPRINT -> findFingerprint(out);
            case Field _ -> false;
        };
    }

    private boolean findName(Vector name, GrowingBytes text, ByteRange out) {
        if (chain.count() == 0) {
            return false;
        }
        if (text.length() == 0) {
            tools.names().append(text, chain.bytes(), name);
        }
        return point(text, out);
    }

    private boolean findSerial(ByteRange out) {
        if (chain.count() == 0) {
            return false;
        }
        if (serial.length() == 0) {
            writeSerial(chain.first().serial);
        }
        return point(serial, out);
    }

    private void writeSerial(Vector number) {
        for (int at = number.start(); at < number.end(); at++) {
            if (at > number.start()) {
                serial.append((byte) ':');
            }
            Hex.appendUpper(serial, chain.bytes().u8(at));
        }
    }

    private boolean findFingerprint(ByteRange out) {
        if (!chain.find(0, range)) {
            return false;
        }
        if (fingerprint.length() == 0) {
            tools.sha1().appendWithColons(fingerprint, range.memory(), range.offset(), range.length());
        }
        return point(fingerprint, out);
    }

    private static boolean point(GrowingBytes text, ByteRange out) {
        text.into(out);
        return true;
    }
}
