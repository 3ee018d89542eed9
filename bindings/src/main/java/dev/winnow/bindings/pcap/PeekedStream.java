package dev.winnow.bindings.pcap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A stream whose first bytes have been looked at, and are read all the same.
///
/// A failure while looking is kept for the reader who gets that far, so that bytes before it are not lost.
final class PeekedStream extends FilterInputStream {
    private final byte[] prefix;
    private final IOException failure;
    private int position;

    private PeekedStream(InputStream in, byte[] prefix, IOException failure) {
        super(in);
        this.prefix = prefix;
        this.failure = failure;
    }

    /// Looks at up to `length` bytes of `in`.
    static PeekedStream of(InputStream in, int length) {
        byte[] prefix = new byte[length];
        int filled = 0;
        IOException failure = null;
        try {
            int got = 0;
            while (filled < length && got >= 0) {
                filled += got;
                got = in.read(prefix, filled, length - filled);
            }
        } catch (IOException e) {
            failure = e;
        }
        return new PeekedStream(in, Arrays.copyOf(prefix, filled), failure);
    }

    /// The bytes looked at, fewer than asked for only where there are no more.
    byte[] prefix() {
        return prefix.clone();
    }

    /// Throws where the stream failed before its first byte.
    PeekedStream requireStarted() throws IOException {
        if (failure != null && prefix.length == 0) {
            throw failure;
        }
        return this;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (position < prefix.length) {
            int count = Math.min(length, prefix.length - position);
            System.arraycopy(prefix, position, target, offset, count);
            position += count;
            return count;
        }
        if (failure != null) {
            throw failure;
        }
        return super.read(target, offset, length);
    }
}
