package dev.winnow.detect;

import dev.winnow.detect.content.Literal;
import dev.winnow.memory.ByteRange;
import dev.winnow.rule.option.VariableTest;

/// `flowvar` and `pktvar`.
final class VariableConditions {
    private VariableConditions() {}

    static ContextCondition of(VariableTest option, VariableNames names) {
        Literal literal = new Literal(option.value(), false);
        int id = names.text(option.owner(), option.name());
        return switch (option.owner()) {
            case FLOW ->
                packet -> packet.flow != null && packet.flow.text(id, packet.text) && isIn(literal, packet.text);
            case PACKET -> packet -> packet.captures.packetText(id, packet.text) && isIn(literal, packet.text);
        };
    }

    private static boolean isIn(Literal literal, ByteRange text) {
        return literal.find(text.memory(), text.offset(), 0, text.length()) >= 0;
    }
}
