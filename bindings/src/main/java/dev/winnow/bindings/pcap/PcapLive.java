package dev.winnow.bindings.pcap;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.winnow.bindings.ffm.NativeLibrary;
import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.bindings.generated.pcap.pcap_h;
import dev.winnow.bindings.generated.pcap.pcap_stat;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Captures packets off an interface, without ever waiting: poll [#fd], then call [#next] until [Status#NONE].
public final class PcapLive extends PcapSource {
    /// The name that stands for all interfaces; packets then come with a Linux cooked header.
    public static final String ANY_INTERFACE = "any";

    private final int fd;

    private PcapLive(MemorySegment handle, String name) {
        super(handle, name);
        fd = pcap_h.pcap_get_selectable_fd(handle);
    }

    /// How to capture.
    ///
    /// @param snapLength bytes to keep of each packet
    /// @param promiscuous whether to take packets for other hosts as well
    /// @param bufferLength bytes that the kernel may hold until they are read; 0 leaves libpcap's own choice
    public record Options(int snapLength, boolean promiscuous, int bufferLength) {}

    /// Starts to capture.
    ///
    /// @param name of an interface, or [#ANY_INTERFACE]
    /// @throws IOException in one line that says what to do: no such interface, down, not root
    public static PcapLive open(String name, Options options) throws IOException {
        NativeLibrary.PCAP.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errorBuffer = arena.allocate(JAVA_BYTE, pcap_h.PCAP_ERRBUF_SIZE());
            MemorySegment handle = pcap_h.pcap_create(arena.allocateFrom(name), errorBuffer);
            String printable = PcapErrors.printable(name);
            if (NativeMemory.isNull(handle)) {
                throw new IOException(printable + ": " + errorBuffer.getString(0));
            }
            prepare(handle, options);
            int status = pcap_h.pcap_activate(handle);
            if (status < 0 || pcap_h.pcap_setnonblock(handle, 1, errorBuffer) != 0) {
                String text = status < 0 ? words(status, printable, handle) : errorBuffer.getString(0);
                pcap_h.pcap_close(handle);
                throw new IOException(printable + ": " + text);
            }
            return new PcapLive(handle, printable);
        }
    }

    private static void prepare(MemorySegment handle, Options options) {
        pcap_h.pcap_set_snaplen(handle, options.snapLength());
        pcap_h.pcap_set_promisc(handle, options.promiscuous() ? 1 : 0);
        pcap_h.pcap_set_immediate_mode(handle, 1);
        if (options.bufferLength() > 0) {
            pcap_h.pcap_set_buffer_size(handle, options.bufferLength());
        }
        // Where the interface cannot, it goes on with microseconds, and the handle says so.
        pcap_h.pcap_set_tstamp_precision(handle, TimestampPrecision.NANO.code());
    }

    private static String words(int status, String name, MemorySegment handle) {
        if (status == pcap_h.PCAP_ERROR_NO_SUCH_DEVICE()) {
            return "no such interface; 'ip link' lists them";
        }
        if (status == pcap_h.PCAP_ERROR_PERM_DENIED() || status == pcap_h.PCAP_ERROR_PROMISC_PERM_DENIED()) {
            return "not allowed to capture; run as root or with CAP_NET_RAW";
        }
        if (status == pcap_h.PCAP_ERROR_IFACE_NOT_UP()) {
            return "is down; 'ip link set " + name + " up' brings it up";
        }
        String text = PcapErrors.textOf(handle);
        return text.isEmpty() ? pcap_h.pcap_statustostr(status).getString(0) : text;
    }

    /// The descriptor to poll, ready to read when packets have arrived.
    public int fd() {
        return fd;
    }

    /// What this capture has seen so far. Allocates.
    ///
    /// @throws IOException where the interface has gone
    public PcapStatistics statistics() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment counters = arena.allocate(pcap_stat.layout());
            if (pcap_h.pcap_stats(handle, counters) != 0) {
                throw new IOException(PcapErrors.textOf(handle));
            }
            return new PcapStatistics(
                    Integer.toUnsignedLong(pcap_stat.ps_recv(counters)),
                    Integer.toUnsignedLong(pcap_stat.ps_drop(counters)),
                    Integer.toUnsignedLong(pcap_stat.ps_ifdrop(counters)));
        }
    }
}
