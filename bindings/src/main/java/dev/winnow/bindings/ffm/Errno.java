package dev.winnow.bindings.ffm;

import dev.winnow.bindings.generated.libc.libc_h;
import java.lang.foreign.MemorySegment;

/// Linux error numbers (errno(3), `asm-generic/errno.h`), as constants that a `switch` can take, and their names.
///
/// Wrappers return them negated.
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int EBADF = 9;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EFAULT = 14;
    public static final int EBUSY = 16;
    public static final int EEXIST = 17;
    public static final int ENODEV = 19;
    public static final int EINVAL = 22;
    public static final int EPIPE = 32;
    public static final int ENOSYS = 38;
    public static final int EMSGSIZE = 90;
    public static final int EPROTONOSUPPORT = 93;
    public static final int EOPNOTSUPP = 95;
    public static final int EAFNOSUPPORT = 97;
    public static final int EADDRINUSE = 98;
    public static final int ENETDOWN = 100;
    public static final int ENOBUFS = 105;

    private Errno() {}

    /// The symbolic name, such as `EPERM`, or `errno 4711` for a number without one (strerrorname_np(3)).
    ///
    /// @param code positive or, as wrappers return it, negative
    public static String name(int code) {
        MemorySegment name = libc_h.strerrorname_np(Math.abs(code));
        return NativeMemory.isNull(name) ? "errno " + Math.abs(code) : name.getString(0);
    }

    /// Name and meaning, such as `EPERM: Operation not permitted` (strerrordesc_np(3)).
    ///
    /// @param code positive or, as wrappers return it, negative
    public static String describe(int code) {
        MemorySegment meaning = libc_h.strerrordesc_np(Math.abs(code));
        return NativeMemory.isNull(meaning) ? name(code) : name(code) + ": " + meaning.getString(0);
    }
}
