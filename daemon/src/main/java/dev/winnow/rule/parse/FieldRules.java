package dev.winnow.rule.parse;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Transform;
import java.util.Optional;

/// What a field's form demands of the contents that are looked for in it.
final class FieldRules {
    /// Hexadecimal digits of an MD5 hash.
    private static final int HASH_LENGTH = 32;

    /// Bytes of a SHA-1 hash as two digits each, with colons between them.
    private static final int FINGERPRINT_LENGTH = 59;

    private FieldRules() {}

    /// The pattern in the case that the buffer has.
    ///
    /// @param value where the pattern was read
    static Bytes check(Buffer buffer, Bytes pattern, boolean noCase, Value value) throws Mistake {
        return buffer.transforms().isEmpty() ? check(buffer.field(), pattern, noCase, value) : pattern;
    }

    /// The first of the buffer's transforms that leaves no such bytes.
    static Optional<Transform.Simple> remover(Buffer buffer, Bytes pattern) {
        String text = pattern.toString();
        return buffer.transforms().stream()
                .filter(Transform.Simple.class::isInstance)
                .map(Transform.Simple.class::cast)
                .filter(transform -> removes(transform, text))
                .findFirst();
    }

    private static boolean removes(Transform.Simple transform, String text) {
        return switch (transform) {
            case TO_LOWERCASE -> !isLowerCase(text);
            case TO_UPPERCASE -> text.chars().anyMatch(c -> c >= 'a' && c <= 'z');
            case STRIP_WHITESPACE -> text.chars().anyMatch(FieldRules::isSpace);
            case COMPRESS_WHITESPACE -> hasSpacesInARow(text);
            default -> false;
        };
    }

    private static boolean hasSpacesInARow(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (isSpace(text.charAt(i - 1)) && isSpace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /// As C's `isspace`.
    private static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static Bytes check(Field field, Bytes pattern, boolean noCase, Value value) throws Mistake {
        String text = pattern.toString();
        switch (field) {
            case HTTP_HOST -> require(!noCase && isLowerCase(text), "`http.host` is in lower case", value);
            case HTTP_METHOD -> require(!isPadded(text), "`http.method` has no spaces around it", value);
            case JA3_HASH, JA3S_HASH, SSH_HASSH, SSH_HASSH_SERVER ->
                require(text.length() == HASH_LENGTH, "the hash has " + HASH_LENGTH + " digits", value);
            case TLS_CERT_FINGERPRINT ->
                require(text.length() == FINGERPRINT_LENGTH, "the fingerprint is 20 bytes as `ab:cd:...`", value);
            case TLS_CERT_SERIAL ->
                require(text.length() <= 2 || text.indexOf(':') >= 0, "the serial number has colons: `AB:CD`", value);
            default -> {}
        }
        return switch (field) {
            case JA3_HASH, JA3S_HASH, SSH_HASSH, SSH_HASSH_SERVER, TLS_CERT_FINGERPRINT -> pattern.toLowerCase();
            case TLS_CERT_SERIAL -> pattern.toUpperCase();
            case Field _ -> pattern;
        };
    }

    private static boolean isPadded(String text) {
        return isBlank(text.charAt(0)) || isBlank(text.charAt(text.length() - 1));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isLowerCase(String text) {
        return text.chars().noneMatch(c -> c >= 'A' && c <= 'Z');
    }

    private static void require(boolean holds, String message, Value value) throws Mistake {
        if (!holds) {
            throw value.mistake(message + ": this content can never be found");
        }
    }
}
