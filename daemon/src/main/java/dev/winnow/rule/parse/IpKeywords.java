package dev.winnow.rule.parse;

import dev.winnow.rule.option.IpOption;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.PacketOption.Checksum;
import dev.winnow.rule.option.PacketOption.FragmentBits;
import dev.winnow.rule.option.PacketOption.FragmentOffset;
import dev.winnow.rule.option.PacketOption.HasIpOption;
import dev.winnow.rule.option.PacketOption.IpId;
import dev.winnow.rule.option.PacketOption.IpProtocol;
import dev.winnow.rule.option.PacketOption.IpVersion;
import dev.winnow.rule.option.PacketOption.SameIp;
import dev.winnow.rule.option.PacketOption.TimeToLive;
import dev.winnow.rule.option.PacketOption.TypeOfService;
import dev.winnow.rule.option.RuleOption;
import java.util.Locale;
import java.util.Map;

/// Keywords about the IP header (user guide: "IP Keywords").
final class IpKeywords {
    private static final int U8_MAX = 0xFF;
    private static final int U16_MAX = 0xFFFF;

    /// Protocol names of IANA's registry that rules are written with.
    private static final Map<String, Integer> PROTOCOL_NUMBERS = Map.ofEntries(
            Map.entry("icmp", 1),
            Map.entry("igmp", 2),
            Map.entry("ipip", 4),
            Map.entry("ipencap", 4),
            Map.entry("tcp", 6),
            Map.entry("egp", 8),
            Map.entry("igp", 9),
            Map.entry("udp", 17),
            Map.entry("dccp", 33),
            Map.entry("ipv6", 41),
            Map.entry("rsvp", 46),
            Map.entry("gre", 47),
            Map.entry("esp", 50),
            Map.entry("ah", 51),
            Map.entry("ipv6-icmp", 58),
            Map.entry("icmpv6", 58),
            Map.entry("eigrp", 88),
            Map.entry("ospf", 89),
            Map.entry("pim", 103),
            Map.entry("ipcomp", 108),
            Map.entry("vrrp", 112),
            Map.entry("l2tp", 115),
            Map.entry("isis", 124),
            Map.entry("sctp", 132),
            Map.entry("udplite", 136));

    private IpKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("ttl", Keyword.condition(value -> new TimeToLive(value.range("ttl", U8_MAX))));
        table.add("tos", Keyword.condition(IpKeywords::typeOfService));
        table.add("id", Keyword.condition(value -> new IpId(value.integer("id", 0, U16_MAX))));
        table.add("ip_proto", Keyword.condition(IpKeywords::protocol));
        table.add("fragbits", Keyword.condition(IpKeywords::fragmentBits));
        table.add("fragoffset", Keyword.condition(value -> new FragmentOffset(value.range("fragoffset", U16_MAX))));
        table.add("sameip", Keyword.flag(SameIp.INSTANCE));
        table.add("l3_proto", Keyword.condition(IpKeywords::version));
        table.add("ipopts", Keyword.condition(IpKeywords::option));
        for (Checksum.Header header : Checksum.Header.values()) {
            table.add(header.keyword(), Keyword.condition(value -> checksum(header, value)));
        }
    }

    private static RuleOption typeOfService(Value value) throws Mistake {
        boolean negated = value.startsWith('!');
        Value number = negated ? value.drop(1).trim() : value;
        return new TypeOfService(number.startsWith('x') ? hex(number) : number.integer("tos", 0, U8_MAX), negated);
    }

    /// `x` and one or two hex digits.
    private static int hex(Value number) throws Mistake {
        try {
            int value = Integer.parseUnsignedInt(number.drop(1).text(), 16);
            if (value >= 0 && value <= U8_MAX) {
                return value;
            }
        } catch (NumberFormatException _) {
            // The message is the same for a number that is too large.
        }
        throw number.mistake("expected `x` and two hex digits");
    }

    private static RuleOption protocol(Value value) throws Mistake {
        boolean negated = value.startsWith('!');
        Value operand = negated ? value.drop(1).trim() : value;
        Integer number = PROTOCOL_NUMBERS.get(operand.text().toLowerCase(Locale.ROOT));
        if (number != null) {
            return new IpProtocol(new NumberRange(number, number, negated));
        }
        if (!operand.isEmpty() && Character.isLetter(operand.at(0))) {
            throw operand.mistake("unknown IP protocol " + operand.quoted()
                    + Nearest.hint(operand.text(), PROTOCOL_NUMBERS.keySet()));
        }
        return new IpProtocol(value.range("ip_proto", U8_MAX));
    }

    private static RuleOption version(Value value) throws Mistake {
        return switch (value.text().toLowerCase(Locale.ROOT)) {
            case "ipv4", "ip4" -> new IpVersion(4);
            case "ipv6", "ip6" -> new IpVersion(6);
            default -> throw value.mistake("expected `ipv4` or `ipv6`");
        };
    }

    private static RuleOption option(Value value) throws Mistake {
        return new HasIpOption(IpOption.of(value.text())
                .orElseThrow(() -> value.mistake("unknown option " + value.quoted() + " of the IP header")));
    }

    private static RuleOption checksum(Checksum.Header header, Value value) throws Mistake {
        return switch (value.text().toLowerCase(Locale.ROOT)) {
            case "valid" -> new Checksum(header, true);
            case "invalid" -> new Checksum(header, false);
            default -> throw value.mistake("expected `valid` or `invalid`");
        };
    }

    private static RuleOption fragmentBits(Value value) throws Mistake {
        BitLetters letters = BitLetters.read(value, "fragbits", IpKeywords::fragmentBit);
        return new FragmentBits(letters.bits(), letters.test());
    }

    private static int fragmentBit(char letter) {
        return switch (letter) {
            case 'M' -> FragmentBits.MORE_FRAGMENTS;
            case 'D' -> FragmentBits.DONT_FRAGMENT;
            case 'R' -> FragmentBits.RESERVED;
            default -> BitLetters.UNKNOWN;
        };
    }
}
