package dev.winnow.event;

import dev.winnow.rule.address.IpAddress;
import java.io.ByteArrayOutputStream;

/// One packet that was kept as evidence. Immutable.
public final class EvidencePacket {
    private final long timestampNs;
    private final String comment;
    private final IpAddress source;
    private final int sourcePort;
    private final IpAddress target;
    private final int targetPort;
    private final String protocol;
    private final String excerpt;
    private final byte[] block;

    /// @param excerpt the beginning of the payload, printable
    /// @param block   the block of the file, its own from now on
    EvidencePacket(
            long timestampNs,
            String comment,
            IpAddress source,
            int sourcePort,
            IpAddress target,
            int targetPort,
            String protocol,
            String excerpt,
            byte[] block) {
        this.timestampNs = timestampNs;
        this.comment = comment;
        this.source = source;
        this.sourcePort = sourcePort;
        this.target = target;
        this.targetPort = targetPort;
        this.protocol = protocol;
        this.excerpt = excerpt;
        this.block = block;
    }

    /// Nanoseconds since 1970.
    public long timestampNs() {
        return timestampNs;
    }

    /// Why it was kept.
    public String comment() {
        return comment;
    }

    public IpAddress source() {
        return source;
    }

    /// 0 without one.
    public int sourcePort() {
        return sourcePort;
    }

    public IpAddress target() {
        return target;
    }

    /// 0 without one.
    public int targetPort() {
        return targetPort;
    }

    /// Such as `TCP`.
    public String protocol() {
        return protocol;
    }

    /// The beginning of the payload; what cannot be printed is a dot.
    public String excerpt() {
        return excerpt;
    }

    /// Appends the packet, as it was kept, to a file that began with [EvidenceReader#beginning].
    public void appendTo(ByteArrayOutputStream file) {
        file.writeBytes(block);
    }
}
