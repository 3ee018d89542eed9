package dev.winnow.rule.syntax;

import dev.winnow.rule.option.OptionWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Writes rules so that reading them again gives equal ones. One character per byte, as in a rule file.
public final class RulePrinter {
    private RulePrinter() {}

    /// The rule on one line, without a line end.
    public static String print(Rule rule) {
        OptionWriter options = new OptionWriter();
        Identity identity = rule.identity();
        if (!identity.msg().isEmpty()) {
            options.option("msg", "\"" + OptionWriter.escape(bytes(identity.msg())) + "\"");
        }
        rule.options().forEach(option -> option.writeTo(options));
        describe(identity, options);
        return rule.action().keyword() + " " + print(rule.header()) + " (" + options + ")";
    }

    private static void describe(Identity identity, OptionWriter out) {
        identity.references()
                .forEach(r -> out.option("reference", r.system() + "," + OptionWriter.escape(bytes(r.id()))));
        identity.classtype().ifPresent(name -> out.option("classtype", name));
        out.option("priority", identity.priority());
        if (!identity.metadata().isEmpty()) {
            out.option("metadata", bytes(String.join(", ", identity.metadata())));
        }
        if (identity.gid() != Identity.DEFAULT_GID) {
            out.option("gid", identity.gid());
        }
        out.option("sid", identity.sid());
        if (identity.rev() > 0) {
            out.option("rev", identity.rev());
        }
    }

    private static String print(RuleHeader header) {
        return String.join(
                " ",
                header.protocolKeyword(),
                print(header.source()),
                print(header.sourcePort()),
                header.direction().sign(),
                print(header.destination()),
                print(header.destinationPort()));
    }

    private static String print(AddressExpression expression) {
        return switch (expression) {
            case AddressExpression.Any _ -> "any";
            case AddressExpression.Range(var range) -> range.toString();
            case AddressExpression.Variable(String name) -> "$" + name;
            case AddressExpression.Not(AddressExpression negated) -> "!" + print(negated);
            case AddressExpression.Group(var members) ->
                members.stream().map(RulePrinter::print).collect(Collectors.joining(",", "[", "]"));
        };
    }

    private static String print(PortExpression expression) {
        return switch (expression) {
            case PortExpression.Any _ -> "any";
            case PortExpression.Range(int low, int high) -> low == high ? "" + low : low + ":" + high;
            case PortExpression.Variable(String name) -> "$" + name;
            case PortExpression.Not(PortExpression negated) -> "!" + print(negated);
            case PortExpression.Group(var members) ->
                members.stream().map(RulePrinter::print).collect(Collectors.joining(",", "[", "]"));
        };
    }

    /// `text` as UTF-8, a character per byte.
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
