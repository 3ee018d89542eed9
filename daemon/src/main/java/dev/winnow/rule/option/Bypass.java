package dev.winnow.rule.option;

/// `bypass`: once the rule has matched, the rest of the flow passes without a look.
public enum Bypass implements RuleOption {
    INSTANCE;

    @Override
    public void writeTo(OptionWriter out) {
        out.flag("bypass");
    }
}
