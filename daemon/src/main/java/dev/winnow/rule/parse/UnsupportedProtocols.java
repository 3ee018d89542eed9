package dev.winnow.rule.parse;

import java.util.Set;

/// Protocols of rules that winnow knows by name only.
final class UnsupportedProtocols {
    static final Set<String> NAMES = Set.of("""
            bittorrent-dht dcerpc dhcp dnp3 dns enip ftp ftp-data http http1 http2 ike imap irc jabber krb5 modbus
            mqtt msn nfs ntp pgsql pkthdr pop3 quic rdp rfb sip smb smtp snmp ssh ssl telnet tftp tls websocket""".split("\\s+", -1));

    private UnsupportedProtocols() {}
}
