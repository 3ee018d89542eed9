package dev.winnow.rule.syntax;

import dev.winnow.rule.address.IpAddress;
import dev.winnow.rule.address.IpRange;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.source.Place;
import dev.winnow.rule.source.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Rules of every kind, as they are after reading.
public final class RuleArbitraries {
    private static final Place NOWHERE = new Place(new SourceText("generated", ""), 0, 0);
    private static final long U32_MAX = 0xFFFF_FFFFL;

    private RuleArbitraries() {}

    public static Arbitrary<Rule> rules() {
        Arbitrary<List<RuleOption>> options = OptionArbitraries.options();
        return Combinators.combine(Arbitraries.of(Action.class), headers(), identities(), options)
                .as((action, header, identity, list) -> new Rule(action, header, identity, list, NOWHERE));
    }

    private static Arbitrary<RuleHeader> headers() {
        Arbitrary<Optional<AppProtocol>> application =
                Arbitraries.of(AppProtocol.class).optional();
        return Combinators.combine(
                        Arbitraries.of(Protocol.class),
                        application,
                        addresses(2),
                        ports(2),
                        Arbitraries.of(Direction.class),
                        addresses(2),
                        ports(2))
                .as((protocol, app, source, sourcePort, direction, destination, destinationPort) -> new RuleHeader(
                        app.map(AppProtocol::transport).orElse(protocol),
                        app,
                        source,
                        sourcePort,
                        direction,
                        destination,
                        destinationPort));
    }

    private static Arbitrary<AddressExpression> addresses(int depth) {
        Arbitrary<AddressExpression> single = Arbitraries.oneOf(
                Arbitraries.just(AddressExpression.Any.INSTANCE),
                variables().map(AddressExpression.Variable::new),
                ranges().map(AddressExpression.Range::new));
        if (depth == 0) {
            return single;
        }
        Arbitrary<AddressExpression> inner = addresses(depth - 1);
        return Arbitraries.oneOf(
                single,
                inner.list().ofMinSize(1).ofMaxSize(3).map(AddressExpression.Group::new),
                inner.filter(e -> !(e instanceof AddressExpression.Not) && e != AddressExpression.Any.INSTANCE)
                        .map(AddressExpression.Not::new));
    }

    private static Arbitrary<IpRange> ranges() {
        return Combinators.combine(ips(), ips())
                .filter((a, b) -> a.version() == b.version())
                .as((a, b) -> a.compareTo(b) <= 0 ? new IpRange(a, b) : new IpRange(b, a));
    }

    private static Arbitrary<IpAddress> ips() {
        Arbitrary<Long> longs = Arbitraries.longs();
        return Arbitraries.oneOf(
                Combinators.combine(longs, longs).as((high, low) -> new IpAddress(6, high, low)),
                Arbitraries.longs().between(0, U32_MAX).map(low -> new IpAddress(4, 0, low)));
    }

    private static Arbitrary<PortExpression> ports(int depth) {
        Arbitrary<Integer> port = Arbitraries.integers().between(0, 0xFFFF);
        Arbitrary<PortExpression> single = Arbitraries.oneOf(
                Arbitraries.just(PortExpression.Any.INSTANCE),
                variables().map(PortExpression.Variable::new),
                Combinators.combine(port, port).as((a, b) -> new PortExpression.Range(Math.min(a, b), Math.max(a, b))));
        if (depth == 0) {
            return single;
        }
        Arbitrary<PortExpression> inner = ports(depth - 1);
        return Arbitraries.oneOf(
                single,
                inner.list().ofMinSize(1).ofMaxSize(3).map(PortExpression.Group::new),
                inner.filter(e -> !(e instanceof PortExpression.Not) && e != PortExpression.Any.INSTANCE)
                        .map(PortExpression.Not::new));
    }

    private static Arbitrary<String> variables() {
        return Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withChars('_')
                .ofMinLength(1)
                .ofMaxLength(8);
    }

    private static Arbitrary<Identity> identities() {
        Arbitrary<String> word = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("-_0")
                .ofMinLength(1)
                .ofMaxLength(9);
        Arbitrary<Long> number = Arbitraries.longs().between(0, U32_MAX);
        Arbitrary<Long> sid = Arbitraries.longs().between(1, U32_MAX);
        Arbitrary<String> text =
                Arbitraries.strings().ascii().withChars("\"\\;:|,\u00e4\u2192").ofMaxLength(20);
        Arbitrary<Optional<String>> classtype = word.optional();
        Arbitrary<OptionalInt> priority = Arbitraries.integers()
                .between(1, 255)
                .optional()
                .map(p -> p.map(OptionalInt::of).orElse(OptionalInt.empty()));
        Arbitrary<List<Reference>> references = Combinators.combine(word, text.map(RuleArbitraries::trimmed))
                .as(Reference::new)
                .list()
                .ofMaxSize(2);
        return Combinators.combine(
                        number,
                        sid,
                        number,
                        text.map(RuleArbitraries::printable),
                        classtype,
                        priority,
                        references,
                        word.list().ofMaxSize(3))
                .as(Identity::new);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "");
    }

    private static String trimmed(String text) {
        return printable(text).strip();
    }
}
