package dev.winnow.bindings.libc;

import dev.winnow.bindings.ffm.Errno;
import java.io.IOException;

/// A system call failed where nothing but giving up is left, such as when a socket is opened.
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /// @param what what was tried, in words
    /// @param result what the call returned: `-errno`
    public ErrnoException(String what, long result) {
        super(what + ": " + Errno.describe((int) -result));
        errno = (int) -result;
    }

    /// Throws where `result` is an error, otherwise hands it back.
    ///
    /// @param what what was tried, in words
    /// @param result what the call returned
    public static int check(String what, int result) throws ErrnoException {
        if (result < 0) {
            throw new ErrnoException(what, result);
        }
        return result;
    }

    /// The error number, positive.
    public int errno() {
        return errno;
    }
}
