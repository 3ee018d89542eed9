package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.address.IpAddress;
import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.syntax.Direction;
import dev.winnow.rule.syntax.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RuleHeaderTest {
    @ParameterizedTest
    @EnumSource(Action.class)
    void shouldReadEveryAction(Action action) {
        assertThat(Rules.rule(action.keyword() + " ip any any -> any any (sid:1;)")
                        .action())
                .isEqualTo(action);
    }

    @ParameterizedTest
    @CsvSource({
        "ip, IP",
        "IP, IP",
        "ip4, IPV4",
        "ipv4, IPV4",
        "ip6, IPV6",
        "ipv6, IPV6",
        "tcp, TCP",
        "tcp-pkt, TCP_PACKET",
        "tcp-stream, TCP_STREAM",
        "udp, UDP",
        "icmp, ICMP",
        "icmpv4, ICMPV4",
        "icmpv6, ICMPV6",
        "sctp, SCTP"
    })
    void shouldReadEveryProtocolByEachOfItsNames(String name, Protocol protocol) {
        assertThat(Rules.rule("alert " + name + " any any -> any any (sid:1;)").protocol())
                .isEqualTo(protocol);
    }

    @Test
    void shouldReadBothDirections() {
        assertThat(Rules.rule("alert ip any any -> any any (sid:1;)").direction())
                .isEqualTo(Direction.FORWARD);
        assertThat(Rules.rule("alert ip any any <> any any (sid:1;)").direction())
                .isEqualTo(Direction.BOTH);
    }

    @ParameterizedTest(name = "{0} has {1}: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "any; 1.2.3.4; true",
                "any; fd00::1; true",
                "1.2.3.4; 1.2.3.4; true",
                "1.2.3.4; 1.2.3.5; false",
                "10.0.0.0/8; 10.255.255.255; true",
                "10.0.0.0/8; 11.0.0.0; false",
                "10.9.8.7/8; 10.0.0.0; true",
                "0.0.0.0/0; 255.255.255.255; true",
                "0.0.0.0/0; ::1; false",
                "10.0.0.0/255.255.0.0; 10.0.255.255; true",
                "10.0.0.0/255.255.0.0; 10.1.0.0; false",
                "10.0.0.5-10.0.0.9; 10.0.0.4; false",
                "10.0.0.5-10.0.0.9; 10.0.0.5; true",
                "10.0.0.5-10.0.0.9; 10.0.0.9; true",
                "10.0.0.5-10.0.0.9; 10.0.0.10; false",
                "fd00::/8; fdff::1; true",
                "fd00::/8; fe00::1; false",
                "fd00::/8; 1.2.3.4; false",
                "::ffff:1.2.3.4; ::ffff:102:304; true",
                "[1.1.1.1,2.2.2.2]; 2.2.2.2; true",
                "[1.1.1.1, 2.2.2.2]; 2.2.2.2; true",
                "[1.1.1.1,2.2.2.2]; 3.3.3.3; false",
                "[10.0.0.0/8,!10.1.0.0/16]; 10.2.0.1; true",
                "[10.0.0.0/8,!10.1.0.0/16]; 10.1.0.1; false",
                "[10.0.0.0/8,!10.1.0.0/16]; 11.0.0.1; false",
                "[!10.1.0.0/16,10.0.0.0/8]; 10.1.0.1; false",
                "[10.0.0.0/8,![10.1.0.0/16,!10.1.1.0/24]]; 10.1.1.1; true",
                "[10.0.0.0/8,![10.1.0.0/16,!10.1.1.0/24]]; 10.1.2.1; false",
                "!10.0.0.0/8; 11.0.0.1; true",
                "!10.0.0.0/8; 10.0.0.1; false",
                "!10.0.0.0/8; fd00::1; false",
                "![10.0.0.0/8,fd00::/8]; fe80::1; true",
                "$HOME_NET; 192.168.1.1; true",
                "$HOME_NET; 8.8.8.8; false",
                "!$HOME_NET; 8.8.8.8; true",
                "$EXTERNAL_NET; 8.8.8.8; true",
                "!$EXTERNAL_NET; 10.0.0.1; true",
                "[$HOME_NET,!10.0.0.1]; 10.0.0.1; false",
            })
    void shouldMeanTheAddressesThatAreWritten(String written, String address, boolean expected) {
        IpAddress ip = IpAddress.parse(address).orElseThrow();
        ResolvedRule rule = Rules.rule("alert ip " + written + " any -> any any (sid:1;)");
        assertThat(rule.source().contains(ip.high(), ip.low(), ip.version())).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} has {1}: {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "any; 0; true",
                "80; 80; true",
                "80; 81; false",
                "1024:; 1023; false",
                "1024:; 65535; true",
                ":1024; 0; true",
                ":1024; 1025; false",
                "[80,443]; 443; true",
                "[80,443]; 81; false",
                "[80:90,!85]; 85; false",
                "[80:90,!85]; 86; true",
                "!80; 80; false",
                "!80; 0; true",
                "![80,443]; 443; false",
                "![80,443]; 444; true",
                "[!80,!443]; 443; false",
                "[!80,!443]; 444; true",
                "$HTTP_PORTS; 8081; true",
                "!$HTTP_PORTS; 8081; false",
                "[1000:2000,![1500:1600,!1550]]; 1550; true",
            })
    void shouldMeanThePortsThatAreWritten(String written, int port, boolean expected) {
        ResolvedRule rule = Rules.rule("alert tcp any any -> any " + written + " (sid:1;)");
        assertThat(rule.destinationPorts().contains(port)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "accept ip any any -> any any; unknown action `accept`",
                "alart ip any any -> any any; unknown action `alart`, did you mean `alert`?",
                "alert sip any any -> any any; protocol `sip` is not supported yet",
                "alert tpc any any -> any any; unknown protocol `tpc`, did you mean `tcp`?",
                "alert ip any any => any any; direction `=>` is not supported yet",
                "alert ip any any <- any any; there is no `<-`: exchange the two ends and write `->`",
                "alert ip any any any any; expected `->` or `<>`, found `any`",
                "alert ip any any -> any; expected the destination port, found the end of the header",
                "alert ip any any -> any any any; expected `(`, found `any`",
                "alert ip 1.2.3 any -> any any; `1.2.3` is not an IP address",
                "alert ip 1.2.3.256 any -> any any; `1.2.3.256` is not an IP address",
                "alert ip www.example.org any -> any any; `www.example.org` is not an IP address",
                "alert ip 1.2.3.4/33 any -> any any; prefix length must be 0..32, got 33",
                "alert ip ::/129 any -> any any; prefix length must be 0..128, got 129",
                "alert ip 1.2.3.4/255.0.255.0 any -> any any; `255.0.255.0` is not a netmask for this address",
                "alert ip 2.2.2.2-1.1.1.1 any -> any any; the range ends before it begins",
                "alert ip [1.1.1.1,] any -> any any; expected an address",
                "alert ip [1.1.1.1]x any -> any any; unexpected text after the list",
                "alert ip !any any -> any any; `!any` leaves nothing to match",
                "alert ip !!1.1.1.1 any -> any any; a negation of a negation",
                "alert ip [1.1.1.1,!1.0.0.0/8] any -> any any; this leaves nothing to match",
                "alert ip $NOPE any -> any any; variable `$NOPE` is not defined",
                "alert ip $ any -> any any; expected a variable's name after `$`",
                "alert tcp any 70000 -> any any; port must be 0..65535, got 70000",
                "alert tcp any http -> any any; port must be a number, got `http`",
                "alert tcp any 90:80 -> any any; the range ends before it begins",
                "alert tcp any : -> any any; a range of ports needs at least one end",
                "alert tcp any [80,!80] -> any any; this leaves nothing to match",
            })
    void shouldSayWhatIsWrongWithAHeader(String header, String message) {
        assertThat(Rules.complaint(header + " (sid:1;)")).startsWith(message);
    }

    @Test
    void shouldRefuseListsThatAreNestedWithoutEndInsteadOfOverflowing() {
        String deep = "[".repeat(100_000) + "1.1.1.1" + "]".repeat(100_000);
        assertThat(Rules.complaint("alert ip " + deep + " any -> any any (sid:1;)"))
                .isEqualTo("lists are nested more than 32 deep");
    }
}
