package dev.winnow.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Everything that can be configured, checked and typed. Immutable. Meanings and defaults stand in `ConfigKeys`.
///
/// @param packetAlertMax           most alerts of one packet
/// @param maxPendingPackets        slots of one lane
/// @param inspectionRecursionLimit attempts at one rule's contents for one packet
public record WinnowConfig(
        Variables variables,
        Rules rules,
        DatasetConfig datasets,
        AddressData addressData,
        ActionOrder actionOrder,
        int packetAlertMax,
        int maxPendingPackets,
        MalformedAction malformed,
        Queue nfq,
        Defrag defrag,
        FlowConfig flow,
        StreamConfig stream,
        Http http,
        EncryptionHandling encryptionHandling,
        ExceptionPolicies exceptionPolicies,
        AttackConfig attack,
        UdpTunnels udpTunnels,
        Checksums checksums,
        Threading threading,
        Memory memory,
        BanConfig ban,
        Control control,
        EveLog eveLog,
        EvidenceConfig evidence,
        HistoryConfig history,
        ReportConfig report,
        ForwardedFor forwardedFor,
        Pcre pcre,
        int inspectionRecursionLimit) {
    private static final int DEFAULT_PACKET_ALERT_MAX = ConfigKeys.PACKET_ALERT_MAX.defaultValue();

    /// Where rules and what belongs to them are.
    ///
    /// @param files names or patterns, relative ones below `defaultPath`
    /// @param cachePath where compiled rules are kept; empty: nowhere
    public record Rules(
            Path defaultPath,
            List<String> files,
            Optional<Path> classificationFile,
            Optional<Path> referenceFile,
            Optional<Path> thresholdFile,
            UnknownKeywords unknownKeywords,
            Optional<Path> cachePath) {}

    /// What is known of addresses from outside.
    ///
    /// @param reputations relative names are made absolute; not asked for where there are no categories
    /// @param countries   a MaxMind DB
    public record AddressData(Optional<Path> reputationCategories, List<Path> reputations, Optional<Path> countries) {}

    /// How packets are taken from an NFQUEUE and given back.
    ///
    /// @param batchCount          most packets or verdicts of one system call
    /// @param queueLength         packets, in the kernel
    /// @param receiveBufferLength bytes
    /// @param copyRange           bytes of each packet
    public record Queue(
            QueueMode mode,
            int repeatMark,
            int repeatMask,
            int rejectMark,
            int routeQueue,
            boolean failOpen,
            int batchCount,
            int queueLength,
            int receiveBufferLength,
            int copyRange,
            boolean gso) {}

    /// Bounds of each worker's fragment store.
    ///
    /// @param memcap       bytes
    /// @param trackers     packets being put together
    /// @param maxFragments fragments of one packet
    public record Defrag(long memcap, int trackers, int maxFragments, int timeoutSeconds) {}

    /// How bodies of HTTP are looked at.
    public record Http(Body request, Body response) {
        /// In bytes.
        ///
        /// @param minimalInspectSize looked at in one piece
        /// @param inspectWindow looked at at once behind that, at least
        public record Body(int limit, int minimalInspectSize, int inspectWindow) {}

        static Http of(Settings settings) {
            return new Http(ProtocolKeys.HTTP_REQUEST_BODY.of(settings), ProtocolKeys.HTTP_RESPONSE_BODY.of(settings));
        }
    }

    /// Which datagrams may carry packets.
    ///
    /// @param vxlanPorts  as the rule language writes ports, empty: none
    /// @param genevePorts likewise
    /// @param teredoPorts likewise
    public record UdpTunnels(String vxlanPorts, String genevePorts, String teredoPorts) {}

    /// Which checksums are believed.
    public record Checksums(boolean streamValidation, ChecksumChecks captureFile) {}

    /// Threads and where they run.
    public record Threading(Threads mode, CpuList cpus) {}

    /// How a running filter stands when the host runs out of memory.
    ///
    /// @param lock        nothing is swapped out
    /// @param oomScoreAdj at most this, as in proc_pid_oom_score_adj(5): -1000 is never killed
    public record Memory(boolean lock, int oomScoreAdj) {}

    /// Where a running filter is asked and told.
    public record Control(boolean enabled, Path path) {}

    /// Where events go. `--eve` has precedence.
    ///
    /// @param file with the log directory before it
    /// @param taggedPackets whether packets are told that follow one which a rule with `tag` matched
    public record EveLog(boolean enabled, Path file, boolean taggedPackets) {}

    /// Limits of one run of a regular expression.
    public record Pcre(int matchLimit, int matchLimitRecursion) {}

    /// What holds where nobody says anything.
    public static WinnowConfig defaults() {
        return of(new Settings());
    }

    static WinnowConfig of(Settings settings) {
        int alertMax = settings.get(ConfigKeys.PACKET_ALERT_MAX);
        return new WinnowConfig(
                Variables.of(settings),
                new Rules(
                        settings.get(ConfigKeys.DEFAULT_RULE_PATH),
                        settings.get(ConfigKeys.RULE_FILES),
                        settings.get(ConfigKeys.CLASSIFICATION_FILE),
                        settings.get(ConfigKeys.REFERENCE_FILE),
                        settings.get(ConfigKeys.THRESHOLD_FILE),
                        settings.get(ConfigKeys.UNKNOWN_KEYWORDS),
                        settings.get(ConfigKeys.MPM_CACHING)
                                ? Optional.of(settings.get(ConfigKeys.MPM_CACHING_PATH))
                                : Optional.empty()),
                DatasetConfig.of(settings),
                addressData(settings),
                settings.get(ConfigKeys.ACTION_ORDER),
                alertMax == 0 ? DEFAULT_PACKET_ALERT_MAX : alertMax,
                settings.get(ConfigKeys.MAX_PENDING_PACKETS),
                settings.get(ConfigKeys.MALFORMED),
                queue(settings),
                defrag(settings),
                FlowConfig.of(settings),
                StreamConfig.of(settings),
                Http.of(settings),
                settings.get(ProtocolKeys.TLS_ENCRYPTION),
                ExceptionPolicies.of(settings),
                AttackConfig.of(settings),
                udpTunnels(settings),
                new Checksums(
                        settings.get(ConfigKeys.STREAM_CHECKSUM_VALIDATION),
                        settings.get(ConfigKeys.PCAP_CHECKSUM_CHECKS)),
                new Threading(settings.get(ConfigKeys.THREADING_MODE), settings.get(ConfigKeys.THREADING_CPUS)),
                new Memory(settings.get(ConfigKeys.MEMORY_LOCK), settings.get(ConfigKeys.MEMORY_OOM_SCORE_ADJ)),
                BanConfig.of(settings),
                new Control(settings.get(ConfigKeys.CONTROL_ENABLED), settings.get(ConfigKeys.CONTROL_PATH)),
                eveLog(settings),
                EvidenceConfig.of(settings),
                HistoryConfig.of(settings),
                ReportConfig.of(settings),
                ForwardedFor.of(settings),
                new Pcre(
                        settings.get(ConfigKeys.PCRE_MATCH_LIMIT), settings.get(ConfigKeys.PCRE_MATCH_LIMIT_RECURSION)),
                settings.get(ConfigKeys.INSPECTION_RECURSION_LIMIT));
    }

    private static AddressData addressData(Settings settings) {
        Path directory = settings.get(ConfigKeys.REPUTATION_PATH);
        return new AddressData(
                settings.get(ConfigKeys.REPUTATION_CATEGORIES),
                settings.get(ConfigKeys.REPUTATION_FILES).stream()
                        .map(directory::resolve)
                        .toList(),
                settings.get(ConfigKeys.COUNTRIES_FILE));
    }

    private static Queue queue(Settings settings) {
        return new Queue(
                settings.get(ConfigKeys.NFQ_MODE),
                settings.get(ConfigKeys.NFQ_REPEAT_MARK),
                settings.get(ConfigKeys.NFQ_REPEAT_MASK),
                settings.get(ConfigKeys.NFQ_REJECT_MARK),
                settings.get(ConfigKeys.NFQ_ROUTE_QUEUE),
                settings.get(ConfigKeys.NFQ_FAIL_OPEN),
                settings.get(ConfigKeys.NFQ_BATCHCOUNT),
                settings.get(ConfigKeys.NFQ_QUEUE_LENGTH),
                Math.toIntExact(settings.get(ConfigKeys.NFQ_RECEIVE_BUFFER)),
                Math.toIntExact(settings.get(ConfigKeys.NFQ_COPY_RANGE)),
                settings.get(ConfigKeys.NFQ_GSO));
    }

    private static Defrag defrag(Settings settings) {
        return new Defrag(
                settings.get(ConfigKeys.DEFRAG_MEMCAP),
                settings.get(ConfigKeys.DEFRAG_TRACKERS),
                settings.get(ConfigKeys.DEFRAG_MAX_FRAGS_PER_PACKET),
                settings.get(ConfigKeys.DEFRAG_TIMEOUT));
    }

    private static UdpTunnels udpTunnels(Settings settings) {
        return new UdpTunnels(
                settings.get(ConfigKeys.VXLAN_ENABLED) ? settings.get(ConfigKeys.VXLAN_PORTS) : "",
                settings.get(ConfigKeys.GENEVE_ENABLED) ? settings.get(ConfigKeys.GENEVE_PORTS) : "",
                settings.get(ConfigKeys.TEREDO_ENABLED) ? settings.get(ConfigKeys.TEREDO_PORTS) : "");
    }

    private static EveLog eveLog(Settings settings) {
        return new EveLog(
                settings.get(ConfigKeys.EVE_ENABLED),
                settings.get(ConfigKeys.DEFAULT_LOG_DIR).resolve(settings.get(ConfigKeys.EVE_FILENAME)),
                settings.get(ConfigKeys.EVE_TAGGED_PACKETS));
    }
}
