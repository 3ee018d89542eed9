package dev.winnow.attack;

import java.util.BitSet;

/// The UDP ports of services that answer much to little, so that attackers ask them in the name of others (CISA
/// alert TA14-017A).
final class Amplifiers {
    private static final int[] PORTS = {
        17, // quote of the day
        19, // character generator
        53, // DNS
        69, // TFTP
        111, // port mapper
        123, // NTP
        137, // NetBIOS name service
        161, // SNMP
        389, // CLDAP
        520, // RIPv1
        1434, // SQL Server's resolution
        1900, // SSDP
        3283, // Apple remote desktop
        3702, // WS-Discovery
        5060, // SIP
        5353, // multicast DNS
        5683, // CoAP
        10001, // Ubiquiti discovery
        11211, // memcached
        27015, // Steam
        37810, // DVR discovery
    };

    private static final BitSet SET = new BitSet();

    static {
        for (int port : PORTS) {
            SET.set(port);
        }
    }

    private Amplifiers() {}

    static boolean answersAt(int port) {
        return SET.get(port);
    }
}
