package dev.winnow.rule.option;

import java.util.Locale;

/// A condition on one packet's headers or sizes. Each is false for a packet that lacks the header in question.
public sealed interface PacketOption extends RuleOption {
    /// `dsize`: length of the payload in bytes.
    record PayloadSize(NumberRange length) implements PacketOption {}

    /// `ttl`: the IPv4 time to live, or the IPv6 hop limit.
    record TimeToLive(NumberRange hops) implements PacketOption {}

    /// `tos`: the whole IPv4 type-of-service byte.
    record TypeOfService(int value, boolean negated) implements PacketOption {}

    /// `id`: the IPv4 identification.
    record IpId(int value) implements PacketOption {}

    /// `ip_proto`: the protocol number of the packet, for IPv6 that of the upper layer.
    record IpProtocol(NumberRange number) implements PacketOption {}

    /// `fragbits`: flags of the IPv4 header, as in [#RESERVED], [#DONT_FRAGMENT] and [#MORE_FRAGMENTS].
    record FragmentBits(int bits, BitTest test) implements PacketOption {
        public static final int MORE_FRAGMENTS = 1;
        public static final int DONT_FRAGMENT = 2;
        public static final int RESERVED = 4;

        private static final String LETTERS = "MDR";

        private String written() {
            return test.sign() + BitTest.letters(bits, LETTERS);
        }
    }

    /// `fragoffset`: the fragment offset in units of 8 bytes, as the header has it.
    record FragmentOffset(NumberRange offset) implements PacketOption {}

    /// `sameip`: source and destination address are equal.
    enum SameIp implements PacketOption {
        INSTANCE
    }

    /// `flags`: the flags byte of the TCP header (bit 0 FIN … bit 7 CWR, RFC 9293 section 3.1).
    ///
    /// @param ignored bits that are cleared in the packet's flags before they are compared
    record TcpFlags(int bits, BitTest test, int ignored) implements PacketOption {
        private static final String LETTERS = "FSRPAUEC";

        private String written() {
            String wanted = bits == 0 ? "0" : BitTest.letters(bits, LETTERS);
            return test.sign() + wanted + (ignored == 0 ? "" : "," + BitTest.letters(ignored, LETTERS));
        }
    }

    /// `seq`: the TCP sequence number, unsigned.
    record TcpSequence(long value) implements PacketOption {}

    /// `ack`: the TCP acknowledgment number, unsigned.
    record TcpAcknowledgment(long value) implements PacketOption {}

    /// `window`: the TCP window as the header has it, not scaled.
    record TcpWindow(int value, boolean negated) implements PacketOption {}

    /// `itype`: the ICMP or ICMPv6 type.
    record IcmpType(NumberRange type) implements PacketOption {}

    /// `icode`: the ICMP or ICMPv6 code.
    record IcmpCode(NumberRange code) implements PacketOption {}

    /// `icmp_id`: the identifier of an echo or another message that has one.
    record IcmpId(int value) implements PacketOption {}

    /// `icmp_seq`: the sequence number of such a message.
    record IcmpSequence(int value) implements PacketOption {}

    /// `tcp.mss`: the maximum segment size in the options of a TCP header.
    record TcpMss(NumberRange size) implements PacketOption {}

    /// `icmpv6.mtu`: the MTU in a Packet Too Big message.
    record Icmpv6Mtu(NumberRange size) implements PacketOption {}

    /// `l3_proto`: the version of the IP header, 4 or 6.
    record IpVersion(int version) implements PacketOption {}

    /// `ipopts`: an option is in the IPv4 header.
    record HasIpOption(IpOption option) implements PacketOption {}

    /// `tcpv4-csum` and its kin: the checksum of a header is right, or is wrong.
    record Checksum(Header header, boolean valid) implements PacketOption {
        /// Whose checksum; each with the version of IP that it stands in or above.
        public enum Header {
            IPV4,
            TCPV4,
            TCPV6,
            UDPV4,
            UDPV6,
            ICMPV4,
            ICMPV6;

            /// The keyword that asks for it.
            public String keyword() {
                return name().toLowerCase(Locale.ROOT) + "-csum";
            }
        }
    }

    @Override
    default void writeTo(OptionWriter out) {
        switch (this) {
            case PayloadSize(NumberRange length) -> out.option("dsize", length);
            case TimeToLive(NumberRange hops) -> out.option("ttl", hops);
            case TypeOfService(int value, boolean negated) -> out.option("tos", OptionWriter.negatable(negated, value));
            case IpId(int value) -> out.option("id", value);
            case IpProtocol(NumberRange number) -> out.option("ip_proto", number);
            case FragmentBits bits -> out.option("fragbits", bits.written());
            case FragmentOffset(NumberRange offset) -> out.option("fragoffset", offset);
            case SameIp _ -> out.flag("sameip");
            case TcpFlags flags -> out.option("flags", flags.written());
            case TcpSequence(long value) -> out.option("seq", value);
            case TcpAcknowledgment(long value) -> out.option("ack", value);
            case TcpWindow(int value, boolean negated) -> out.option("window", OptionWriter.negatable(negated, value));
            case IcmpType(NumberRange type) -> out.option("itype", type);
            case IcmpCode(NumberRange code) -> out.option("icode", code);
            case IcmpId(int value) -> out.option("icmp_id", value);
            case IcmpSequence(int value) -> out.option("icmp_seq", value);
            case TcpMss(NumberRange size) -> out.option("tcp.mss", size);
            case Icmpv6Mtu(NumberRange size) -> out.option("icmpv6.mtu", size);
            case IpVersion(int version) -> out.option("l3_proto", "ipv" + version);
            case HasIpOption(IpOption option) -> out.option("ipopts", option.keyword());
            case Checksum(Checksum.Header header, boolean valid) ->
                out.option(header.keyword(), valid ? "valid" : "invalid");
        }
    }
}
