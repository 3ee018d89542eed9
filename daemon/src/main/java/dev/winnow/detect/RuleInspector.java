package dev.winnow.detect;

import dev.winnow.detect.content.BufferMatcher;
import dev.winnow.detect.content.Inspection;
import dev.winnow.flow.Direction;
import dev.winnow.memory.ByteRange;
import dev.winnow.protocol.Transaction;

/// Answers whether one rule matches the packet, stream or transaction at hand. One per thread; allocates nothing.
final class RuleInspector {
    private final Inspection inspection;
    private final ByteRange bytes = new ByteRange();
    private boolean matchedStream;

    /// @param inspection borrowed
    RuleInspector(Inspection inspection) {
        this.inspection = inspection;
    }

    /// Whether the packet, with its stream and the transaction in `packet`, fulfils everything that the rule asks.
    boolean matches(CompiledRule rule, PacketContext packet) {
        matchedStream = false;
        return rule.admits(packet)
                && rule.packetFields().length == 0
                && matchesPayload(rule, packet)
                && matchesTransaction(rule, packet);
    }

    /// Whether the last match was one in a stream.
    boolean matchedStream() {
        return matchedStream;
    }

    private boolean matchesPayload(CompiledRule rule, PacketContext packet) {
        BufferMatcher matcher = rule.payload();
        if (matcher == null) {
            return true;
        }
        PayloadScope scope = rule.payloadScope();
        if (scope.looksIntoPackets() || !packet.payloadInStream) {
            inspection.lookAt(packet.view.memory(), packet.view.payloadOffset(), packet.view.payloadLength());
            if (matcher.matches(inspection)) {
                return true;
            }
        }
        return scope.looksIntoStreams() && packet.hasFreshStream() && matchesWindow(matcher, packet);
    }

    private boolean matchesWindow(BufferMatcher matcher, PacketContext packet) {
        ByteRange window = packet.window;
        inspection.lookAt(window.memory(), window.offset(), window.length());
        matchedStream = matcher.matches(inspection);
        return matchedStream;
    }

    private boolean matchesTransaction(CompiledRule rule, PacketContext packet) {
        for (FieldCheck check : rule.transactionFields()) {
            if (!matchesAnyInstance(check, packet.transaction, packet.direction)) {
                return false;
            }
        }
        return true;
    }

    private boolean matchesAnyInstance(FieldCheck check, Transaction transaction, Direction direction) {
        for (int i = 0; transaction.find(check.buffer().field(), direction, i, bytes); i++) {
            inspection.lookAt(bytes.memory(), bytes.offset(), bytes.length());
            if (check.matcher().matches(inspection)) {
                return true;
            }
        }
        return false;
    }
}
