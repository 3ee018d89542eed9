package dev.winnow.detect;

import dev.winnow.detect.content.BufferMatcher;
import dev.winnow.detect.content.Inspection;
import dev.winnow.detect.header.PacketFields;
import dev.winnow.detect.transform.TransformChain;
import dev.winnow.detect.transform.TransformSpace;
import dev.winnow.flow.Direction;
import dev.winnow.memory.ByteRange;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.TransactionOption;

/// Answers whether one rule matches the packet, stream or transaction at hand. One per thread; allocates nothing.
final class RuleInspector {
    /// The last of them is at a stream's fresh bytes alone, however often the old ones match.
    private static final int MAX_LOOKS = 4;

    private final Inspection inspection;
    private final TransformSpace transformSpace;
    private final ByteRange bytes = new ByteRange();
    private boolean matchedStream;

    /// @param inspection borrowed
    /// @param transformSpace borrowed
    RuleInspector(Inspection inspection, TransformSpace transformSpace) {
        this.inspection = inspection;
        this.transformSpace = transformSpace;
    }

    /// Whether the packet, with its stream and the transaction in `packet`, fulfils everything that the rule asks.
    boolean matches(CompiledRule rule, PacketContext packet) {
        matchedStream = false;
        if (!rule.admits(packet)) {
            return false;
        }
        int mark = packet.captures.mark();
        boolean holds =
                matchesPacketFields(rule, packet) && matchesPayload(rule, packet) && matchesTransaction(rule, packet);
        if (!holds) {
            packet.captures.cut(mark);
        }
        return holds;
    }

    /// Whether the last match was one in a stream.
    boolean matchedStream() {
        return matchedStream;
    }

    /// Turns `range` to what `transforms` make of its bytes, which is good until the next call.
    void transform(TransformChain transforms, ByteRange range) {
        if (!transforms.isEmpty()) {
            transforms.apply(range, transformSpace);
        }
    }

    private boolean matchesPayload(CompiledRule rule, PacketContext packet) {
        BufferMatcher matcher = rule.payload();
        if (matcher == null) {
            return true;
        }
        PayloadScope scope = rule.payloadScope();
        if (packet.isOpaque()) {
            return false;
        }
        if (scope.looksIntoPacket(packet.payloadInStream)) {
            inspection.lookAt(packet.view.memory(), packet.view.payloadOffset(), packet.view.payloadLength());
            if (matcher.matches(inspection)) {
                return true;
            }
        }
        return scope.looksIntoStreams() && packet.hasFreshStream() && matchesWindow(matcher, packet);
    }

    /// A match that the old bytes alone would have given was told when they were new, so another one is looked for
    /// behind it. What is not to be found is found nowhere.
    private boolean matchesWindow(BufferMatcher matcher, PacketContext packet) {
        ByteRange window = packet.window;
        int from = 0;
        for (int look = 1; look <= MAX_LOOKS; look++) {
            inspection.lookAt(window.memory(), window.offset() + from, window.length() - from, from);
            if (!matcher.matches(inspection)) {
                return false;
            }
            int end = from + inspection.matchEnd();
            if (end > packet.windowFresh || inspection.matchEnd() == 0) {
                matchedStream = true;
                return true;
            }
            from = look == MAX_LOOKS - 1 ? packet.windowFresh : end;
        }
        return false;
    }

    private boolean matchesPacketFields(CompiledRule rule, PacketContext packet) {
        for (FieldCheck check : rule.packetFields()) {
            if (!PacketFields.find(check.buffer().field(), packet.view, bytes) || !matchesBytes(check)) {
                return false;
            }
        }
        return true;
    }

    private boolean matchesTransaction(CompiledRule rule, PacketContext packet) {
        long events = rule.transactionEvents();
        if (events != 0 && (packet.transaction.events() & events) != events) {
            return false;
        }
        for (TransactionOption number : rule.transactionNumbers()) {
            if (!matchesAnyNumber(number, packet.transaction, packet.direction)) {
                return false;
            }
        }
        for (FieldCheck check : rule.transactionFields()) {
            if (!matchesAnyInstance(check, packet.transaction, packet.direction)) {
                return false;
            }
        }
        return true;
    }

    private static boolean matchesAnyNumber(TransactionOption option, Transaction transaction, Direction direction) {
        long number = transaction.number(option.field(), direction, 0);
        for (int i = 1; number != Transaction.NO_NUMBER; i++) {
            if (option.contains(number)) {
                return true;
            }
            number = transaction.number(option.field(), direction, i);
        }
        return false;
    }

    private boolean matchesAnyInstance(FieldCheck check, Transaction transaction, Direction direction) {
        for (int i = 0; transaction.find(check.buffer().field(), direction, i, bytes); i++) {
            if (matchesBytes(check)) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesBytes(FieldCheck check) {
        transform(check.transforms(), bytes);
        inspection.lookAt(bytes);
        return check.matcher().matches(inspection);
    }
}
