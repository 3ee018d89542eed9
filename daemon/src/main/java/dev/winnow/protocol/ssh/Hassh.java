package dev.winnow.protocol.ssh;

import dev.winnow.flow.Direction;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The HASSH fingerprint: the key exchange, encryption, MAC and compression algorithms that a side offers, between
/// semicolons, and their MD5. Threading: one thread.
///
/// ```
///  SSH_MSG_KEXINIT (RFC 4253, section 7.1):
///  +----+----------+-----------------+----------+---------------+-----------+----- ...
///  | 20 | cookie16 | key exchange    | host key | encryption    | the other | MAC ...
///  +----+----------+-----------------+----------+---------------+-----------+----- ...
///                    each a length of 4 bytes and names between commas
/// ```
final class Hassh {
    /// Letters of an MD5 in hexadecimal.
    static final int TEXT_LENGTH = 32;

    private static final int KEXINIT = 20;
    private static final int FIRST_LIST = 17;
    private static final int LAST_LIST = 7;
    private static final int DIGEST_LENGTH = TEXT_LENGTH / 2;
    private static final byte[] HEXADECIMAL = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    private final byte[] digest = new byte[DIGEST_LENGTH];
    private final MessageDigest md5;

    Hassh() {
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /// Writes the fingerprint of the payload of a binary packet into `side`.
    ///
    /// @return false if it is no whole KEXINIT
    boolean read(Octets payload, Direction direction, SshSide side) {
        if (payload.u8(0) != KEXINIT) {
            return false;
        }
        int at = FIRST_LIST;
        int fromServer = direction == Direction.TO_CLIENT ? 1 : 0;
        for (int list = 0; list <= LAST_LIST; list++) {
            int length = length(payload, at);
            if (!payload.has(at + 4, length)) {
                return false;
            }
            if (list == 0 || (list > 1 && (list & 1) == fromServer)) {
                append(side.offer(), list > 0, payload, at + 4, length);
            }
            at += 4 + length;
        }
        hash(side);
        return true;
    }

    private static int length(Octets payload, int at) {
        return payload.u8(at) == 0 ? payload.u24(at + 1) : Octets.OUTSIDE;
    }

    private static void append(GrowingBytes offer, boolean isLater, Octets payload, int at, int length) {
        if (isLater) {
            offer.append((byte) ';');
        }
        offer.append(payload.memory(), payload.offset(at), length);
    }

    private void hash(SshSide side) {
        GrowingBytes offer = side.offer();
        for (int i = 0; i < offer.length(); i++) {
            md5.update(offer.at(i));
        }
        try {
            md5.digest(digest, 0, DIGEST_LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("an MD5 has 16 bytes", e);
        }
        for (byte value : digest) {
            side.hash().append(HEXADECIMAL[value >> 4 & 0xF]);
            side.hash().append(HEXADECIMAL[value & 0xF]);
        }
    }
}
