package dev.winnow.protocol.tls;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;
import dev.winnow.rule.option.TransactionEvent;

/// The certificates that a server shows (RFC 5246, section 7.4.2), its own first.
///
/// Certificates that cannot be read are passed over until one can be, which counts as the server's. Reused; the message
/// is kept until [#clear]. Threading: its flow's.
final class CertificateChain {
    private static final int MAX_BYTES = 1 << 17;
    private static final int MAX_CERTIFICATES = 32;
    private static final int LENGTH_BYTES = 3;

    private final GrowingBytes message;
    private final Octets bytes = new Octets();
    private final Vector list = new Vector();
    private final Vector entry = new Vector();
    private final Certificate certificate = new Certificate();
    private final int[] starts = new int[MAX_CERTIFICATES];
    private final int[] ends = new int[MAX_CERTIFICATES];
    private final CertificateExaminer examiner = new CertificateExaminer();
    private int count;

    CertificateChain(BlockPool blocks) {
        message = new GrowingBytes(blocks, MAX_BYTES);
    }

    void clear() {
        message.clear();
        count = 0;
    }

    /// Where the message's bytes are put, before [#read].
    GrowingBytes message() {
        return message;
    }

    void read() {
        bytes.wrap(message.memory(), message.address(), message.length());
        count = 0;
        list.read(bytes, 0, LENGTH_BYTES, bytes.length());
        int at = list.start();
        while (count < MAX_CERTIFICATES && entry.read(bytes, at, LENGTH_BYTES, list.end())) {
            if (count > 0 || certificate.read(bytes, entry.start(), entry.end())) {
                starts[count] = entry.start();
                ends[count++] = entry.end();
            }
            at = entry.end();
        }
    }

    /// What is odd about the first certificate, or the message it should be in: bits of [TransactionEvent].
    long odd() {
        boolean isList = list.read(bytes, 0, LENGTH_BYTES, bytes.length()) && list.length() >= LENGTH_BYTES;
        if (isList && entry.read(bytes, list.start(), LENGTH_BYTES, list.end())) {
            return examiner.odd(bytes, entry.start(), entry.end());
        }
        return isList ? TransactionEvent.TLS_CERTIFICATE.bit() : 0;
    }

    /// How many certificates there are, as far as they are counted.
    int count() {
        return count;
    }

    /// The server's certificate, if [#count] is not 0.
    Certificate first() {
        return certificate;
    }

    /// What the indices in [#first] are of.
    Octets bytes() {
        return bytes;
    }

    /// Points at a certificate as it was sent.
    boolean find(int index, ByteRange out) {
        if (index >= count) {
            return false;
        }
        out.set(bytes.memory(), bytes.offset(starts[index]), ends[index] - starts[index]);
        return true;
    }
}
