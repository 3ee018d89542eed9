package dev.winnow.bindings.pcap;

import dev.winnow.bindings.generated.pcap.bpf_program;
import dev.winnow.bindings.generated.pcap.pcap_h;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Filter expressions compiled to BPF, pcap_compile(3PCAP).
final class FilterProgram {
    private static final int OPTIMIZE = 1;

    private FilterProgram() {}

    /// Compiles `expression` for the link type of `handle`.
    ///
    /// @return a `bpf_program` in `arena`, whose instructions the caller frees with pcap_freecode(3PCAP)
    /// @throws IOException with libpcap's words where the expression is none
    static MemorySegment compile(MemorySegment handle, String expression, Arena arena) throws IOException {
        MemorySegment program = arena.allocate(bpf_program.layout());
        int result = pcap_h.pcap_compile(
                handle, program, arena.allocateFrom(expression), OPTIMIZE, pcap_h.PCAP_NETMASK_UNKNOWN());
        if (result != 0) {
            throw new IOException("filter '" + PcapErrors.printable(expression) + "': " + PcapErrors.textOf(handle));
        }
        return program;
    }
}
