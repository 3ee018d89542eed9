package dev.winnow.cli;

import dev.winnow.config.ActionOrder;
import dev.winnow.config.WinnowConfig;
import dev.winnow.detect.RuleCompiler;
import dev.winnow.detect.RuleCompiler.Compilation;
import dev.winnow.detect.RuleCompiler.Refusal;
import dev.winnow.detect.RuleProgram;
import dev.winnow.detect.cache.DatabaseCache;
import dev.winnow.rule.RuleFile;
import dev.winnow.rule.RuleParser;
import dev.winnow.rule.RuleSet;
import dev.winnow.rule.parse.IncompleteRules;
import dev.winnow.rule.resolve.AddressResolver;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.References;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.Diagnostic;
import dev.winnow.rule.source.Diagnostics;
import dev.winnow.rule.source.Place;
import dev.winnow.rule.source.SourceText;
import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.threshold.ThresholdEntry;
import dev.winnow.rule.threshold.ThresholdFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// From rule files to a program: read, parse, resolve, compile, and tell of every mistake on the way.
final class RuleLoader {
    private final WinnowConfig config;
    private final Consumer<String> diagnostics;

    /// @param diagnostics takes every finding as text for a person, with its caret
    RuleLoader(WinnowConfig config, Consumer<String> diagnostics) {
        this.config = config;
        this.diagnostics = diagnostics;
    }

    /// Compiled rules, which the caller closes, and how many of all could be used.
    ///
    /// @param files   all that were read
    /// @param foreign those that hold text but begin no rule
    record Loaded(RuleProgram program, int usable, int total, List<Path> files, List<Path> foreign) {
        /// The line that `winnow check` ends with.
        String summary() {
            return usable + " of " + total + " rules usable";
        }

        boolean isWhole() {
            return usable == total;
        }
    }

    /// Loads the files of a call. Mistakes cost their rule only.
    ///
    /// @param named the files named in the call; empty: those of the configuration
    Loaded load(List<Path> named) {
        return load(named, Optional.empty());
    }

    /// As above, for the place of a program that is in use.
    Loaded load(List<Path> named, RuleProgram predecessor) {
        return load(named, Optional.of(predecessor));
    }

    private Loaded load(List<Path> named, Optional<RuleProgram> predecessor) {
        Variables variables = new Variables(
                config.variables().addressGroups(), config.variables().portGroups());
        Classifications classifications = classifications();
        References references = references();
        List<Path> paths = RuleFiles.of(config.rules(), named);
        List<SourceText> texts = paths.stream().map(RuleLoader::read).toList();
        List<RuleFile> files = texts.parallelStream()
                .map(text -> RuleParser.parse(text, variables, classifications, references, incompleteRules()))
                .toList();
        List<Path> foreign = IntStream.range(0, paths.size())
                .filter(i -> RuleFiles.isForeign(texts.get(i)))
                .mapToObj(paths::get)
                .toList();
        RuleSet rules = RuleSet.of(files);
        files.forEach(file -> report(file.diagnostics()));
        Compilation compilation = RuleCompiler.compile(
                rules.rules(), this::rank, thresholds(variables), RuleDataLoader.load(config), cache(), predecessor);
        compilation.refusals().forEach(this::report);
        return new Loaded(
                compilation.program(), rules.usable() - compilation.refusals().size(), rules.total(), paths, foreign);
    }

    private IncompleteRules incompleteRules() {
        return switch (config.rules().unknownKeywords()) {
            case REFUSE -> IncompleteRules.REFUSE;
            case ALERT -> IncompleteRules.ALERT_ONLY;
        };
    }

    private DatabaseCache cache() {
        return config.rules()
                .cachePath()
                .map(folder -> DatabaseCache.at(folder, notice -> System.err.println("winnow: " + notice)))
                .orElseGet(DatabaseCache::none);
    }

    private int rank(Action action) {
        ActionOrder.Kind kind = switch (action) {
            case PASS -> ActionOrder.Kind.PASS;
            case DROP -> ActionOrder.Kind.DROP;
            case REJECT, REJECTSRC, REJECTDST, REJECTBOTH -> ActionOrder.Kind.REJECT;
            case ALERT -> ActionOrder.Kind.ALERT;
        };
        return config.actionOrder().ranks().indexOf(kind);
    }

    private List<ThresholdEntry> thresholds(Variables variables) {
        return config.rules()
                .thresholdFile()
                .map(file -> {
                    Diagnostics found = new Diagnostics(read(file));
                    List<ThresholdEntry> entries =
                            ThresholdFile.read(found, new AddressResolver(variables.addressGroups()));
                    report(found);
                    return entries;
                })
                .orElseGet(List::of);
    }

    private Classifications classifications() {
        return config.rules()
                .classificationFile()
                .map(file -> {
                    Diagnostics found = new Diagnostics(read(file));
                    Classifications read = Classifications.read(found);
                    report(found);
                    return read;
                })
                .orElseGet(Classifications::standard);
    }

    private References references() {
        return config.rules()
                .referenceFile()
                .map(file -> {
                    Diagnostics found = new Diagnostics(read(file));
                    References read = References.read(found);
                    report(found);
                    return read;
                })
                .orElseGet(References::standard);
    }

    private static SourceText read(Path file) {
        try {
            return SourceText.read(file);
        } catch (IOException e) {
            throw CommandFailure.work("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void report(Diagnostics found) {
        for (Diagnostic diagnostic : found.all()) {
            diagnostics.accept(diagnostic.render(found.source()));
        }
    }

    private void report(Refusal refusal) {
        Place place = refusal.rule().place();
        Diagnostic diagnostic = new Diagnostic(Diagnostic.Severity.ERROR, place.start(), place.end(), refusal.reason());
        diagnostics.accept(diagnostic.render(place.source()));
    }
}
