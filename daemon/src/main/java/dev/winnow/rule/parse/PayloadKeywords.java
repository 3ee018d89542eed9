package dev.winnow.rule.parse;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferSize;
import dev.winnow.rule.option.IsDataAt;
import dev.winnow.rule.option.Operand;
import dev.winnow.rule.option.PacketOption.PayloadSize;
import java.util.List;

/// Keywords about the bytes of a buffer (user guide: "Payload Keywords").
final class PayloadKeywords {
    private static final int U16_MAX = 0xFFFF;
    private static final int ISDATAAT_MAX_PARTS = 3;
    private static final long MAX_BUFFER_SIZE = Long.MAX_VALUE - 1;

    private PayloadKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("content", Keyword.quoted(PayloadKeywords::content));
        table.add("pcre", Keyword.quoted((value, rule) -> rule.add(PcreReader.read(value, rule))));
        table.add("isdataat", Keyword.required(PayloadKeywords::isDataAt));
        table.add("bsize", Keyword.required(PayloadKeywords::bufferSize));
        table.add("dsize", Keyword.condition(value -> new PayloadSize(value.range("dsize", U16_MAX))));
    }

    private static void content(Value value, RuleDraft rule) throws Mistake {
        rule.add(ContentDraft.read(value, rule.buffer()));
    }

    private static void isDataAt(Value value, RuleDraft rule) throws Mistake {
        boolean negated = value.startsWith('!');
        List<Value> parts = (negated ? value.drop(1).trim() : value).split(',');
        Operand offset = Operands.read(parts.getFirst(), "isdataat", 0, U16_MAX, rule);
        boolean relative = parts.size() > 1;
        boolean rawBytes = parts.size() > 2;
        if (relative && !parts.get(1).text().equals("relative")) {
            throw parts.get(1).mistake("expected `relative`");
        }
        if ((rawBytes && !parts.get(2).text().equals("rawbytes")) || parts.size() > ISDATAAT_MAX_PARTS) {
            throw parts.getLast().mistake("expected `rawbytes` and nothing behind it");
        }
        Buffer buffer = relative ? rule.relativeBuffer() : rule.buffer();
        rule.add(new IsDataAt(buffer, negated, offset, relative, rawBytes));
    }

    private static void bufferSize(Value value, RuleDraft rule) throws Mistake {
        if (rule.buffer().equals(Buffer.PAYLOAD)) {
            throw value.mistake("`bsize` needs a field that is selected before it; the payload's size is `dsize`");
        }
        rule.add(new BufferSize(rule.buffer(), value.range("bsize", MAX_BUFFER_SIZE)));
    }
}
