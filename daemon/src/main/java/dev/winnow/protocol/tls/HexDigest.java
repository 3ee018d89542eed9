package dev.winnow.protocol.tls;

import dev.winnow.memory.GrowingBytes;
import dev.winnow.memory.NativeHash;
import java.lang.foreign.MemorySegment;

/// Hashes native bytes into hexadecimal text without allocating. Reused. One thread.
final class HexDigest {
    private final NativeHash hash;

    private HexDigest(String algorithm) {
        hash = new NativeHash(algorithm);
    }

    static HexDigest md5() {
        return new HexDigest("MD5");
    }

    static HexDigest sha1() {
        return new HexDigest("SHA-1");
    }

    static HexDigest sha256() {
        return new HexDigest("SHA-256");
    }

    /// Appends the first `octets` of the digest as lower-case digits.
    void appendStart(GrowingBytes out, int octets, MemorySegment memory, long offset, int length) {
        byte[] digest = digest(memory, offset, length);
        for (int i = 0; i < octets; i++) {
            Hex.appendLower(out, digest[i]);
        }
    }

    /// Appends the digest as lower-case digits.
    void append(GrowingBytes out, MemorySegment memory, long offset, int length) {
        for (byte octet : digest(memory, offset, length)) {
            Hex.appendLower(out, octet);
        }
    }

    /// Appends the digest as lower-case digits, a colon between bytes.
    void appendWithColons(GrowingBytes out, MemorySegment memory, long offset, int length) {
        int first = out.length();
        for (byte octet : digest(memory, offset, length)) {
            if (out.length() > first) {
                out.append((byte) ':');
            }
            Hex.appendLower(out, octet);
        }
    }

    private byte[] digest(MemorySegment memory, long offset, int length) {
        hash.update(memory, offset, length);
        return hash.digest();
    }
}
