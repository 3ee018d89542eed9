package dev.winnow.bindings.pcap;

import dev.winnow.bindings.generated.pcap.pcap_h;
import java.lang.foreign.MemorySegment;

/// libpcap's own words, and names that are safe to print.
final class PcapErrors {
    private PcapErrors() {}

    /// The text of the last error on `handle`, pcap_geterr(3PCAP).
    static String textOf(MemorySegment handle) {
        return pcap_h.pcap_geterr(handle).getString(0);
    }

    /// `name` with control characters as `\x1b`, so that an error stays one line and does nothing to a terminal.
    static String printable(String name) {
        StringBuilder text = new StringBuilder(name.length());
        name.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                text.append("\\x%02x".formatted(c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }
}
