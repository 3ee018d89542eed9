package dev.winnow.rule.option;

import java.util.Optional;

/// `decode-event`, `stream-event`, `app-layer-event`: winnow noticed something odd about the packet or its connection.
///
/// @param name as Suricata has it, such as `ipv4.trunc_pkt`, without what `source` says already
public record EventCondition(Source source, String name) implements RuleOption {
    /// Who noticed it.
    public enum Source {
        DECODER("decode-event"),
        STREAM("stream-event"),
        APPLICATION("app-layer-event");

        private final String keyword;

        Source(String keyword) {
            this.keyword = keyword;
        }

        /// The keyword that asks for it.
        public String keyword() {
            return keyword;
        }
    }

    /// The event of a message that is asked for; empty if it is none of a message, or none that winnow tells.
    public Optional<TransactionEvent> ofMessage() {
        return source == Source.APPLICATION ? TransactionEvent.named(name) : Optional.empty();
    }

    @Override
    public void writeTo(OptionWriter out) {
        out.option(source.keyword(), name);
    }
}
