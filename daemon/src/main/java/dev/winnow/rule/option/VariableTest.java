package dev.winnow.rule.option;

/// `flowvar` and `pktvar`: what a [Capture] has left in a variable holds these bytes.
public record VariableTest(Capture.Owner owner, String name, Bytes value) implements RuleOption {
    @Override
    public void writeTo(OptionWriter out) {
        out.option(owner.keyword(), name + ",\"" + value.toRuleText() + "\"");
    }
}
