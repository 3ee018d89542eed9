package dev.winnow.event;

import java.util.function.IntFunction;

/// Where packets come from, as events tell it. Made once for each source, shared by its records.
public sealed interface EventOrigin {
    /// A capture file; a packet's number is its place in it, counted from 1.
    record Capture(String filename) implements EventOrigin {}

    /// Network interfaces; a packet's number is the index of the interface it came in by, 0 where there is none.
    ///
    /// @param interfaceNames the name of an interface index; called on the writer's thread
    record Live(IntFunction<String> interfaceNames) implements EventOrigin {}
}
