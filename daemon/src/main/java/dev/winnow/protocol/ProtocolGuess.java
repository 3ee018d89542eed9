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
    private boolean backwards;

    /// @param atOnce whether requests are told that Suricata tells by their answers
    ProtocolGuess(boolean atOnce) {
        this.atOnce = atOnce;
    }

    /// @return an ordinal of [AppProtocol], [#MORE] or [#NONE]
    int guess(Direction direction, Endpoints endpoints, MemorySegment memory, long offset, int length) {
        bytes.wrap(memory, offset, length);
        if (endpoints.isStream()) {
            return eitherWay(direction, stream(direction, endpoints));
        }
        return endpoints.isUdp() ? datagram(direction, endpoints) : NONE;
    }

    /// Whether the bytes that told the protocol last are such as go the other way.
    boolean isBackwards() {
        return backwards;
    }

    private int datagram(Direction direction, Endpoints endpoints) {
        int port = endpoints.hasPort(DNS_PORT) ? DNS_PORT : endpoints.serverPort();
        boolean isDns = dns.isDatagram(bytes, port);
        backwards = isDns && DnsProbe.direction(bytes, 0) != direction;
        return isDns ? AppProtocol.DNS.ordinal() : NONE;
    }

    /// Takes words of the other direction for what they are too.
    private int eitherWay(Direction direction, int told) {
        if (told >= 0) {
            backwards = way(PROTOCOLS[told], direction) != direction;
            return told;
        }
        int reverse = Signatures.match(direction.opposite(), bytes);
        backwards = reverse >= 0;
        return strongest(told, reverse);
    }

    /// The way of a first message that is the same in both directions but for a bit of its header.
    ///
    /// @param supposed what it is where the message does not say
    private Direction way(AppProtocol protocol, Direction supposed) {
        return switch (protocol) {
            case SMB -> BinaryProbes.smbDirection(bytes, supposed);
            case DCERPC -> BinaryProbes.dcerpcDirection(bytes);
            case TLS -> BinaryProbes.tlsDirection(bytes, supposed);
            case DNS -> DnsProbe.direction(bytes, DnsProbe.LENGTH_PREFIX);
            default -> supposed;
        };
    }

    private int stream(Direction direction, Endpoints endpoints) {
        int told = Signatures.match(direction, bytes);
        if (told < 0) {
            told = strongest(told, BinaryProbes.tls(direction, bytes, endpoints.areSupposed()));
            told = strongest(told, BinaryProbes.smb(bytes));
            told = strongest(told, BinaryProbes.dcerpc(bytes));
            told = strongest(told, dns.stream(bytes, endpoints.hasPort(DNS_PORT)));
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
