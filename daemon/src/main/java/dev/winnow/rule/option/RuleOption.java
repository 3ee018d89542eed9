package dev.winnow.rule.option;

/// One condition or instruction of a rule that bears on matching. What only describes the rule (`msg`, `sid`, …) is
/// in [dev.winnow.rule.syntax.Identity] instead.
///
/// Order matters among [BufferOption]s: a relative match begins where the one before it ended.
public sealed interface RuleOption
        permits BufferOption,
                PacketOption,
                TransactionOption,
                FlowOption,
                HostBits,
                VariableTest,
                AddressOption,
                EventCondition,
                AppLayerProtocol,
                Flow,
                RateLimit,
                AlertOption,
                NoAlert,
                Alert,
                Bypass {
    /// Writes the option as a rule has it, so that reading it again gives an equal one.
    void writeTo(OptionWriter out);
}
