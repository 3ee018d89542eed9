package dev.winnow.attack;

/// What is too much, within ten seconds or at one time; 0 stands for never. The names in quotes are the keys
/// below `attack` of the configuration.
///
/// Of one source, unless it says otherwise; a /24 or /64 may have twice as much, a /16 or /48 four times, a
/// service five times.
///
/// @param unfinished "syn-flood.unfinished": connections to one service that are begun and not completed
/// @param connections "connection-flood.connections": connections that are completed and not used
/// @param lingering "lingering.connections": connections that the server has closed, and the client has not
/// @param ports "port-scan.ports": ports that do not answer, within an hour
/// @param hosts "port-scan.hosts": hosts that do not answer, within an hour
/// @param slow "exhaustion.slow": requests that do not end, or answers that are not taken, of each sort
/// @param idle "exhaustion.idle": connections on which nothing is asked
/// @param requests "request-flood.requests": requests for one thing
/// @param answers "amplification.answers": answers to one host that it did not ask for, from one port
/// @param fragments "fragment-flood.fragments": fragments to one host that make no packet
/// @param malformed "malformed-flood.packets": malformed packets to one host
/// @param wrongProtocol "wrong-protocol.connections": connections to one service that speak a peer-to-peer
///     protocol
public record Thresholds(
        int unfinished,
        int connections,
        int lingering,
        int ports,
        int hosts,
        int slow,
        int idle,
        int requests,
        int answers,
        int fragments,
        int malformed,
        int wrongProtocol) {
    private static final int[] SHARE = {1, 2, 4, 5};

    /// What holds where nobody says anything: twice and more of what a busy visitor needs.
    public static final Thresholds DEFAULT = new Thresholds(200, 300, 10, 25, 25, 20, 50, 500, 500, 1000, 500, 3);

    /// From how much on it is too much for a subject of this kind; [Float#MAX_VALUE] for never.
    float of(Detector detector, int kind) {
        int threshold = switch (detector) {
            case SYN_FLOOD -> unfinished;
            case CONNECTION_FLOOD -> connections;
            case LINGERING_CONNECTIONS -> lingering;
            case PORT_SCAN -> ports;
            case HOST_SCAN -> hosts;
            case SLOW_HEADERS, SLOW_BODY, SLOW_READ -> slow;
            case IDLE_CONNECTIONS -> idle;
            case REQUEST_FLOOD -> requests;
            case AMPLIFICATION -> answers;
            case FRAGMENT_FLOOD -> fragments;
            case MALFORMED_FLOOD -> malformed;
            case WRONG_PROTOCOL -> wrongProtocol;
        };
        return threshold == 0 ? Float.MAX_VALUE : (float) threshold * share(detector, kind);
    }

    private static int share(Detector detector, int kind) {
        return switch (detector) {
            case CONNECTION_FLOOD,
                    LINGERING_CONNECTIONS,
                    SLOW_HEADERS,
                    SLOW_BODY,
                    SLOW_READ,
                    IDLE_CONNECTIONS,
                    REQUEST_FLOOD,
                    PORT_SCAN,
                    HOST_SCAN -> SHARE[Math.min(kind, Subject.SERVICE)];
            case SYN_FLOOD, AMPLIFICATION, FRAGMENT_FLOOD, MALFORMED_FLOOD, WRONG_PROTOCOL -> 1;
        };
    }
}
