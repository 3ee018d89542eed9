package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.SourceText;
import java.util.List;
import java.util.Map;

/// What tests of rules have in common.
public final class Rules {
    public static final Variables VARIABLES = new Variables(
            Map.of("HOME_NET", "[10.0.0.0/8,192.168.0.0/16]", "EXTERNAL_NET", "!$HOME_NET"),
            Map.of("HTTP_PORTS", "[80,8080:8088]"));

    private static final Classifications CLASSIFICATIONS = Classifications.standard();

    private Rules() {}

    public static RuleFile parse(String text) {
        return parse(text, VARIABLES);
    }

    public static RuleFile parse(String text, Variables variables) {
        return RuleParser.parse(new SourceText("t.rules", text), variables, CLASSIFICATIONS);
    }

    /// The one rule of `text`, which has no mistake.
    public static ResolvedRule rule(String text) {
        RuleFile file = parse(text);
        assertThat(file.diagnostics().render(10)).isEmpty();
        assertThat(file.rules()).hasSize(1);
        return file.rules().getFirst();
    }

    /// A TCP rule with these options and a sid.
    public static String withOptions(String options) {
        return "alert tcp any any -> any any (" + options + " sid:1;)";
    }

    public static List<RuleOption> options(String options) {
        return rule(withOptions(options)).options();
    }

    /// The message of the one diagnostic of `text`.
    public static String complaint(String text) {
        RuleFile file = parse(text);
        assertThat(file.diagnostics().all()).as(file.diagnostics().render(10)).hasSize(1);
        return file.diagnostics().all().getFirst().message();
    }
}
