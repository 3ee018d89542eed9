package dev.winnow.rule;

import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.address.PortSet;
import dev.winnow.rule.option.Alert;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.NoAlert;
import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.resolve.AddressResolver;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.Classifications.Classification;
import dev.winnow.rule.resolve.PortResolver;
import dev.winnow.rule.resolve.References;
import dev.winnow.rule.resolve.Unresolvable;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.Diagnostics;
import dev.winnow.rule.source.Place;
import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.syntax.Reference;
import dev.winnow.rule.syntax.Rule;
import dev.winnow.rule.syntax.RuleHeader;
import java.util.List;
import java.util.Optional;

/// Looks up what a rule refers to by name, and checks its options against each other. Keeps the sets that it made, so
/// that rules with the same addresses share one. One thread.
public final class RuleResolver {
    private final AddressResolver addresses;
    private final PortResolver ports;
    private final Classifications classifications;
    private final References references;

    public RuleResolver(Variables variables, Classifications classifications, References references) {
        this.addresses = new AddressResolver(variables.addressGroups());
        this.ports = new PortResolver(variables.portGroups());
        this.classifications = classifications;
        this.references = references;
    }

    /// The rule with nothing left to look up; empty, and an error in `diagnostics`, if something cannot be found.
    public Optional<ResolvedRule> resolve(Rule rule, Diagnostics diagnostics) {
        FieldChecks fields = new FieldChecks(rule);
        Optional<String> contradiction =
                OptionChecks.contradiction(rule).or(fields::contradiction).or(() -> ScopeChecks.contradiction(rule));
        if (contradiction.isPresent()) {
            report(rule.place(), "(", contradiction.get(), diagnostics);
            return Optional.empty();
        }
        fields.warning()
                .or(() -> OptionChecks.warning(rule))
                .ifPresent(warning -> warn(rule.place(), warning, diagnostics));
        warnOfReferences(rule, diagnostics);
        RuleHeader header = rule.header();
        try {
            return Optional.of(resolved(
                    rule,
                    fields,
                    addresses.addresses(header.source()),
                    ports.ports(header.sourcePort()),
                    addresses.addresses(header.destination()),
                    ports.ports(header.destinationPort()),
                    classification(rule, diagnostics)));
        } catch (Unresolvable unresolvable) {
            String blamed = unresolvable.variable().map(name -> "$" + name).orElse("");
            report(rule.place(), blamed, unresolvable.getMessage(), diagnostics);
            return Optional.empty();
        }
    }

    private static ResolvedRule resolved(
            Rule rule,
            FieldChecks fields,
            AddressSet source,
            PortSet sourcePorts,
            AddressSet destination,
            PortSet destinationPorts,
            Optional<Classification> classification) {
        List<RuleOption> conditions = rule.options().stream()
                .filter(option ->
                        !(option instanceof RateLimit || option instanceof NoAlert || option instanceof Alert))
                .map(option -> option instanceof Flow flow && fields.turnsFlow() ? flow.towards(fields.side()) : option)
                .toList();
        Optional<RateLimit> rateLimit = rule.options().stream()
                .filter(RateLimit.class::isInstance)
                .map(RateLimit.class::cast)
                .findFirst();
        int classPriority = classification.map(Classification::priority).orElse(ResolvedRule.DEFAULT_PRIORITY);
        return new ResolvedRule(
                rule.action(),
                rule.header().protocol(),
                fields.application(),
                fields.side(),
                source,
                sourcePorts,
                rule.header().direction(),
                destination,
                destinationPorts,
                rule.identity(),
                classification.map(Classification::description).orElse(""),
                rule.identity().priority().orElse(classPriority),
                conditions,
                rateLimit,
                isSilent(rule),
                rule.place());
    }

    /// Of `noalert` and `alert` the last one counts.
    private static boolean isSilent(Rule rule) {
        return rule.options().stream()
                .filter(option -> option instanceof NoAlert || option instanceof Alert)
                .reduce((_, last) -> last)
                .map(NoAlert.class::isInstance)
                .orElse(rule.action() == Action.PASS);
    }

    /// As in Suricata, an unknown class costs the rule its description only.
    private Optional<Classification> classification(Rule rule, Diagnostics diagnostics) {
        Optional<String> name = rule.identity().classtype();
        Optional<Classification> found = name.flatMap(classifications::find);
        if (name.isPresent() && found.isEmpty()) {
            Place place = rule.place();
            int at = find(place, "classtype", place.start());
            int start = find(place, name.get(), at);
            diagnostics.warning(
                    start,
                    start + name.get().length(),
                    "unknown classification `" + name.get() + "`: the priority is " + ResolvedRule.DEFAULT_PRIORITY);
        }
        return found;
    }

    /// As in Suricata, a reference that leads nowhere costs the rule nothing.
    private void warnOfReferences(Rule rule, Diagnostics diagnostics) {
        for (Reference reference : rule.identity().references()) {
            if (references.url(reference).isEmpty()) {
                int start = find(
                        rule.place(),
                        reference.system(),
                        find(rule.place(), "reference", rule.place().start()));
                String message = "unknown reference `" + reference.system() + "`: it leads nowhere";
                diagnostics.warning(start, start + reference.system().length(), message);
            }
        }
    }

    /// Points at the first `word` of the rule, or at the rule's beginning if it has none.
    private static void report(Place place, String word, String message, Diagnostics diagnostics) {
        int start = find(place, word, place.start());
        diagnostics.error(start, start + Math.max(1, word.length()), message);
    }

    private static void warn(Place place, String message, Diagnostics diagnostics) {
        int start = find(place, "(", place.start());
        diagnostics.warning(start, start + 1, message);
    }

    private static int find(Place place, String word, int from) {
        int found = place.source().text().indexOf(word, from, place.end());
        return found >= 0 ? found : place.start();
    }
}
