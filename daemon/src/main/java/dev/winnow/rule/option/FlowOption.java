package dev.winnow.rule.option;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Conditions on a connection's own state, and instructions that change it. What a rule sets it sets when all its
/// conditions hold, in the order of the rule.
public sealed interface FlowOption extends RuleOption {
    /// `flowbits`: bits with names.
    ///
    /// @param names several only with [BitCommand#ISSET], which one of them must be, and [BitCommand#ISNOTSET],
    ///     which one of them must not be
    record FlowBits(BitCommand command, List<String> names) implements FlowOption {
        public FlowBits {
            names = List.copyOf(names);
        }

        @Override
        public void writeTo(OptionWriter out) {
            out.option("flowbits", command.keyword() + "," + String.join("|", names));
        }
    }

    /// `flowint`: numbers of 32 bits, unsigned, with names.
    ///
    /// @param operand another name of a number, or the number; empty for operations that ask whether it is there
    record FlowInteger(String name, Operation operation, Optional<Operand> operand) implements FlowOption {
        /// What is done with the number, or asked of it.
        public enum Operation {
            ADD("+"),
            SUBTRACT("-"),
            SET("="),
            LESS("<"),
            GREATER(">"),
            LESS_OR_EQUAL("<="),
            GREATER_OR_EQUAL(">="),
            EQUAL("=="),
            NOT_EQUAL("!="),
            ISSET("isset"),
            NOTSET("notset");

            private final String sign;

            Operation(String sign) {
                this.sign = sign;
            }

            /// The sign or the word as written.
            public String sign() {
                return sign;
            }

            /// True for what changes the number.
            public boolean changes() {
                return this == ADD || this == SUBTRACT || this == SET;
            }
        }

        @Override
        public void writeTo(OptionWriter out) {
            String last = operand.map(value -> "," + value).orElse("");
            out.option("flowint", name + "," + operation.sign() + last);
        }
    }

    /// `stream_size`: bytes that a side of a TCP connection has sent.
    record StreamSize(Side side, NumberRange bytes) implements FlowOption {
        /// Whose bytes.
        public enum Side {
            CLIENT,
            SERVER,
            /// Those of each side satisfy the condition.
            BOTH,
            /// Those of one side at least do.
            EITHER
        }

        @Override
        public void writeTo(OptionWriter out) {
            out.option("stream_size", side.name().toLowerCase(Locale.ROOT) + "," + Comparisons.write(bytes));
        }
    }

    /// `flow.age`, `flow.pkts_toserver` and their kin.
    record FlowMeasure(Measure measure, NumberRange range) implements FlowOption {
        /// What is counted of a connection.
        public enum Measure {
            /// Seconds between its first packet and this one, of both of which the fractions are left out.
            AGE("flow.age"),
            PACKETS_TO_CLIENT("flow.pkts_toclient"),
            PACKETS_TO_SERVER("flow.pkts_toserver"),
            /// Of whole packets, from the network layer's header on.
            BYTES_TO_CLIENT("flow.bytes_toclient"),
            BYTES_TO_SERVER("flow.bytes_toserver");

            private final String keyword;

            Measure(String keyword) {
                this.keyword = keyword;
            }

            /// The keyword that asks for it.
            public String keyword() {
                return keyword;
            }
        }

        @Override
        public void writeTo(OptionWriter out) {
            out.option(measure.keyword(), range);
        }
    }
}
