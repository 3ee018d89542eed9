package dev.winnow.bindings.nftables;

import dev.winnow.bindings.ffm.NativeLibrary;
import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.bindings.generated.nftables.nftables_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Runs nft commands in this process, in its network namespace.
///
/// Ownership: owns native memory and a netlink socket until [#close]. Threading: one thread at a time.
public final class NftContext implements AutoCloseable {
    private MemorySegment context;

    /// A context that keeps output and errors for [#run].
    ///
    /// @throws dev.winnow.bindings.ffm.LibraryMissing where libnftables is not installed
    public NftContext() {
        NativeLibrary.NFTABLES.require();
        context = Nftables.contextNew(nftables_h.NFT_CTX_DEFAULT());
        if (NativeMemory.isNull(context) || Nftables.bufferOutput(context) != 0 || Nftables.bufferError(context) != 0) {
            throw new OutOfMemoryError("nft_ctx_new");
        }
    }

    /// A context that answers lists in JSON (libnftables-json(5)).
    public static NftContext json() {
        NftContext made = new NftContext();
        Nftables.outputSetFlags(made.context, nftables_h.NFT_CTX_OUTPUT_JSON());
        return made;
    }

    /// From now on, checks commands instead of carrying them out, or carries them out again.
    public void setDryRun(boolean dry) {
        Nftables.setDryRun(context, dry);
    }

    /// Runs `commands` as one transaction: all of them take effect, or none.
    public NftResult run(String commands) {
        try (Arena arena = Arena.ofConfined()) {
            int rc = Nftables.runCommand(context, arena.allocateFrom(commands));
            String output = Nftables.getOutputBuffer(context).getString(0);
            String error = Nftables.getErrorBuffer(context).getString(0);
            return new NftResult(rc == 0, output, error);
        }
    }

    @Override
    public void close() {
        if (!NativeMemory.isNull(context)) {
            Nftables.contextFree(context);
            context = MemorySegment.NULL;
        }
    }
}
