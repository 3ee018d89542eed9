package dev.winnow.bindings.hyperscan;

import dev.winnow.bindings.generated.hs.hs_h;
import java.lang.foreign.MemorySegment;

/// libhs, one method per C function, no policy. The contract is that of `hs/hs_compile.h`, `hs/hs_common.h` and
/// `hs/hs_runtime.h`.
///
/// Functions that return an `int` return [#SUCCESS] or one of the negative `HS_*` codes; none sets `errno`.
/// `out` parameters are the caller's, one pointer wide.
///
/// Threading: any thread; a scratch belongs to one thread at a time. Requires
/// [dev.winnow.bindings.ffm.NativeLibrary#HYPERSCAN].
public final class Hyperscan {
    public static final int SUCCESS = hs_h.HS_SUCCESS();
    public static final int INVALID = hs_h.HS_INVALID();
    public static final int NOMEM = hs_h.HS_NOMEM();
    public static final int COMPILER_ERROR = hs_h.HS_COMPILER_ERROR();
    public static final int DB_VERSION_ERROR = hs_h.HS_DB_VERSION_ERROR();
    public static final int DB_PLATFORM_ERROR = hs_h.HS_DB_PLATFORM_ERROR();
    public static final int SCRATCH_IN_USE = hs_h.HS_SCRATCH_IN_USE();
    public static final int ARCH_ERROR = hs_h.HS_ARCH_ERROR();

    public static final int MODE_BLOCK = hs_h.HS_MODE_BLOCK();

    private Hyperscan() {}

    /// `const char *hs_version(void)`
    ///
    /// @return version and build date, static memory
    public static String version() {
        return hs_h.hs_version().getString(0);
    }

    /// `hs_error_t hs_valid_platform(void)`
    ///
    /// @return [#SUCCESS], or [#ARCH_ERROR] where the processor lacks what the library was built for
    public static int validPlatform() {
        return hs_h.hs_valid_platform();
    }

    /// `hs_error_t hs_compile_multi(const char *const *expressions, const unsigned int *flags, const unsigned int
    /// *ids, unsigned int elements, unsigned int mode, const hs_platform_info_t *platform, hs_database_t **db,
    /// hs_compile_error_t **error)`, for the platform of this host.
    ///
    /// @param database out: the database, freed with [#freeDatabase]
    /// @param error    out: only with [#COMPILER_ERROR], freed with [#freeCompileError]
    public static int compileMulti(
            MemorySegment expressions,
            MemorySegment flags,
            MemorySegment ids,
            int elements,
            int mode,
            MemorySegment database,
            MemorySegment error) {
        return hs_h.hs_compile_multi(expressions, flags, ids, elements, mode, MemorySegment.NULL, database, error);
    }

    /// `hs_error_t hs_free_compile_error(hs_compile_error_t *error)`
    public static int freeCompileError(MemorySegment error) {
        return hs_h.hs_free_compile_error(error);
    }

    /// `hs_error_t hs_free_database(hs_database_t *db)`
    public static int freeDatabase(MemorySegment database) {
        return hs_h.hs_free_database(database);
    }

    /// `hs_error_t hs_database_size(const hs_database_t *database, size_t *database_size)`
    ///
    /// @param size out: bytes, a `size_t`
    public static int databaseSize(MemorySegment database, MemorySegment size) {
        return hs_h.hs_database_size(database, size);
    }

    /// `hs_error_t hs_database_info(const hs_database_t *database, char **info)`
    ///
    /// @param info out: a C string, freed with free(3)
    public static int databaseInfo(MemorySegment database, MemorySegment info) {
        return hs_h.hs_database_info(database, info);
    }

    /// `hs_error_t hs_serialize_database(const hs_database_t *db, char **bytes, size_t *length)`
    ///
    /// @param bytes  out: the serialised form, freed with free(3)
    /// @param length out: its length in bytes, a `size_t`
    public static int serializeDatabase(MemorySegment database, MemorySegment bytes, MemorySegment length) {
        return hs_h.hs_serialize_database(database, bytes, length);
    }

    /// `hs_error_t hs_deserialize_database(const char *bytes, const size_t length, hs_database_t **db)`
    ///
    /// @param database out: the database, freed with [#freeDatabase]
    /// @return [#DB_VERSION_ERROR] or [#DB_PLATFORM_ERROR] for bytes of another library or processor, [#INVALID]
    ///         for bytes that are no database
    public static int deserializeDatabase(MemorySegment bytes, long length, MemorySegment database) {
        return hs_h.hs_deserialize_database(bytes, length, database);
    }

    /// `hs_error_t hs_alloc_scratch(const hs_database_t *db, hs_scratch_t **scratch)`
    ///
    /// @param scratch in and out: NULL for a new one, or one to be made large enough for `database` as well
    public static int allocScratch(MemorySegment database, MemorySegment scratch) {
        return hs_h.hs_alloc_scratch(database, scratch);
    }

    /// `hs_error_t hs_clone_scratch(const hs_scratch_t *src, hs_scratch_t **dest)`
    ///
    /// @param clone out: a scratch of the same size, freed with [#freeScratch]
    public static int cloneScratch(MemorySegment scratch, MemorySegment clone) {
        return hs_h.hs_clone_scratch(scratch, clone);
    }

    /// `hs_error_t hs_free_scratch(hs_scratch_t *scratch)`
    ///
    /// @return [#SCRATCH_IN_USE] when a scan is using it
    public static int freeScratch(MemorySegment scratch) {
        return hs_h.hs_free_scratch(scratch);
    }
}
