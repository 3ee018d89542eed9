package dev.winnow.detect;

import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.PacketOption;
import dev.winnow.rule.option.Position;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.syntax.Protocol;

/// Where a rule's payload contents are looked for: in packets as they came, in streams as they were put together.
///
/// As in Suricata: a TCP rule is about the stream, unless it has conditions on the packet's headers; one whose contents
/// have a place counted from the start is about both, since its author may have meant either start.
enum PayloadScope {
    PACKET,
    /// In streams, and in packets that belong to none.
    STREAM,
    /// Not even in those (`flow:only_stream`).
    STREAM_ALONE,
    BOTH;

    static PayloadScope of(ResolvedRule rule) {
        Protocol protocol = rule.protocol();
        if (protocol == Protocol.TCP_STREAM) {
            return STREAM;
        }
        boolean canBeTcp = protocol == Protocol.TCP || protocol == Protocol.IP;
        if (!canBeTcp || rule.options().stream().anyMatch(PayloadScope::isAboutPackets)) {
            return PACKET;
        }
        if (rule.options().stream()
                .anyMatch(option -> option instanceof Flow flow && flow.stream() == Flow.Scope.ONLY)) {
            return STREAM_ALONE;
        }
        return rule.options().stream().anyMatch(PayloadScope::countsFromTheStart) ? BOTH : STREAM;
    }

    private static boolean isAboutPackets(RuleOption option) {
        return option instanceof PacketOption || (option instanceof Flow flow && flow.stream() == Flow.Scope.NONE);
    }

    private static boolean countsFromTheStart(RuleOption option) {
        return option instanceof Content content
                && content.buffer().equals(Buffer.PAYLOAD)
                && (content.position() instanceof Position.Start || content.position() instanceof Position.Absolute);
    }

    boolean looksIntoPackets() {
        return this == PACKET || this == BOTH;
    }

    /// @param isInStream whether its bytes are the stream's too
    boolean looksIntoPacket(boolean isInStream) {
        return looksIntoPackets() || (this == STREAM && !isInStream);
    }

    boolean looksIntoStreams() {
        return this != PACKET;
    }
}
