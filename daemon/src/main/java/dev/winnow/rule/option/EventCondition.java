package dev.winnow.rule.option;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /// The names that rules may ask for in vain. Suricata 7.0.10, which has them, raised those of the stream in none of
    /// thousands of connections made to break its rules, the other in none of 537 captures. Urgent data is taken in
    /// line, and a flow stays on its worker.
    private static final Map<Source, Set<String>> NEVER = Map.of(
            Source.DECODER,
            Set.of(),
            Source.STREAM,
            Set.of(
                    "3whs_synack_resend_with_diff_seq",
                    "reassembly_insert_invalid",
                    "reassembly_insert_limit",
                    "reassembly_insert_memcap",
                    "reassembly_no_segment",
                    "reassembly_segment_before_base_seq",
                    "reassembly_urgent_oob_limit_reached",
                    "wrong_thread"),
            Source.APPLICATION,
            Set.of("applayer_proto_detection_skipped"));

    /// Whether rules may ask for this event though it never happens.
    public boolean neverHappens() {
        return NEVER.get(source).contains(name);
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
