package dev.winnow.bindings.hyperscan;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.winnow.bindings.ffm.NativeLibrary;
import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.bindings.generated.hs.hs_compile_error;
import dev.winnow.bindings.generated.libc.libc_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Patterns compiled for block mode: each scan sees one whole buffer.
///
/// Ownership: owns native memory until [#close]; whoever closes it has made sure that nobody scans with it any more.
/// Threading: unchanging until closed, any number of threads may scan with it, each with its own [Scratch].
public final class PatternDatabase implements AutoCloseable {
    private MemorySegment database;

    private PatternDatabase(MemorySegment database) {
        this.database = database;
    }

    /// Compiles `patterns`, at least one.
    ///
    /// @throws PatternException for the first pattern that libhs refuses
    /// @throws dev.winnow.bindings.ffm.LibraryMissing where libhs is not installed
    public static PatternDatabase compile(List<Pattern> patterns) throws PatternException {
        NativeLibrary.HYPERSCAN.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment expressions = arena.allocate(ADDRESS, patterns.size());
            MemorySegment flags = arena.allocate(JAVA_INT, patterns.size());
            MemorySegment ids = arena.allocate(JAVA_INT, patterns.size());
            for (int i = 0; i < patterns.size(); i++) {
                Pattern pattern = patterns.get(i);
                expressions.setAtIndex(
                        ADDRESS, i, arena.allocateFrom(pattern.expression(), StandardCharsets.ISO_8859_1));
                flags.setAtIndex(JAVA_INT, i, pattern.flags());
                ids.setAtIndex(JAVA_INT, i, pattern.id());
            }
            MemorySegment database = arena.allocate(ADDRESS);
            MemorySegment error = arena.allocate(ADDRESS);
            int rc = Hyperscan.compileMulti(
                    expressions, flags, ids, patterns.size(), Hyperscan.MODE_BLOCK, database, error);
            if (rc == Hyperscan.COMPILER_ERROR) {
                throw complaint(error.get(ADDRESS, 0));
            }
            HyperscanException.check("hs_compile_multi", rc);
            return new PatternDatabase(database.get(ADDRESS, 0));
        }
    }

    /// The database that [#serialize] gave, on this host or one like it.
    ///
    /// @throws HyperscanException if the bytes are no database, or one of another library version or processor
    public static PatternDatabase deserialize(byte[] bytes) {
        NativeLibrary.HYPERSCAN.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment database = arena.allocate(ADDRESS);
            int rc = Hyperscan.deserializeDatabase(arena.allocateFrom(JAVA_BYTE, bytes), bytes.length, database);
            HyperscanException.check("hs_deserialize_database", rc);
            return new PatternDatabase(database.get(ADDRESS, 0));
        }
    }

    /// The database as bytes that outlive this process.
    public byte[] serialize() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(ADDRESS);
            MemorySegment length = arena.allocate(JAVA_LONG);
            HyperscanException.check("hs_serialize_database", Hyperscan.serializeDatabase(database, bytes, length));
            MemorySegment serialized = bytes.get(ADDRESS, 0);
            try {
                return serialized.reinterpret(length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
            } finally {
                libc_h.free(serialized);
            }
        }
    }

    /// Bytes of native memory that the database takes.
    public long sizeBytes() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(JAVA_LONG);
            HyperscanException.check("hs_database_size", Hyperscan.databaseSize(database, size));
            return size.get(JAVA_LONG, 0);
        }
    }

    /// Version, processor features and mode, in libhs's words.
    public String info() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(ADDRESS);
            HyperscanException.check("hs_database_info", Hyperscan.databaseInfo(database, info));
            MemorySegment text = info.get(ADDRESS, 0);
            try {
                return text.reinterpret(Long.MAX_VALUE).getString(0);
            } finally {
                libc_h.free(text);
            }
        }
    }

    /// Where the database lies, for [MatchCollector#collect].
    public long address() {
        return database.address();
    }

    @Override
    public void close() {
        HyperscanException.check("hs_free_database", Hyperscan.freeDatabase(database));
        database = MemorySegment.NULL;
    }

    private static PatternException complaint(MemorySegment pointer) {
        MemorySegment error = NativeMemory.at(pointer.address(), hs_compile_error.sizeof());
        try {
            return new PatternException(
                    hs_compile_error.message(error).getString(0), hs_compile_error.expression(error));
        } finally {
            Hyperscan.freeCompileError(error);
        }
    }
}
