package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.dns.DnsProbe;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.MemorySegment;

/// Tells a protocol by the first bytes of one direction.
///
/// The bytes are those by which Suricata 7 tells the same protocols, found by showing it connections. POP3 and IMAP,
/// which it does not tell, and DNS on other ports than its own are added. Threading: its connections'.
final class ProtocolGuess {
    /// More bytes may tell.
    static final int MORE = -1;
    /// No more bytes will.
    static final int NONE = -2;

    private static final AppProtocol[] PROTOCOLS = AppProtocol.values();
    private static final int DNS_PORT = 53;

    private final Octets bytes = new Octets();
    private final DnsProbe dns = new DnsProbe();
    private final boolean atOnce;

    /// @param atOnce whether requests are told that Suricata tells by their answers
    ProtocolGuess(boolean atOnce) {
        this.atOnce = atOnce;
    }

    /// @return an ordinal of [AppProtocol], [#MORE] or [#NONE]
    int guess(Direction direction, Endpoints endpoints, MemorySegment memory, long offset, int length) {
        bytes.wrap(memory, offset, length);
        if (endpoints.isStream()) {
            return stream(direction, endpoints);
        }
        return endpoints.isUdp() && dns.isDatagram(bytes, endpoints.serverPort()) ? AppProtocol.DNS.ordinal() : NONE;
    }

    private int stream(Direction direction, Endpoints endpoints) {
        int told = Signatures.match(direction, bytes);
        if (told < 0) {
            told = strongest(told, BinaryProbes.tls(direction, bytes));
            told = strongest(told, BinaryProbes.smb(bytes));
            told = strongest(told, BinaryProbes.dcerpc(bytes));
            told = strongest(told, dns.stream(bytes, endpoints.serverPort() == DNS_PORT));
            if (atOnce && direction == Direction.TO_SERVER) {
                told = strongest(told, RequestLineProbe.match(bytes));
            }
        }
        return told;
    }

    /// A protocol rather than [#MORE], and that rather than [#NONE].
    private static int strongest(int first, int second) {
        return Math.max(first, second);
    }

    /// The protocol that a guess names, or null.
    static AppProtocol protocol(int guess) {
        return guess < 0 ? null : PROTOCOLS[guess];
    }
}
