package dev.winnow.attack;

import dev.winnow.packet.TcpFlags;

/// How a source looks for what answers, as marks in its [Tally] and as bits in events.
public final class Technique {
    /// The bits of [Incident#techniques], from the lowest on.
    private static final String[] LABELS = {"syn", "fin", "null", "xmas", "ack", "udp"};

    private static final int SHIFT = 48;
    static final long SYN = 1L << SHIFT;
    static final long FIN = 2L << SHIFT;
    static final long NULL = 4L << SHIFT;
    static final long XMAS = 8L << SHIFT;
    static final long ACK = 16L << SHIFT;
    static final long UDP = 32L << SHIFT;
    /// Not a technique: the source has completed a handshake, or refused one that was answered.
    static final long PROVED = 1L << 62;

    /// Not a technique either: bits for the time of the source's last visit that was told, see [Tally].
    static final int VISIT_SHIFT = 54;

    private static final int ALL = (1 << LABELS.length) - 1;

    private static final int LOOKED_AT =
            TcpFlags.FIN | TcpFlags.SYN | TcpFlags.RST | TcpFlags.PSH | TcpFlags.ACK | TcpFlags.URG;

    private Technique() {}

    /// What a first segment is good for that begins no connection; 0 for nothing that is done on purpose.
    /// Segments with ACK are sent by whoever was connected before winnow was there, so they are suspect only if
    /// refused.
    static long ofStray(int tcpFlags) {
        return switch (tcpFlags & LOOKED_AT) {
            case 0 -> NULL;
            case TcpFlags.FIN -> FIN;
            case TcpFlags.FIN | TcpFlags.PSH | TcpFlags.URG -> XMAS;
            default -> 0;
        };
    }

    static int of(long marks) {
        return (int) (marks >>> SHIFT) & ALL;
    }

    /// How many techniques there are.
    public static int count() {
        return LABELS.length;
    }

    /// The name in events.
    ///
    /// @param bit 0 to `count() - 1`
    public static String label(int bit) {
        return LABELS[bit];
    }
}
