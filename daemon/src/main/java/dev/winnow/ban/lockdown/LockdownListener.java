package dev.winnow.ban.lockdown;

/// Told of lockdowns.
@FunctionalInterface
public interface LockdownListener {
    /// What has happened.
    enum Change {
        BEGIN,
        /// An operator has opened it.
        LIFT,
        /// Its time was over, and the kernel has opened it.
        END
    }

    /// @param state as it was while it was shut
    /// @param by    who did it
    /// @param nowNs nanoseconds since 1970
    void changed(Change change, LockdownState state, String by, long nowNs);
}
