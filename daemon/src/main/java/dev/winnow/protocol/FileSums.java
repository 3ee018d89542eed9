package dev.winnow.protocol;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.memory.NativeHash;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.TransactionOption;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// The sizes and the digests of the files that one direction carries, one file after another: those that rules ask for.
///
/// A file that is longer than it may be looked into has one byte more than that, and no digest; of one of which
/// bytes were lost it is known how long it is at least, and no digest. Pooled with its owner. Threading: its flow's.
public final class FileSums {
    private static final int MAX_FILES = 32;

    private final List<Field> wanted;
    private final NativeHash[] hashes;
    private final boolean isWanted;
    private final long maxBytes;
    private final long[] sizes;
    private final GrowingBytes digests;
    private final int digestBytes;
    private int count;
    private int wholeCount;
    private boolean isOpen;
    private long size;
    private boolean isLost;

    /// @param maxBytes how far each file is looked into
    public FileSums(ProtocolSettings settings, BlockPool blocks, long maxBytes) {
        this.maxBytes = maxBytes;
        wanted = settings.fields().stream().filter(FileSums::isDigest).sorted().toList();
        isWanted = !wanted.isEmpty() || settings.asksFor(NumberField.FILE_SIZE);
        hashes = new NativeHash[wanted.size()];
        sizes = new long[isWanted ? MAX_FILES : 0];
        digestBytes = wanted.stream().mapToInt(FileSums::length).sum();
        digests = new GrowingBytes(blocks, MAX_FILES * digestBytes);
    }

    private static boolean isDigest(Field field) {
        return field.isOfFiles() && !field.isSelectable();
    }

    /// Whether rules ask for any.
    public boolean isWanted() {
        return isWanted;
    }

    private static int length(Field digest) {
        return switch (digest) {
            case FILE_MD5 -> 16;
            case FILE_SHA1 -> 20;
            default -> 32;
        };
    }

    private static String algorithm(Field digest) {
        return switch (digest) {
            case FILE_MD5 -> "MD5";
            case FILE_SHA1 -> "SHA-1";
            default -> "SHA-256";
        };
    }

    /// Forgets everything and gives memory back.
    public void clear() {
        if (isOpen) {
            forget();
        }
        count = 0;
        wholeCount = 0;
        digests.clear();
    }

    /// A file begins; any other has ended.
    public void begin() {
        end();
        isOpen = isWanted && count < MAX_FILES;
        size = 0;
        isLost = false;
        for (int i = 0; isOpen && i < hashes.length; i++) {
            if (hashes[i] == null) {
                hashes[i] = new NativeHash(algorithm(wanted.get(i)));
            }
        }
    }

    /// Takes the file's next bytes; those of no file are passed over.
    public void append(MemorySegment memory, long offset, int length) {
        if (!isOpen) {
            return;
        }
        int fitting = (int) Math.min(length, maxBytes - size);
        for (NativeHash hash : hashes) {
            hash.update(memory, offset, fitting);
        }
        size += fitting;
        if (fitting < length) {
            cut();
        }
    }

    /// Takes one byte.
    public void append(byte value) {
        if (!isOpen) {
            return;
        }
        if (size == maxBytes) {
            cut();
            return;
        }
        for (NativeHash hash : hashes) {
            hash.update(value);
        }
        size++;
    }

    /// Bytes of the file will never come; nobody knows how many.
    public void lose() {
        isLost = true;
    }

    /// Bytes of the file will never come.
    ///
    /// @param count how many at least
    public void lose(long count) {
        lose();
        size = Math.min(size + count, maxBytes);
    }

    private void cut() {
        forget();
        size = maxBytes + 1;
        addSize();
    }

    private void addSize() {
        sizes[count++] = isLost ? TransactionOption.atLeast(size) : size;
    }

    private void forget() {
        isOpen = false;
        for (NativeHash hash : hashes) {
            hash.reset();
        }
    }

    /// The file has ended, if there was one.
    public void end() {
        if (!isOpen) {
            return;
        }
        addSize();
        boolean isWhole = !isLost && hashes.length > 0;
        for (NativeHash hash : hashes) {
            byte[] digest = hash.digest();
            for (int i = 0; isWhole && i < digest.length; i++) {
                isWhole = digests.append(digest[i]);
            }
        }
        wholeCount += isWhole ? 1 : 0;
        digests.truncate(wholeCount * digestBytes);
        forget();
    }

    /// The size of the `instance`th file that has ended, or [TransactionOption#atLeast] that, or
    /// [Transaction#NO_NUMBER].
    public long size(int instance) {
        return instance < count ? sizes[instance] : Transaction.NO_NUMBER;
    }

    /// Points `out` at a digest of the `instance`th whole file; false if there is none.
    public boolean find(Field digest, int instance, ByteRange out) {
        int index = wanted.indexOf(digest);
        if (index < 0 || instance >= wholeCount) {
            return false;
        }
        int at = instance * digestBytes;
        for (int i = 0; i < index; i++) {
            at += hashes[i].length();
        }
        out.set(digests.memory(), digests.address() + at, hashes[index].length());
        return true;
    }
}
