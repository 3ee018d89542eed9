package dev.winnow.rule.parse;

import dev.winnow.rule.option.BitTest;
import dev.winnow.rule.option.PacketOption.TcpAcknowledgment;
import dev.winnow.rule.option.PacketOption.TcpFlags;
import dev.winnow.rule.option.PacketOption.TcpMss;
import dev.winnow.rule.option.PacketOption.TcpSequence;
import dev.winnow.rule.option.PacketOption.TcpWindow;
import dev.winnow.rule.option.RuleOption;
import java.util.List;

/// Keywords about the TCP header (user guide: "TCP keywords"). Each has an older short name and a newer one.
final class TcpKeywords {
    private static final int U16_MAX = 0xFFFF;
    private static final long U32_MAX = 0xFFFF_FFFFL;

    private TcpKeywords() {}

    static void addTo(KeywordTable table) {
        Keyword flags = Keyword.condition(TcpKeywords::flags);
        Keyword sequence = Keyword.condition(value -> new TcpSequence(value.number("seq", 0, U32_MAX)));
        Keyword acknowledgment = Keyword.condition(value -> new TcpAcknowledgment(value.number("ack", 0, U32_MAX)));
        Keyword window = Keyword.condition(TcpKeywords::window);
        table.add("flags", flags);
        table.add("tcp.flags", flags);
        table.add("seq", sequence);
        table.add("tcp.seq", sequence);
        table.add("ack", acknowledgment);
        table.add("tcp.ack", acknowledgment);
        table.add("window", window);
        table.add("tcp.window", window);
        table.add("tcp.mss", Keyword.condition(value -> new TcpMss(value.range("tcp.mss", U16_MAX))));
    }

    private static RuleOption window(Value value) throws Mistake {
        boolean negated = value.startsWith('!');
        Value number = negated ? value.drop(1).trim() : value;
        return new TcpWindow(number.integer("window", 0, U16_MAX), negated);
    }

    private static RuleOption flags(Value value) throws Mistake {
        List<Value> parts = value.split(',');
        if (parts.size() > 2) {
            throw value.mistake("expected `flags` or `flags,ignored`");
        }
        for (Value part : parts) {
            Value letters = part.drop(isSign(part) ? 1 : 0).trimStart();
            if (letters.indexOf(' ') >= 0 || letters.indexOf('\t') >= 0) {
                throw part.mistake("`flags` stand without spaces between them");
            }
        }
        BitLetters wanted = BitLetters.read(parts.getFirst(), "flags", TcpKeywords::flag);
        if (parts.size() == 1) {
            return new TcpFlags(wanted.bits(), wanted.test(), 0);
        }
        BitLetters ignored = BitLetters.read(parts.getLast(), "flags", TcpKeywords::flag);
        if (ignored.test() != BitTest.EXACT) {
            throw parts.getLast().mistake("the ignored flags take no `+`, `*` or `!`");
        }
        return new TcpFlags(wanted.bits(), wanted.test(), ignored.bits());
    }

    private static boolean isSign(Value part) {
        return part.startsWith('+') || part.startsWith('*') || part.startsWith('!');
    }

    private static int flag(char letter) {
        return switch (letter) {
            case '0' -> 0;
            case 'F' -> 0x01;
            case 'S' -> 0x02;
            case 'R' -> 0x04;
            case 'P' -> 0x08;
            case 'A' -> 0x10;
            case 'U' -> 0x20;
            case 'E', '2' -> 0x40;
            case 'C', '1' -> 0x80;
            default -> BitLetters.UNKNOWN;
        };
    }
}
