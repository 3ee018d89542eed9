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
    private final LazyField subject;
    private final LazyField issuer;
    private final LazyField serial;
    private final LazyField fingerprint;
    private final ByteRange range = new ByteRange();

    /// @param chain borrowed; cleared by its owner, together with this
    CertificateFields(TlsTools tools, CertificateChain chain, BlockPool blocks) {
        this.tools = tools;
        this.chain = chain;
        subject = new LazyField(blocks, MAX_NAME_BYTES, out -> appendName(out, chain.first().subject));
        issuer = new LazyField(blocks, MAX_NAME_BYTES, out -> appendName(out, chain.first().issuer));
        serial = new LazyField(blocks, MAX_SERIAL_BYTES, out -> appendSerial(out, chain.first().serial));
        fingerprint = new LazyField(blocks, MAX_DIGEST_BYTES, this::appendFingerprint);
    }

    void clear() {
        subject.clear();
        issuer.clear();
        serial.clear();
        fingerprint.clear();
    }

    /// Points at a field; false if it is of something else, or there is none.
    boolean find(Field field, int instance, ByteRange out) {
        if (chain.count() == 0) {
            return false;
        }
        return switch (field) {
            case TLS_CERTS -> chain.find(instance, out);
            case TLS_CERT_SUBJECT -> subject.find(out);
            case TLS_CERT_ISSUER -> issuer.find(out);
            case TLS_CERT_SERIAL -> serial.find(out);
            case TLS_CERT_FINGERPRINT -> fingerprint.find(out);
            case Field _ -> false;
        };
    }

    private void appendName(GrowingBytes out, Vector name) {
        tools.names().append(out, chain.bytes(), name);
    }

    private void appendSerial(GrowingBytes out, Vector number) {
        for (int at = number.start(); at < number.end(); at++) {
            if (at > number.start()) {
                out.append((byte) ':');
            }
            Hex.appendUpper(out, chain.bytes().u8(at));
        }
    }

    private void appendFingerprint(GrowingBytes out) {
        chain.find(0, range);
        tools.sha1().appendWithColons(out, range.memory(), range.offset(), range.length());
    }
}
