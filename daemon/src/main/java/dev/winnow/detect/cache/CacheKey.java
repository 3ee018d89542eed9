package dev.winnow.detect.cache;

import dev.winnow.bindings.hyperscan.Hyperscan;
import dev.winnow.bindings.hyperscan.Pattern;
import dev.winnow.bindings.hyperscan.PatternDatabase;
import dev.winnow.bindings.hyperscan.PatternException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Everything that a compiled database depends on, as one hash: patterns, their flags and ids, the library, and the
/// processor features that it compiles for. Immutable.
final class CacheKey {
    static final int LENGTH = 32;

    private final byte[] hash;

    private CacheKey(byte[] hash) {
        this.hash = hash;
    }

    /// The library and the processor, as libhs tells them of a database compiled here.
    static String platform() {
        try (PatternDatabase sample = PatternDatabase.compile(List.of(Pattern.literal(0, new byte[] {'a'}, 0)))) {
            return Hyperscan.version() + '\n' + sample.info();
        } catch (PatternException e) {
            throw new IllegalStateException("libhs refuses a letter: " + e.getMessage(), e);
        }
    }

    /// @param platform see [#platform]
    static CacheKey of(List<Pattern> patterns, String platform) {
        MessageDigest digest = sha256();
        ByteBuffer numbers = ByteBuffer.allocate(2 * Integer.BYTES);
        digest.update(numbers.putInt(CacheEntry.FORMAT).putInt(patterns.size()).array());
        update(digest, platform);
        for (Pattern pattern : patterns) {
            numbers.clear();
            digest.update(numbers.putInt(pattern.id()).putInt(pattern.flags()).array());
            update(digest, pattern.expression());
        }
        return new CacheKey(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// With its length before it, so that no two lists of texts look the same.
    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    /// A copy of the SHA-256.
    byte[] hash() {
        return hash.clone();
    }

    /// The name of the key's file.
    String fileName() {
        return HexFormat.of().formatHex(hash) + CacheFolder.SUFFIX;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheKey key && Arrays.equals(hash, key.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }
}
