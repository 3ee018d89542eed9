package dev.winnow.bindings.nftables;

import dev.winnow.bindings.generated.nftables.nftables_h;
import java.lang.foreign.MemorySegment;

/// libnftables, one method per C function, no policy. The contract is that of libnftables(3).
///
/// No function sets `errno`. A context belongs to one thread at a time. Where the kernel has no nf_tables, or the
/// process no netlink sockets, the library prints a line and **ends the process**.
/// Requires [dev.winnow.bindings.ffm.NativeLibrary#NFTABLES].
public final class Nftables {
    private Nftables() {}

    /// `struct nft_ctx *nft_ctx_new(uint32_t flags)`
    ///
    /// @return a context, freed with [#contextFree], or NULL
    public static MemorySegment contextNew(int flags) {
        return nftables_h.nft_ctx_new(flags);
    }

    /// `void nft_ctx_free(struct nft_ctx *ctx)`
    public static void contextFree(MemorySegment context) {
        nftables_h.nft_ctx_free(context);
    }

    /// `void nft_ctx_set_dry_run(struct nft_ctx *ctx, bool dry)`
    public static void setDryRun(MemorySegment context, boolean dry) {
        nftables_h.nft_ctx_set_dry_run(context, dry);
    }

    /// `void nft_ctx_output_set_flags(struct nft_ctx *ctx, unsigned int flags)`
    ///
    /// @param flags of `NFT_CTX_OUTPUT_*`
    public static void outputSetFlags(MemorySegment context, int flags) {
        nftables_h.nft_ctx_output_set_flags(context, flags);
    }

    /// `int nft_ctx_buffer_output(struct nft_ctx *ctx)`
    ///
    /// @return 0, or not 0 when there is no memory
    public static int bufferOutput(MemorySegment context) {
        return nftables_h.nft_ctx_buffer_output(context);
    }

    /// `int nft_ctx_buffer_error(struct nft_ctx *ctx)`
    ///
    /// @return 0, or not 0 when there is no memory
    public static int bufferError(MemorySegment context) {
        return nftables_h.nft_ctx_buffer_error(context);
    }

    /// `const char *nft_ctx_get_output_buffer(struct nft_ctx *ctx)`, which empties the buffer.
    ///
    /// @return valid until the next command
    public static MemorySegment getOutputBuffer(MemorySegment context) {
        return nftables_h.nft_ctx_get_output_buffer(context);
    }

    /// `const char *nft_ctx_get_error_buffer(struct nft_ctx *ctx)`, which empties the buffer.
    ///
    /// @return valid until the next command
    public static MemorySegment getErrorBuffer(MemorySegment context) {
        return nftables_h.nft_ctx_get_error_buffer(context);
    }

    /// `int nft_run_cmd_from_buffer(struct nft_ctx *nft, const char *buf)`
    ///
    /// @param commands a C string, several commands separated by newlines being one transaction
    /// @return 0, or not 0 when nothing was changed
    public static int runCommand(MemorySegment context, MemorySegment commands) {
        return nftables_h.nft_run_cmd_from_buffer(context, commands);
    }
}
