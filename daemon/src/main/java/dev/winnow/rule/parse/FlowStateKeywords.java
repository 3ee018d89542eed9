package dev.winnow.rule.parse;

import dev.winnow.rule.option.FlowOption.FlowInteger;
import dev.winnow.rule.option.FlowOption.FlowInteger.Operation;
import dev.winnow.rule.option.FlowOption.FlowMeasure;
import dev.winnow.rule.option.FlowOption.StreamSize;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.Operand;
import dev.winnow.rule.option.RuleOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `flowint`, `stream_size` and keywords about what was counted of a connection (user guide: "Flow Keywords").
final class FlowStateKeywords {
    private static final long U32_MAX = 0xFFFF_FFFFL;
    private static final int WITH_OPERAND = 3;

    private FlowStateKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("flowint", Keyword.condition(FlowStateKeywords::integer));
        table.add("stream_size", Keyword.condition(FlowStateKeywords::streamSize));
        for (FlowMeasure.Measure measure : FlowMeasure.Measure.values()) {
            long max = measure == FlowMeasure.Measure.AGE ? U32_MAX : Long.MAX_VALUE - 1;
            String keyword = measure.keyword();
            table.add(keyword, Keyword.condition(value -> new FlowMeasure(measure, value.range(keyword, max))));
        }
    }

    private static RuleOption integer(Value value) throws Mistake {
        List<Value> parts = value.split(',');
        if (parts.size() < 2 || parts.size() > WITH_OPERAND) {
            throw value.mistake("expected `name,operation,value`");
        }
        String name = name(parts.getFirst());
        Operation operation = operation(parts.get(1));
        if (operation == Operation.ISSET || operation == Operation.NOTSET) {
            return new FlowInteger(name, operation, Optional.empty());
        }
        if (parts.size() < WITH_OPERAND) {
            throw value.mistake("`" + operation.sign() + "` needs a value");
        }
        return new FlowInteger(name, operation, Optional.of(operand(parts.getLast())));
    }

    private static Operation operation(Value sign) throws Mistake {
        for (Operation operation : Operation.values()) {
            if (operation.sign().equals(sign.text())) {
                return operation;
            }
        }
        if (sign.text().equals("isnotset")) {
            return Operation.NOTSET;
        }
        throw sign.mistake("unknown operation " + sign.quoted());
    }

    private static Operand operand(Value value) throws Mistake {
        return Operands.isName(value)
                ? new Operand.Variable(name(value))
                : Operand.of(value.number("flowint", 0, U32_MAX));
    }

    private static String name(Value name) throws Mistake {
        boolean isLong = name.length() > 1;
        if (!isLong || !Operands.isName(name) || !name.hasOnlyNameLetters() || name.indexOf('-') >= 0) {
            throw name.mistake("the name begins with a letter, which letters, digits, `_` and `.` follow");
        }
        return name.text();
    }

    private static RuleOption streamSize(Value value) throws Mistake {
        List<Value> parts = value.split(',');
        if (parts.size() != WITH_OPERAND) {
            throw value.mistake("expected `side,comparison,bytes`");
        }
        return new StreamSize(side(parts.getFirst()), bytes(parts.get(1), parts.get(2)));
    }

    /// As in Suricata 7.0.10, `!` means what `!=` does.
    private static NumberRange bytes(Value sign, Value number) throws Mistake {
        if (sign.text().equals("!")) {
            long bytes = number.number("stream_size", 0, U32_MAX);
            return new NumberRange(bytes, bytes, true);
        }
        return Numbers.compared(sign, number, "stream_size", U32_MAX);
    }

    private static StreamSize.Side side(Value word) throws Mistake {
        for (StreamSize.Side side : StreamSize.Side.values()) {
            if (side.name().toLowerCase(Locale.ROOT).equals(word.text())) {
                return side;
            }
        }
        throw word.mistake("expected `client`, `server`, `both` or `either`");
    }
}
