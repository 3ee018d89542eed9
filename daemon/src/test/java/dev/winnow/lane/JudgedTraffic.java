package dev.winnow.lane;

import dev.winnow.attack.AttackListener;
import dev.winnow.ban.Prefix;
import dev.winnow.ban.TimedPrefixes;
import dev.winnow.ban.allow.AllowList;
import dev.winnow.ban.allow.AllowedPrefix;
import dev.winnow.ban.allow.GoodBook;
import dev.winnow.config.ConfigException;
import dev.winnow.config.ConfigLoader;
import dev.winnow.config.WinnowConfig;
import dev.winnow.detect.Matches;
import dev.winnow.detect.RuleCompiler;
import dev.winnow.detect.RuleData;
import dev.winnow.detect.RuleProgram;
import dev.winnow.detect.cache.DatabaseCache;
import dev.winnow.event.PacketSource;
import dev.winnow.flow.Flow;
import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.LinkType;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.RuleFile;
import dev.winnow.rule.RuleParser;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.SourceText;
import dev.winnow.rule.syntax.Action;
import dev.winnow.verdict.Enforcement;
import dev.winnow.verdict.VerdictWord;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Packets on their way through a whole judge: raw IP in, alerts and verdicts out.
///
/// Each packet lies in memory of just its length, which is overwritten once it is judged.
final class JudgedTraffic implements AutoCloseable {
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final long STEP_NS = 1_000_000;
    /// Its tables take longer to make than most traffic to judge; a test that wants it says so.
    private static final String NO_CENSUS = "attack.enabled=false";

    private final Engine engine;
    private RuleProgram program;
    private final Enforcement enforcement;
    private final List<PacketJudge> judges = new ArrayList<>();
    private PacketJudge judge;
    private final LaneCounters counters = new LaneCounters();
    private final StringBuilder verdicts = new StringBuilder();
    private final List<Long> alerts = new ArrayList<>();
    private long nowNs = START_NS;

    /// @param enforcing whether drops take effect
    /// @param settings as behind `--set`
    JudgedTraffic(String rules, boolean enforcing, String... settings) {
        this(rules, RuleCompiler::compile, enforcing, settings);
    }

    /// @param compiler how the rules are compiled; of what it makes, the program is closed with this
    JudgedTraffic(
            String rules,
            Function<List<ResolvedRule>, RuleCompiler.Compilation> compiler,
            boolean enforcing,
            String... settings) {
        this(rules, compiler, enforcing ? Enforcement.ENFORCED : Enforcement.WATCHING, settings);
    }

    private JudgedTraffic(
            String rules,
            Function<List<ResolvedRule>, RuleCompiler.Compilation> compiler,
            Enforcement enforcement,
            String... settings) {
        program = compile(rules, compiler);
        engine = new Engine(config(settings), program);
        this.enforcement = enforcement;
        judge = newJudge();
    }

    private PacketJudge newJudge() {
        PacketJudge made = engine.newJudge(counters, new Witness(), new AttackListener() {}, enforcement, false);
        judges.add(made);
        return made;
    }

    /// From now on another worker judges, who has seen nothing so far.
    JudgedTraffic byAnotherWorker() {
        judge = newJudge();
        return this;
    }

    /// Traffic that is tried, and goes on whatever its verdict.
    static JudgedTraffic dryRun(String rules, String... settings) {
        return new JudgedTraffic(rules, RuleCompiler::compile, Enforcement.DRY_RUN, settings);
    }

    private static RuleProgram compile(String rules, Function<List<ResolvedRule>, RuleCompiler.Compilation> compiler) {
        RuleFile file = RuleParser.parse(new SourceText("test", rules), Variables.NONE, Classifications.standard());
        RuleCompiler.Compilation compilation = compiler.apply(file.rules());
        if (file.diagnostics().errors() > 0 || !compilation.refusals().isEmpty()) {
            throw new IllegalArgumentException(file.diagnostics().render(20) + compilation.refusals());
        }
        return compilation.program();
    }

    private static WinnowConfig config(String... settings) {
        try {
            List<String> all = new ArrayList<>(List.of(NO_CENSUS));
            all.addAll(List.of(settings));
            return ConfigLoader.load(Optional.empty(), ConfigLoader.Origin.OWN, all)
                    .config();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Says what this host knows of itself, as a running filter looks it up.
    JudgedTraffic knows(AllowedPrefix... ofHost) {
        new AllowList(engine.bans().allowed(), () -> List.of(ofHost), new GoodBook(new TimedPrefixes())).refresh(nowNs);
        return this;
    }

    /// Gives an address a good name.
    JudgedTraffic knowsForGood(String address) {
        engine.bans().known().put(Prefix.parse(address).orElseThrow(), Long.MAX_VALUE, nowNs);
        return this;
    }

    /// Bans a prefix for ever.
    JudgedTraffic ban(String prefix) {
        engine.bans().sources().put(Prefix.parse(prefix).orElseThrow(), Long.MAX_VALUE, nowNs);
        return this;
    }

    long counted(LaneCounter counter) {
        judge.publishCounters();
        return CounterSnapshot.of(List.of(counters)).get(counter);
    }

    /// Judges by other rules from now on, as a running filter does after `winnow reload`.
    ///
    /// @throws IllegalArgumentException if they cannot take the place of those before
    JudgedTraffic reload(String rules) {
        return reload(rules, RuleData.NONE);
    }

    /// @param data closed with the program
    JudgedTraffic reload(String rules, RuleData data) {
        RuleProgram next = compile(
                rules,
                resolved -> RuleCompiler.compile(
                        resolved, Action::ordinal, List.of(), data, DatabaseCache.none(), Optional.of(program)));
        judge.adopt(engine.rulesFor(judge, next, enforcement.isEnforced())).close();
        engine.replaceProgram(next);
        program = next;
        return this;
    }

    JudgedTraffic send(PacketBuilder packet) {
        return send(packet.bytes());
    }

    /// @param packet raw IP
    JudgedTraffic send(byte[] packet) {
        nowNs += STEP_NS;
        MemorySegment memory = PacketBuilder.offHeap(packet);
        long word = judge.judgeFrame(memory, 0, packet.length, LinkType.RAW, nowNs, ChecksumMode.VALIDATE);
        memory.fill((byte) 'X');
        verdicts.append(VerdictWord.isDrop(word) ? 'd' : 'a');
        return this;
    }

    JudgedTraffic later(long ns) {
        nowNs += ns;
        return this;
    }

    /// Ends all flows, as a capture's end does.
    JudgedTraffic end() {
        judge.endAll();
        return this;
    }

    /// What rules want of the last packet's mark, `mark/mask` in hexadecimal.
    String mark() {
        return Integer.toHexString(judge.mark()) + '/' + Integer.toHexString(judge.markMask());
    }

    /// A letter for each packet: accepted, or dropped.
    String verdicts() {
        return verdicts.toString();
    }

    /// The signature ids that alerted, in the order in which they did.
    List<Long> alerts() {
        return List.copyOf(alerts);
    }

    @Override
    public void close() {
        judges.forEach(PacketJudge::close);
        engine.close();
    }

    private final class Witness implements JudgementListener {
        @Override
        public void matched(PacketView view, Flow flow, Matches matches, long verdictWord, PacketSource source) {
            for (int i = 0; i < matches.count(); i++) {
                alerts.add(program.rule(matches.ruleIndex(i)).identity().sid());
            }
        }

        @Override
        public void dropped(PacketView view, Flow flow, long verdictWord) {}
    }
}
