package dev.winnow.rule.option;

/// `noalert`: the rule acts without an alert event.
public enum NoAlert implements RuleOption {
    INSTANCE;

    @Override
    public void writeTo(OptionWriter out) {
        out.flag("noalert");
    }
}
