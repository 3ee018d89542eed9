package dev.winnow.bindings.hyperscan;

/// A function of libhs failed for a reason that is not in the patterns: no memory, a database of another version.
public final class HyperscanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    HyperscanException(String function, int code) {
        super(function + ": " + meaning(code));
        this.code = code;
    }

    /// The negative `HS_*` code.
    public int code() {
        return code;
    }

    static void check(String function, int code) {
        if (code != Hyperscan.SUCCESS) {
            throw new HyperscanException(function, code);
        }
    }

    private static String meaning(int code) {
        if (code == Hyperscan.NOMEM) {
            return "out of memory";
        }
        if (code == Hyperscan.DB_VERSION_ERROR) {
            return "the database was made by another version of libhs";
        }
        if (code == Hyperscan.DB_PLATFORM_ERROR) {
            return "the database was made for another processor";
        }
        if (code == Hyperscan.SCRATCH_IN_USE) {
            return "the scratch is in use";
        }
        if (code == Hyperscan.ARCH_ERROR) {
            return "this processor lacks instructions that libhs needs";
        }
        return "error " + code;
    }
}
