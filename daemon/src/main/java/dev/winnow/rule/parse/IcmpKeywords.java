package dev.winnow.rule.parse;

import dev.winnow.rule.option.PacketOption.IcmpCode;
import dev.winnow.rule.option.PacketOption.IcmpId;
import dev.winnow.rule.option.PacketOption.IcmpSequence;
import dev.winnow.rule.option.PacketOption.IcmpType;
import dev.winnow.rule.option.PacketOption.Icmpv6Mtu;

/// Keywords about ICMP messages (user guide: "ICMP keywords").
final class IcmpKeywords {
    private static final int U8_MAX = 0xFF;
    private static final int U16_MAX = 0xFFFF;
    private static final long U32_MAX = 0xFFFF_FFFFL;

    private IcmpKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("itype", Keyword.condition(value -> new IcmpType(value.range("itype", U8_MAX))));
        table.add("icode", Keyword.condition(value -> new IcmpCode(value.range("icode", U8_MAX))));
        table.add("icmp_id", Keyword.condition(value -> new IcmpId(value.integer("icmp_id", 0, U16_MAX))));
        table.add("icmp_seq", Keyword.condition(value -> new IcmpSequence(value.integer("icmp_seq", 0, U16_MAX))));
        table.add("icmpv6.mtu", Keyword.condition(value -> new Icmpv6Mtu(value.range("icmpv6.mtu", U32_MAX))));
    }
}
