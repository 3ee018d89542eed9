package dev.winnow.rule.syntax;

import dev.winnow.rule.option.AddressOption;
import dev.winnow.rule.option.AlertOption;
import dev.winnow.rule.option.AlertOption.Tag;
import dev.winnow.rule.option.BitCommand;
import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Capture;
import dev.winnow.rule.option.EventCondition;
import dev.winnow.rule.option.FlowOption.FlowBits;
import dev.winnow.rule.option.FlowOption.FlowInteger;
import dev.winnow.rule.option.FlowOption.FlowInteger.Operation;
import dev.winnow.rule.option.FlowOption.FlowMeasure;
import dev.winnow.rule.option.FlowOption.StreamSize;
import dev.winnow.rule.option.HostBits;
import dev.winnow.rule.option.IpOption;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.Operand;
import dev.winnow.rule.option.PacketOption;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.option.TlsVersion;
import dev.winnow.rule.option.TransactionOption.CertificateAge;
import dev.winnow.rule.option.TransactionOption.CertificateTime;
import dev.winnow.rule.option.TransactionOption.NumberTest;
import dev.winnow.rule.option.TransactionOption.TlsStates;
import dev.winnow.rule.option.TransactionOption.TlsVersions;
import dev.winnow.rule.option.VariableTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Options that look at no bytes: state, events, addresses, numbers of application protocols, and what follows a match.
final class StateArbitraries {
    private static final int U8_MAX = 0xFF;
    private static final int STATES = 0b1_1111;

    private static final Set<NumberField> WITH_OWN_OPTION = EnumSet.of(
            NumberField.TLS_VERSION,
            NumberField.TLS_STATE,
            NumberField.TLS_NOT_BEFORE,
            NumberField.TLS_NOT_AFTER,
            NumberField.FILE_COUNT,
            NumberField.FTP_DATA_COMMAND,
            NumberField.FTP_BOUNCE,
            NumberField.HTTP2_SETTING);

    private StateArbitraries() {}

    static Arbitrary<RuleOption> options() {
        return Arbitraries.oneOf(List.of(
                flowBits(),
                flowIntegers(),
                flowMeasures(),
                variables(),
                hostBits(),
                events(),
                addresses(),
                alerts(),
                headers()));
    }

    /// Options that end the selection of a buffer.
    static Arbitrary<RuleOption> numbersOfMessages() {
        return Arbitraries.oneOf(numbers(), tls());
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("_.0")
                .ofMinLength(1)
                .ofMaxLength(6)
                .map(name -> "n" + name);
    }

    private static Arbitrary<Integer> upTo(int max) {
        return Arbitraries.integers().between(0, max);
    }

    /// As comparisons with one number make them.
    private static Arbitrary<NumberRange> comparisons(int max) {
        return Arbitraries.oneOf(
                upTo(max).map(NumberRange::exactly),
                upTo(max).map(n -> new NumberRange(n, n, true)),
                Arbitraries.integers().between(1, max).map(n -> NumberRange.between(0, n)),
                upTo(max).map(n -> NumberRange.between(n, Long.MAX_VALUE)));
    }

    private static Arbitrary<RuleOption> flowBits() {
        return Combinators.combine(
                        Arbitraries.of(BitCommand.class),
                        names().list().ofMinSize(1).ofMaxSize(3))
                .as((command, list) -> new FlowBits(command, command.changes() ? list.subList(0, 1) : list));
    }

    private static Arbitrary<RuleOption> flowIntegers() {
        Arbitrary<Operand> operands =
                Arbitraries.oneOf(upTo(Integer.MAX_VALUE).map(Operand::of), names().map(Operand.Variable::new));
        return Combinators.combine(names(), Arbitraries.of(Operation.class), operands)
                .as((name, operation, operand) -> {
                    boolean asks = operation == Operation.ISSET || operation == Operation.NOTSET;
                    return new FlowInteger(name, operation, asks ? Optional.empty() : Optional.of(operand));
                });
    }

    private static Arbitrary<RuleOption> flowMeasures() {
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of(FlowMeasure.Measure.class), comparisons(9999))
                        .as(FlowMeasure::new),
                Combinators.combine(Arbitraries.of(StreamSize.Side.class), comparisons(9999))
                        .as(StreamSize::new));
    }

    private static Arbitrary<RuleOption> variables() {
        Arbitrary<Bytes> values = Arbitraries.strings()
                .withCharRange('\0', '\u00ff')
                .ofMinLength(1)
                .ofMaxLength(6)
                .map(Bytes::ofLatin1);
        return Combinators.combine(Arbitraries.of(Capture.Owner.class), names(), values)
                .as(VariableTest::new);
    }

    private static Arbitrary<RuleOption> hostBits() {
        return Combinators.combine(
                        Arbitraries.of(BitCommand.class),
                        names(),
                        Arbitraries.of(HostBits.Owner.class),
                        Arbitraries.integers().between(1, Integer.MAX_VALUE))
                .as(HostBits::new);
    }

    private static Arbitrary<RuleOption> numbers() {
        return Combinators.combine(Arbitraries.of(NumberField.class), comparisons(U8_MAX))
                .filter((field, _) -> !WITH_OWN_OPTION.contains(field))
                .as(NumberTest::new);
    }

    private static Arbitrary<RuleOption> tls() {
        Arbitrary<List<Integer>> versions = Arbitraries.of(TlsVersion.class)
                .map(TlsVersion::number)
                .list()
                .uniqueElements()
                .ofMinSize(1);
        return Arbitraries.oneOf(
                Combinators.combine(versions, Arbitraries.of(true, false)).as(TlsVersions::new),
                upTo(0xFFFF).map(number -> new TlsVersions(List.of(number), false)),
                Combinators.combine(
                                Arbitraries.of(NumberField.TLS_NOT_BEFORE, NumberField.TLS_NOT_AFTER),
                                certificateTimes())
                        .as(CertificateTime::new),
                Arbitraries.of(CertificateAge.class),
                Combinators.combine(Arbitraries.integers().between(1, STATES), upTo(STATES))
                        .as(TlsStates::new));
    }

    /// Seconds of which there are so many that they are no year.
    private static Arbitrary<NumberRange> certificateTimes() {
        Arbitrary<Long> seconds = Arbitraries.longs().between(10_000, 0xFFFF_0000L);
        return Arbitraries.oneOf(
                seconds.map(NumberRange::exactly),
                seconds.map(low -> NumberRange.between(low, low + 9)),
                seconds.map(low -> NumberRange.between(low, Long.MAX_VALUE)),
                seconds.map(high -> NumberRange.between(Long.MIN_VALUE, high)));
    }

    private static Arbitrary<RuleOption> events() {
        return Combinators.combine(Arbitraries.of(EventCondition.Source.class), names())
                .as(EventCondition::new);
    }

    private static Arbitrary<RuleOption> addresses() {
        Arbitrary<AddressOption.Side> sides = Arbitraries.of(AddressOption.Side.class);
        Arbitrary<List<String>> countries =
                Arbitraries.of("RU", "CN", "US").list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(
                Combinators.combine(sides, names(), comparisons(127).optional()).as(AddressOption.Reputation::new),
                Combinators.combine(sides, countries, Arbitraries.of(true, false))
                        .as(AddressOption.Country::new));
    }

    private static Arbitrary<RuleOption> alerts() {
        return Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of(Tag.Scope.class),
                                Arbitraries.of(Tag.Direction.class).optional(),
                                upTo(Integer.MAX_VALUE),
                                Arbitraries.of(Tag.Metric.class))
                        .as(Tag::new),
                Combinators.combine(Arbitraries.integers(), Arbitraries.integers())
                        .as(AlertOption.SetMark::new));
    }

    private static Arbitrary<RuleOption> headers() {
        return Arbitraries.oneOf(
                comparisons(0xFFFF).map(PacketOption.TcpMss::new),
                comparisons(0xFFFF).map(PacketOption.Icmpv6Mtu::new),
                Arbitraries.of(4, 6).map(PacketOption.IpVersion::new),
                Arbitraries.of(IpOption.class).map(PacketOption.HasIpOption::new),
                Combinators.combine(Arbitraries.of(PacketOption.Checksum.Header.class), Arbitraries.of(true, false))
                        .as(PacketOption.Checksum::new));
    }
}
