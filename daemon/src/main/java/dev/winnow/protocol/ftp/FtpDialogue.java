package dev.winnow.protocol.ftp;

import dev.winnow.protocol.Octets;
import dev.winnow.protocol.Words;

/// Where the next file will be sent, and whether TLS begins. Threading: its flow's.
///
/// PORT and 227 name six numbers between commas, the port's bytes last (RFC 959); EPRT and 229 name the port between
/// two delimiters (RFC 2428). The address they name is not believed: it is that of the dialogue's own end.
final class FtpDialogue {
    private static final int PASSIVE = 227;
    private static final int EXTENDED_PASSIVE = 229;
    private static final int TLS_ACCEPTED = 234;
    private static final int NONE = -1;
    private static final int IPV4_PARTS = 4;

    /// No file is sent.
    static final int NO_FILE = -1;
    /// Numbers of commands that send files.
    static final int APPEND = 0;
    static final int RETRIEVE = 1;
    static final int STORE = 2;

    private int dataPort;
    private boolean toServer;
    private boolean asksForTls;
    private boolean isTls;

    void reset() {
        dataPort = NONE;
        asksForTls = false;
        isTls = false;
    }

    /// Takes a line of the client's.
    ///
    /// @return the number of the command if it sends a file over the connection announced before, or [#NO_FILE]
    int command(Octets line) {
        asksForTls = Words.isAt(line, 0, "auth tls") || Words.isAt(line, 0, "auth ssl");
        if (Words.isFirst(line, "port")) {
            announce(numberPair(line, "port".length()), false);
        } else if (Words.isFirst(line, "eprt")) {
            announce(delimited(line, Words.skipBlanks(line, "eprt".length())), false);
        }
        return dataPort == NONE ? NO_FILE : sending(line);
    }

    private static int sending(Octets line) {
        if (Words.isFirst(line, "retr")) {
            return RETRIEVE;
        }
        if (Words.isFirst(line, "stor")) {
            return STORE;
        }
        return Words.isFirst(line, "appe") ? APPEND : NO_FILE;
    }

    /// Whether a line of the client's is a PORT with another address than `client`, as whoever wants to bounce off
    /// the server sends it.
    static boolean isBounce(Octets line, int client) {
        if (!Words.isFirst(line, "port") || numberPair(line, "port".length()) == NONE) {
            return false;
        }
        int address = 0;
        int at = Words.skipBlanks(line, "port".length());
        for (int part = 0; part < IPV4_PARTS; part++) {
            int number = Words.number(line, at);
            if (number < 0 || number > 0xFF) {
                return false;
            }
            address = address << Byte.SIZE | number;
            at = Words.find(line, at, ",") + 1;
        }
        return address != client;
    }

    /// Takes a line of the server's.
    void reply(Octets line) {
        int code = Words.lastReplyCode(line);
        if (code == PASSIVE) {
            announce(numberPair(line, 4), true);
        } else if (code == EXTENDED_PASSIVE) {
            int at = Words.find(line, 4, "(");
            announce(at < 0 ? NONE : delimited(line, at + 1), true);
        } else if (code == TLS_ACCEPTED) {
            isTls = asksForTls;
        }
    }

    private void announce(int port, boolean newToServer) {
        dataPort = port;
        toServer = newToServer;
    }

    /// The fifth and the sixth of six numbers between commas, as the bytes of a port.
    private static int numberPair(Octets line, int from) {
        int at = from;
        for (int commas = 0; commas < 4; commas++) {
            at = Words.find(line, at, ",") + 1;
            if (at == 0) {
                return NONE;
            }
        }
        int high = Words.number(line, at);
        int low = Words.number(line, Words.find(line, at, ",") + 1);
        boolean fits = high >= 0 && high <= 0xFF && low >= 0 && low <= 0xFF;
        return fits ? high << 8 | low : NONE;
    }

    /// The number behind the third delimiter, where the first one is at `start`.
    private static int delimited(Octets line, int start) {
        int delimiter = line.u8(start);
        int at = start;
        for (int seen = 0; seen < 3; at++) {
            if (line.u8(at) == Octets.OUTSIDE) {
                return NONE;
            }
            seen += line.u8(at) == delimiter ? 1 : 0;
        }
        int port = Words.number(line, at);
        return port <= 0xFFFF ? port : NONE;
    }

    /// The port announced; taken back by the call.
    int takeDataPort() {
        int port = dataPort;
        dataPort = NONE;
        return port;
    }

    /// Whether that port is the server's.
    boolean isDataToServer() {
        return toServer;
    }

    boolean isTls() {
        return isTls;
    }
}
