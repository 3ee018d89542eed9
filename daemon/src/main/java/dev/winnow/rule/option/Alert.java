package dev.winnow.rule.option;

/// `alert`: the rule acts with an alert event, which pass rules do only so.
public enum Alert implements RuleOption {
    INSTANCE;

    @Override
    public void writeTo(OptionWriter out) {
        out.flag("alert");
    }
}
