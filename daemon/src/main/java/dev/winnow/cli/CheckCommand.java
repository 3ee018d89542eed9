package dev.winnow.cli;

import dev.winnow.config.ConfigLoader.Origin;
import dev.winnow.config.WinnowConfig;
import dev.winnow.detect.RuleProgram;
import dev.winnow.rule.KeywordSupport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `winnow check`: what would be loaded, and what is wrong with the rest.
@Command(
        name = "check",
        description = "Read configuration and rules, show every mistake with a caret under it, and count usable rules.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit status: 0 when all rules are usable, 1 when some are not, 2 when the call is wrong.",
            "",
            "Example: winnow check --rules my.rules --set vars.address-groups.HOME_NET=198.51.100.0/24"
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private EngineOptions engine;

    @Option(names = "--stats", description = "Print rules by keyword, groups, memory and the slowest patterns.")
    private boolean statistics;

    @Option(
            names = "--support",
            description = "Print how far each keyword is understood (whole, partly and how, not), and read no rules.")
    private boolean support;

    @Override
    public Integer call() {
        if (support) {
            System.out.print(SupportReport.of(KeywordSupport.all()));
            return ExitCode.OK;
        }
        WinnowConfig config = engine.config(Origin.OWN, List.of());
        RuleLoader.Loaded rules = new RuleLoader(config, System.out::print).load(engine.rules());
        try (RuleProgram program = rules.program()) {
            if (statistics) {
                System.out.print(StatisticsReport.of(program));
            }
        }
        System.out.println(rules.summary());
        return rules.isWhole() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
