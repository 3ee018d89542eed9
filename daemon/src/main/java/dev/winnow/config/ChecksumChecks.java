package dev.winnow.config;

/// What a packet's checksum means in a capture file.
public enum ChecksumChecks {
    /// A wrong checksum counts against the packet.
    YES,
    /// Checksums are not looked at.
    NO,
    /// Checksums count, except in a capture whose packets were taken before the network card had filled them in.
    AUTO
}
