package dev.winnow.bindings.pcap;

/// How finely the timestamps of a capture are recorded; `PCAP_TSTAMP_PRECISION_*` of pcap/pcap.h.
public enum TimestampPrecision {
    MICRO(0, 1_000),
    NANO(1, 1);

    private final int code;
    private final long unitNs;

    TimestampPrecision(int code, long unitNs) {
        this.code = code;
        this.unitNs = unitNs;
    }

    /// libpcap's number for it.
    public int code() {
        return code;
    }

    /// Nanoseconds of one unit of a timestamp's fraction.
    public long unitNs() {
        return unitNs;
    }
}
