package dev.winnow.rule.parse;

import java.util.Set;

/// Protocols of rules that winnow knows by name only.
final class UnsupportedProtocols {
    static final Set<String> NAMES = Set.of("""
            bittorrent-dht dhcp dnp3 enip ike irc jabber krb5 modbus mqtt msn nfs ntp pgsql quic rdp rfb sip
            snmp telnet tftp websocket""".split("\\s+", -1));

    private UnsupportedProtocols() {}
}
