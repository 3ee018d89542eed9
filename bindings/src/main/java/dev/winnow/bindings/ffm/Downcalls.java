package dev.winnow.bindings.ffm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// Makes the handles through which wrappers call C.
///
/// Keep a handle in a `static final` field and call it with `invokeExact`: only then is the call compiled to a
/// direct one. Addresses and descriptors come from jextract's `name$address()` and `name$descriptor()`.
public final class Downcalls {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");

    private Downcalls() {}

    /// A handle whose first argument is [ErrnoCapture#state], where the call leaves `errno`.
    public static MethodHandle captured(MemorySegment address, FunctionDescriptor signature) {
        return LINKER.downcallHandle(address, signature, CAPTURE_ERRNO);
    }

    /// As [#captured], for a C function declared with `...`.
    ///
    /// @param signature     with the layouts of the variable arguments of these calls
    /// @param firstVariadic index in `signature` of the first argument that the prototype does not name
    public static MethodHandle capturedVariadic(
            MemorySegment address, FunctionDescriptor signature, int firstVariadic) {
        return LINKER.downcallHandle(address, signature, CAPTURE_ERRNO, Linker.Option.firstVariadicArg(firstVariadic));
    }

    /// A handle for a function that does not report through `errno`.
    public static MethodHandle plain(MemorySegment address, FunctionDescriptor signature) {
        return LINKER.downcallHandle(address, signature);
    }

    /// A handle without the thread's state transitions, for a function that computes and returns: it must not
    /// block, must not call back into Java, and holds up every garbage collection while it runs.
    public static MethodHandle critical(MemorySegment address, FunctionDescriptor signature) {
        return LINKER.downcallHandle(address, signature, Linker.Option.critical(false));
    }

    /// `signature` with every pointer argument as a `long`, so that a hot path passes addresses that it already
    /// has and makes no segment for them. A pointer and a 64-bit integer travel alike on x86-64 and AArch64.
    ///
    /// Such a call does not keep any arena open: its owner does, or the process crashes.
    public static FunctionDescriptor addressesAsLongs(FunctionDescriptor signature) {
        MemoryLayout[] arguments = signature.argumentLayouts().stream()
                .map(layout -> layout instanceof AddressLayout ? JAVA_LONG : layout)
                .toArray(MemoryLayout[]::new);
        return signature
                .returnLayout()
                .map(result -> FunctionDescriptor.of(result, arguments))
                .orElseGet(() -> FunctionDescriptor.ofVoid(arguments));
    }

    /// The address of `symbol` in the shared library at `file`, which stays loaded.
    ///
    /// @throws IllegalArgumentException if the file is no library for this machine
    public static MemorySegment symbolIn(Path file, String symbol) {
        return SymbolLookup.libraryLookup(file, Arena.global()).findOrThrow(symbol);
    }

    /// What a wrapper throws where a downcall threw. It does so only when the Java side of the call is wrong: a
    /// closed arena, a segment of another thread.
    ///
    /// @param symbol the C function called
    public static RuntimeException misused(String symbol, Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException("call of " + symbol, cause);
        };
    }
}
