package dev.winnow.rule.option;

/// A condition on one packet's headers or sizes. Each is false for a packet that lacks the header in question.
public sealed interface PacketOption extends RuleOption {
    /// `dsize`: length of the payload in bytes.
    record PayloadSize(NumberRange length) implements PacketOption {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("dsize", length);
        }
    }

    /// `ttl`: the IPv4 time to live, or the IPv6 hop limit.
    record TimeToLive(NumberRange hops) implements PacketOption {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("ttl", hops);
        }
    }

    /// `tos`: the whole IPv4 type-of-service byte.
    record TypeOfService(int value, boolean negated) implements PacketOption {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("tos", OptionWriter.negatable(negated, value));
        }
    }

    /// `id`: the IPv4 identification.
    record IpId(int value) implements PacketOption {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("id", value);
        }
    }

    /// `ip_proto`: the protocol number of the packet, for IPv6 that of the upper layer.
    record IpProtocol(NumberRange number) implements PacketOption {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("ip_proto", number);
        }
    }

    /// `fragbits`: flags of the IPv4 header, as in [#RESERVED], [#DONT_FRAGMENT] and [#MORE_FRAGMENTS].
    record FragmentBits(int bits, BitTest test) implements PacketOption {
        public static final int MORE_FRAGMENTS = 1;
        public static final int DONT_FRAGMENT = 2;
        public static final int RESERVED = 4;

        private static final String LETTERS = "MDR";

        @Override
        public void writeTo(OptionWriter out) {
            out.option("fragbits", test.sign() + BitTest.letters(bits, LETTERS));
        }
    }

    /// `fragoffset`: the fragment offset in units of 8 bytes, as the header has it.
    record FragmentOffset(NumberRange offset) implements PacketOption {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("fragoffset", offset);
        }
    }

    /// `sameip`: source and destination address are equal.
    enum SameIp implements PacketOption {
        INSTANCE;

        @Override
        public void writeTo(OptionWriter out) {
            out.flag("sameip");
        }
    }

    /// `flags`: the flags byte of the TCP header (bit 0 FIN … bit 7 CWR, RFC 9293 section 3.1).
    ///
    /// @param ignored bits that are cleared in the packet's flags before they are compared
    record TcpFlags(int bits, BitTest test, int ignored) implements PacketOption {
        private static final String LETTERS = "FSRPAUEC";

        @Override
        public void writeTo(OptionWriter out) {
            String wanted = bits == 0 ? "0" : BitTest.letters(bits, LETTERS);
            String mask = ignored == 0 ? "" : "," + BitTest.letters(ignored, LETTERS);
            out.option("flags", test.sign() + wanted + mask);
        }
    }

    /// `seq`: the TCP sequence number, unsigned.
    record TcpSequence(long value) implements PacketOption {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("seq", value);
        }
    }

    /// `ack`: the TCP acknowledgment number, unsigned.
    record TcpAcknowledgment(long value) implements PacketOption {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("ack", value);
        }
    }

    /// `window`: the TCP window as the header has it, not scaled.
    record TcpWindow(int value, boolean negated) implements PacketOption {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("window", OptionWriter.negatable(negated, value));
        }
    }

    /// `itype`: the ICMP or ICMPv6 type.
    record IcmpType(NumberRange type) implements PacketOption {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("itype", type);
        }
    }

    /// `icode`: the ICMP or ICMPv6 code.
    record IcmpCode(NumberRange code) implements PacketOption {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("icode", code);
        }
    }

    /// `icmp_id`: the identifier of an echo or another message that has one.
    record IcmpId(int value) implements PacketOption {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("icmp_id", value);
        }
    }

    /// `icmp_seq`: the sequence number of such a message.
    record IcmpSequence(int value) implements PacketOption {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("icmp_seq", value);
        }
    }
}
