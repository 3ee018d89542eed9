package dev.winnow.detect;

import dev.winnow.bindings.hyperscan.PatternDatabase;
import dev.winnow.detect.content.RegexPool;
import dev.winnow.flow.Direction;
import dev.winnow.packet.PacketView;
import dev.winnow.protocol.ProtocolLimits;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.AppLayerProtocol;
import dev.winnow.rule.option.EventCondition;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.PacketOption;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.option.TransactionEvent;
import dev.winnow.rule.option.TransactionOption;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// A rule set ready to judge packets. Made by [RuleCompiler], evaluated by one [RuleEvaluator] per thread.
///
/// Rules are numbered in the order in which they are asked: pass, drop, reject, alert; within those by [RuleOrder].
///
/// Immutable, shared by all threads. Owns native memory: [#close] it after the last evaluator.
public final class RuleProgram implements AutoCloseable {
    private final CompiledRule[] rules;
    private final PacketGroups packetGroups;
    private final TransactionGroups transactionGroups;
    private final PatternDatabases databases;
    private final RegexPool regexes;
    private final String[] flowbitNames;
    private final String[] flowintNames;
    private final String[] flowTextNames;
    private final String[] packetTextNames;
    private final VariableNames names;
    private final RuleNumbers numbers;
    private final RuleData data;

    RuleProgram(
            CompiledRule[] rules,
            PacketGroups packetGroups,
            TransactionGroups transactionGroups,
            PatternDatabases databases,
            RegexPool regexes,
            VariableNames names,
            RuleNumbers numbers,
            RuleData data) {
        this.rules = rules;
        this.packetGroups = packetGroups;
        this.transactionGroups = transactionGroups;
        this.databases = databases;
        this.regexes = regexes;
        flowbitNames = names.flowbitNames();
        flowintNames = names.flowintNames();
        flowTextNames = names.flowTextNames();
        packetTextNames = names.packetTextNames();
        this.names = names;
        this.numbers = numbers;
        this.data = data;
    }

    VariableNames names() {
        return names;
    }

    RuleNumbers numbers() {
        return numbers;
    }

    /// How many rules there are.
    public int ruleCount() {
        return rules.length;
    }

    /// The rule behind an index of [Matches].
    ///
    /// @param index 0 to `ruleCount() - 1`
    public ResolvedRule rule(int index) {
        return rules[Objects.checkIndex(index, rules.length)].source();
    }

    CompiledRule compiled(int index) {
        return rules[index];
    }

    /// @param direction null for a packet without a flow
    RuleGroup packetGroup(PacketView view, Direction direction) {
        return packetGroups.of(view, direction);
    }

    TransactionGroup transactionGroup(AppProtocol protocol, Direction direction) {
        return transactionGroups.of(protocol, direction);
    }

    /// Whether any rule asks for what only flows can tell.
    public boolean asksForFlows() {
        return Arrays.stream(rules).anyMatch(CompiledRule::asksForFlows);
    }

    /// Whether any rule asks for what decoders find odd.
    public boolean asksForDecodeEvents() {
        return Arrays.stream(rules)
                .flatMap(rule -> rule.source().options().stream())
                .anyMatch(option ->
                        option instanceof EventCondition event && event.source() == EventCondition.Source.DECODER);
    }

    /// Whether any rule asks whether a checksum is right.
    public boolean asksForChecksums() {
        return Arrays.stream(rules)
                .flatMap(rule -> rule.source().options().stream())
                .anyMatch(PacketOption.Checksum.class::isInstance);
    }

    /// What the rules ask of application protocols.
    ///
    /// @param limits how far parsers may go
    public ProtocolSettings protocolSettings(ProtocolLimits limits) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        Set<NumberField> numbers = EnumSet.noneOf(NumberField.class);
        Set<TransactionEvent> events = EnumSet.noneOf(TransactionEvent.class);
        Set<AppProtocol> protocols = EnumSet.noneOf(AppProtocol.class);
        for (CompiledRule rule : rules) {
            for (FieldCheck check : rule.transactionFields()) {
                fields.add(check.buffer().field());
            }
            for (TransactionOption number : rule.transactionNumbers()) {
                numbers.add(number.field());
            }
            events.addAll(TransactionEvent.of(rule.transactionEvents()));
            rule.source().application().ifPresent(protocols::add);
            for (RuleOption option : rule.source().options()) {
                if (option instanceof AppLayerProtocol asked) {
                    asked.protocol().ifPresent(protocols::add);
                }
            }
        }
        return new ProtocolSettings(fields, numbers, events, protocols, limits);
    }

    /// Flow bits that the rules name, numbered from 0.
    public int flowbitCount() {
        return flowbitNames.length;
    }

    /// Flow integers that the rules name, numbered from 0.
    public int flowintCount() {
        return flowintNames.length;
    }

    /// @param id of [dev.winnow.flow.Flow#text]
    public String flowTextName(int id) {
        return flowTextNames[id];
    }

    /// @param id of [dev.winnow.detect.content.Captures#packetText]
    public String packetTextName(int id) {
        return packetTextNames[id];
    }

    /// @param id below [#flowbitCount]
    public String flowbitName(int id) {
        return flowbitNames[id];
    }

    /// @param id below [#flowintCount]
    public String flowintName(int id) {
        return flowintNames[id];
    }

    RegexPool regexes() {
        return regexes;
    }

    /// The databases that an evaluator may be asked to scan with.
    Stream<PatternDatabase> databases() {
        return databases.all();
    }

    /// The most patterns of one database.
    int mostPatterns() {
        return Stream.concat(packetGroups.prefilters(), transactionGroups.prefilters())
                .mapToInt(Prefilter::patternCount)
                .max()
                .orElse(0);
    }

    /// What the program is made of, for people who tune rules.
    public ProgramStatistics statistics() {
        return new ProgramStatistics(
                rules.length,
                regexes.size(),
                databases.count(),
                databases.sizeBytes(),
                Stream.concat(packetGroups.statistics().stream(), transactionGroups.statistics().stream())
                        .toList());
    }

    /// What rules are found by, the costliest first. Rules that addresses find are left out.
    public List<PatternCost> patternCosts() {
        return Arrays.stream(rules)
                .map(PatternCost::of)
                .filter(cost -> cost.length() > 0 || !AddressTable.suits(cost.rule()))
                .sorted(PatternCost.COSTLIEST_FIRST)
                .toList();
    }

    /// Goes on with what rules have learned under the program whose place this one has taken.
    public void takeOver(RuleProgram predecessor) {
        data.datasets().learn(predecessor.data.datasets());
    }

    /// Writes what its rules keep in files, and frees the native memory.
    @Override
    public void close() {
        databases.close();
        regexes.close();
        data.close();
    }
}
