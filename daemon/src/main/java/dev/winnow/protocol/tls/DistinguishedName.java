package dev.winnow.protocol.tls;

import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;
import java.nio.charset.StandardCharsets;

/// Writes an X.501 name as Suricata does: `C=US, O=Example, CN=a + OU=b`. Reused. One thread.
///
/// A name is written up to where it is not built as one; one with a string that holds no text is written as an error.
final class DistinguishedName {
    private static final byte[] NO_TEXT = "<X509Error: Invalid X.509 name>".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};
    private static final byte[] BETWEEN_NAMES = {',', ' '};
    private static final byte[] BETWEEN_ATTRIBUTES = {' ', '+', ' '};

    private final Der names = new Der();
    private final Der attributes = new Der();
    private final Der parts = new Der();
    private boolean hasText;

    /// Appends the name whose relative names are in `name`.
    void append(GrowingBytes out, Octets bytes, Vector name) {
        hasText = true;
        names.wrap(bytes, name.start(), name.end());
        while (names.next()) {
            if (names.tag() != Der.SET || !appendRelative(out, bytes)) {
                break;
            }
        }
        if (!hasText) {
            out.truncate(0);
            append(out, NO_TEXT);
        }
    }

    private boolean appendRelative(GrowingBytes out, Octets bytes) {
        attributes.wrap(names);
        int count = 0;
        while (attributes.next(Der.SEQUENCE)) {
            append(out, separator(count, out.length()));
            appendAttribute(out, bytes);
            count++;
        }
        return count > 0;
    }

    private static byte[] separator(int count, int length) {
        if (count > 0) {
            return BETWEEN_ATTRIBUTES;
        }
        return length > 0 ? BETWEEN_NAMES : NOTHING;
    }

    private void appendAttribute(GrowingBytes out, Octets bytes) {
        parts.wrap(attributes);
        if (parts.next(Der.OBJECT_IDENTIFIER)) {
            ObjectIdentifier.append(out, bytes, parts.start(), parts.end());
            out.append((byte) '=');
            hasText &= parts.next() && TextValue.append(out, bytes, parts);
        }
    }

    private static void append(GrowingBytes out, byte[] text) {
        for (byte letter : text) {
            out.append(letter);
        }
    }
}
