package dev.winnow.bench.arena;

import java.util.HexFormat;
import java.util.stream.Stream;

/// The server's connections with attackers, by what they are in (proc_net_tcp of proc(5)).
///
/// @param halfOpen SYN_RECV, of anybody: who has made an address up is somebody, too
/// @param established ESTABLISHED and CLOSE_WAIT
/// @param lingering FIN_WAIT1, FIN_WAIT2, CLOSING and LAST_ACK
record SocketCounts(int halfOpen, int established, int lingering) {
    private static final int REMOTE = 2;
    private static final int STATE = 3;

    /// @param lines of `/proc/net/tcp`; the header is passed over
    static SocketCounts of(Stream<String> lines, Networks attackers) {
        int[] counts = new int[3];
        lines.map(line -> line.strip().split(" +", STATE + 2))
                .filter(fields -> fields.length > STATE && fields[STATE].length() == 2)
                .forEach(fields -> count(fields, attackers, counts));
        return new SocketCounts(counts[0], counts[1], counts[2]);
    }

    private static void count(String[] fields, Networks attackers, int[] counts) {
        int kind = switch (fields[STATE]) {
            case "03" -> 0;
            case "01", "08" -> 1;
            case "04", "05", "09", "0B" -> 2;
            default -> -1;
        };
        if (kind == 0 || (kind > 0 && attackers.contains(address(fields[REMOTE])))) {
            counts[kind]++;
        }
    }

    /// The address is written as a number in the byte order of the host, which is little-endian here.
    private static long address(String remote) {
        int number = HexFormat.fromHexDigits(remote, 0, Integer.BYTES * 2);
        return Integer.toUnsignedLong(Integer.reverseBytes(number));
    }
}
