package dev.winnow.rule.syntax;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Transform;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Buffers of every field but the payload, with transforms and without.
final class BufferArbitraries {
    /// Fields whose form a content must have, unless a transform gives them another one.
    private static final Set<Field> FORMED = EnumSet.of(
            Field.HTTP_HOST,
            Field.HTTP_METHOD,
            Field.JA3_HASH,
            Field.JA3S_HASH,
            Field.SSH_HASSH,
            Field.SSH_HASSH_SERVER,
            Field.TLS_CERT_FINGERPRINT,
            Field.TLS_CERT_SERIAL);

    private BufferArbitraries() {}

    static Arbitrary<Buffer> buffers() {
        Arbitrary<List<Transform>> transforms = transforms().list().ofMaxSize(2);
        return Combinators.combine(Arbitraries.of(Field.class).filter(Field::isSelectable), transforms)
                .as(Buffer::new)
                .filter(buffer -> buffer.field() != Field.PKT_DATA && buffer.field() != Field.BASE64_DATA)
                .filter(buffer ->
                        !FORMED.contains(buffer.field()) || !buffer.transforms().isEmpty());
    }

    private static Arbitrary<Transform> transforms() {
        return Arbitraries.oneOf(
                Arbitraries.of(Transform.Simple.TO_MD5, Transform.Simple.DOTPREFIX, Transform.Simple.URL_DECODE),
                Arbitraries.of("a(b)", "[^x]\\;", "\\\"(.)").map(Transform.PcreXform::new),
                Arbitraries.bytes()
                        .array(byte[].class)
                        .ofMinSize(1)
                        .ofMaxSize(4)
                        .map(Bytes::of)
                        .map(Transform.Xor::new));
    }
}
