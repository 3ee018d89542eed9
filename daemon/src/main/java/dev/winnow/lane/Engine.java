package dev.winnow.lane;

import dev.winnow.attack.AttackListener;
import dev.winnow.attack.AttackMonitor;
import dev.winnow.attack.AttackWatch;
import dev.winnow.ban.BanDoor;
import dev.winnow.ban.allow.AllowedSources;
import dev.winnow.config.ExceptionPolicies;
import dev.winnow.config.ExceptionPolicy;
import dev.winnow.config.ForwardedFor;
import dev.winnow.config.InvalidSegments;
import dev.winnow.config.MalformedAction;
import dev.winnow.config.WinnowConfig;
import dev.winnow.detect.Matches;
import dev.winnow.detect.RuleEvaluator;
import dev.winnow.detect.RuleProgram;
import dev.winnow.detect.tag.TagTable;
import dev.winnow.detect.threshold.ThresholdTable;
import dev.winnow.event.ForwardedAddress;
import dev.winnow.flow.FlowSettings;
import dev.winnow.flow.HostBits;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.UdpTunnels;
import dev.winnow.protocol.Conversations;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.reaction.AttackReactions;
import dev.winnow.reaction.Restraints;
import dev.winnow.reaction.SourceGuard;
import dev.winnow.rule.option.Field;
import dev.winnow.verdict.Enforcement;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.VerdictWord;
import java.lang.foreign.Arena;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What judging packets needs and all its threads share: the compiled rules, the thresholds, the bounds.
///
/// Threading: immutable but for the thresholds, which need no lock, and the program, which one thread exchanges at a
/// time. Ownership: owns the rule program and the memory of every judge it made; close it after the last of them.
public final class Engine implements AutoCloseable {
    private static final int THRESHOLD_ENTRIES = 1 << 16;
    private static final int HOST_BIT_ENTRIES = 1 << 16;
    private static final int TAG_ENTRIES = 1 << 12;

    private final WinnowConfig config;
    private volatile RuleProgram program;
    private final ThresholdTable thresholds;
    private final HostBits hostBits;
    private final TagTable tags;
    private final UdpTunnels udpTunnels;
    private final RandomGenerator random;
    private final JudgeSettings settings;
    private final Arena arena = Arena.ofShared();
    private AttackMonitor attacks;
    private Restraints restraints;
    private final List<RuleProgram> kept = new ArrayList<>();
    private final BanDoor bans;
    private final SourceGuard guard;

    /// An engine that nobody can foresee.
    ///
    /// @param program owned by the engine from here on
    /// @throws IllegalArgumentException with words for a person, where `ban.allow` has what is no prefix
    public Engine(WinnowConfig config, RuleProgram program) {
        this(config, program, new SecureRandom());
    }

    /// An engine for captures: the same packets have the same verdicts again, also where counts are estimated.
    public static Engine repeatable(WinnowConfig config, RuleProgram program) {
        return new Engine(config, program, new SplittableRandom(0));
    }

    private Engine(WinnowConfig config, RuleProgram program, RandomGenerator random) {
        this.config = config;
        this.random = random;
        this.program = program;
        udpTunnels = ConfiguredPorts.ofTunnels(config);
        settings = new JudgeSettings(config, random.nextLong());
        thresholds = new ThresholdTable(THRESHOLD_ENTRIES, random.nextLong());
        hostBits = new HostBits(HOST_BIT_ENTRIES, random.nextLong());
        tags = config.eveLog().taggedPackets() ? new TagTable(TAG_ENTRIES, random.nextLong()) : null;
        bans = new BanDoor(
                new AllowedSources(AllowedSources.configured(config.ban().allow())));
        guard = new SourceGuard(bans);
    }

    /// The configuration that the engine was made with.
    public WinnowConfig config() {
        return config;
    }

    /// The compiled rules.
    public RuleProgram program() {
        return program;
    }

    /// The most alerts of one packet.
    public int alertMax() {
        return config.packetAlertMax();
    }

    /// How judges take part in bans; nobody is banned before somebody answers their requests.
    public BanDoor bans() {
        return bans;
    }

    /// How alerts tell whom a proxy forwards for, if they do.
    Optional<ForwardedAddress> forwarded() {
        ForwardedFor keys = config.forwardedFor();
        return keys.enabled()
                ? Optional.of(new ForwardedAddress(
                        keys.header(),
                        keys.mode() == ForwardedFor.Mode.OVERWRITE,
                        keys.deployment() == ForwardedFor.Deployment.FORWARD))
                : Optional.empty();
    }

    private String forwardedHeader() {
        return forwarded().map(ForwardedAddress::header).orElse("");
    }

    /// How checksums are looked at where they are complete.
    ChecksumMode checksumMode() {
        return config.checksums().streamValidation() ? ChecksumMode.VALIDATE : ChecksumMode.IGNORE;
    }

    /// The memory that lives as long as the engine.
    Arena arena() {
        return arena;
    }

    /// A judge for one thread.
    ///
    /// @param listener       hears of packets
    /// @param attackListener hears of attacks
    /// @param enforcement    what becomes of verdicts: where they take effect, what follows a drop is dropped
    ///     as well
    /// @param tellsFlows     whether flows are followed for the sake of events, though no rule asks for them
    public PacketJudge newJudge(
            LaneCounters counters,
            JudgementListener listener,
            AttackListener attackListener,
            Enforcement enforcement,
            boolean tellsFlows) {
        boolean enforcing = enforcement.isEnforced();
        PacketDecoder decoder = new PacketDecoder(
                new FragmentStore(arena, settings.fragments(enforcing)), udpTunnels, program.asksForDecodeEvents());
        boolean follows = asksForFlows(program, enforcing) || (tellsFlows && program.ruleCount() > 0);
        FlowFollower flows = follows ? newFollower(program, enforcing) : null;
        ExceptionGuard exceptions =
                new ExceptionGuard(config.exceptionPolicies(), config.stream().midstream(), enforcing);
        return new PacketJudge(
                decoder,
                flows,
                exceptions,
                guard,
                config.attack().enabled() ? newFeed(attackListener, enforcement, follows) : null,
                newEvaluator(program),
                new Matches(alertMax(), forwardedHeader()),
                malformedWord(),
                counters,
                listener);
    }

    private AttackFeed newFeed(AttackListener listener, Enforcement enforcement, boolean follows) {
        if (attacks == null) {
            attacks = new AttackMonitor(arena, settings.attacks());
            restraints = Restraints.none(
                    arena,
                    new Restraints.Rates(config.attack().throttledPackets(), unaskedPerHost()),
                    random.nextLong());
        }
        AttackReactions reactions =
                new AttackReactions(listener, enforcement, config.attack().harshest(), guard, bans, restraints);
        AttackWatch watch = attacks.newWatch(reactions);
        return follows
                ? AttackFeed.ofJudge(watch, reactions)
                : AttackFeed.ofItself(watch, reactions, arena, settings.flowsAlone());
    }

    /// Where one direction is seen, whatever is answered seems unasked.
    private int unaskedPerHost() {
        return config.stream().asyncOneside() ? 0 : config.attack().unaskedPackets();
    }

    private RuleEvaluator newEvaluator(RuleProgram rules) {
        return new RuleEvaluator(rules, thresholds, hostBits, tags, settings.inspection());
    }

    /// What a judge that this engine made needs to judge by another program.
    ///
    /// @param enforcing as the judge was made
    /// @throws IllegalArgumentException if the program has more variables than flows can hold
    JudgeRules rulesFor(PacketJudge judge, RuleProgram next, boolean enforcing) {
        FlowSettings variables = flowSettings(next, enforcing);
        FlowFollower flows = judge.flows();
        FlowFollower follower = flows == null && asksForFlows(next, enforcing) ? newFollower(next, enforcing) : null;
        Conversations conversations = flows == null ? null : flows.conversationsFor(asked(next, enforcing));
        return new JudgeRules(next, newEvaluator(next), next.asksForDecodeEvents(), variables, follower, conversations);
    }

    /// Takes over a program that some judge may use, beside the one before.
    void keep(RuleProgram next) {
        kept.add(next);
    }

    /// Takes over a program by which all judges judge by now, and closes the one before.
    void replaceProgram(RuleProgram next) {
        RuleProgram before = program;
        program = next;
        next.takeOver(before);
        before.close();
    }

    private boolean asksForFlows(RuleProgram rules, boolean enforcing) {
        ExceptionPolicies policies = config.exceptionPolicies();
        boolean guards = policies.midstream().settle(enforcing, true) != ExceptionPolicy.IGNORE;
        return guards || watchesErrors(enforcing) || rules.asksForFlows();
    }

    private boolean watchesErrors(boolean enforcing) {
        return config.exceptionPolicies().application().settle(enforcing, true) != ExceptionPolicy.IGNORE;
    }

    private FlowFollower newFollower(RuleProgram rules, boolean enforcing) {
        return new FlowFollower(
                arena,
                flowSettings(rules, enforcing),
                asked(rules, enforcing),
                enforcing,
                enforcing && config.stream().dropInvalid() != InvalidSegments.NO);
    }

    private ProtocolSettings asked(RuleProgram rules, boolean enforcing) {
        ProtocolSettings asked = rules.protocolSettings(settings.protocols()).with(settings.ciphertext());
        if (config.forwardedFor().enabled()) {
            asked = asked.with(Field.HTTP_REQUEST_HEADER);
        }
        if (watchesErrors(enforcing)) {
            asked = asked.watchingErrors();
        }
        return asked;
    }

    private FlowSettings flowSettings(RuleProgram rules, boolean enforcing) {
        return settings.flows(enforcing).withVariables(rules.flowbitCount(), rules.flowintCount());
    }

    /// Forgets what earlier packets left in the thresholds and with addresses, as between two captures.
    void resetThresholds() {
        thresholds.clear();
        hostBits.clear();
        if (tags != null) {
            tags.clear();
        }
        if (attacks != null) {
            attacks.clear();
        }
    }

    private long malformedWord() {
        return config.malformed() == MalformedAction.DROP
                ? VerdictWord.drop(Reason.MALFORMED)
                : VerdictWord.withReason(VerdictWord.ACCEPT, Reason.MALFORMED);
    }

    @Override
    public void close() {
        program.close();
        kept.forEach(RuleProgram::close);
        arena.close();
    }
}
