package dev.winnow.config;

import static dev.winnow.config.ValueTypes.integer;
import static dev.winnow.config.ValueTypes.oneOf;
import static dev.winnow.config.ValueTypes.size;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Every key that winnow knows. Reading, suggestions, `--set` and the documentation all come from this table.
final class ConfigKeys {
    /// Sections in which every name is a key: the rule language's variables.
    static final String ADDRESS_GROUPS = "vars.address-groups";

    static final String PORT_GROUPS = "vars.port-groups";

    private static final Pattern VARIABLE = Pattern.compile("vars\\.(address|port)-groups\\.[A-Za-z0-9_-]+");

    /// Names a file, or several, to be read at this place.
    static final String INCLUDE = "include";

    private static final int KB = 1 << 10;
    private static final long MB = 1L << 20;
    private static final long GB = 1L << 30;
    private static final KeyTable TABLE = new KeyTable();

    static final ConfigKey<Path> DEFAULT_RULE_PATH = TABLE.own(
            "default-rule-path",
            ValueTypes.PATH,
            Path.of("/etc/winnow/rules"),
            "where rule files with a relative name are");

    static final ConfigKey<List<String>> RULE_FILES =
            TABLE.own("rule-files", ValueTypes.TEXTS, List.of("*.rules"), "rule files to load");

    static final ConfigKey<Optional<Path>> CLASSIFICATION_FILE = TABLE.own(
            "classification-file",
            ValueTypes.OPTIONAL_PATH,
            Optional.empty(),
            "classtypes with their texts and priorities");

    static final ConfigKey<Optional<Path>> REFERENCE_FILE = TABLE.own(
            "reference-config-file",
            ValueTypes.OPTIONAL_PATH,
            Optional.empty(),
            "what stands before the references of each kind");

    static final ConfigKey<Optional<Path>> REPUTATION_CATEGORIES = TABLE.own(
            "reputation-categories-file",
            ValueTypes.OPTIONAL_PATH,
            Optional.empty(),
            "names of the categories of reputation-files");

    static final ConfigKey<Path> REPUTATION_PATH = TABLE.own(
            "default-reputation-path",
            ValueTypes.PATH,
            Path.of("/etc/winnow/iprep"),
            "where reputation files with a relative name are");

    static final ConfigKey<List<String>> REPUTATION_FILES =
            TABLE.own("reputation-files", ValueTypes.TEXTS, List.of(), "scores of addresses in categories");

    static final ConfigKey<Optional<Path>> COUNTRIES_FILE = TABLE.own(
            "geoip-database", ValueTypes.OPTIONAL_PATH, Optional.empty(), "countries of addresses, as MaxMind DB");

    static final ConfigKey<Boolean> MPM_CACHING = TABLE.own(
            "detect.sgh-mpm-caching",
            ValueTypes.YES_NO,
            true,
            "whether compiled rules are kept on disk, so that the next start takes less time");

    static final ConfigKey<Path> MPM_CACHING_PATH = TABLE.own(
            "detect.sgh-mpm-caching-path",
            ValueTypes.PATH,
            Path.of("/var/lib/winnow/cache"),
            "where compiled rules are kept: a folder that nobody else can write");

    static final ConfigKey<Optional<Path>> THRESHOLD_FILE = TABLE.own(
            "threshold-file", ValueTypes.OPTIONAL_PATH, Optional.empty(), "how often rules may speak, and to whom");

    static final ConfigKey<UnknownKeywords> UNKNOWN_KEYWORDS = TABLE.own(
            "unknown-keywords",
            oneOf(UnknownKeywords.class),
            UnknownKeywords.REFUSE,
            "what becomes of rules with a keyword that winnow cannot evaluate");

    static final ConfigKey<ActionOrder> ACTION_ORDER = TABLE.shared(
            "action-order",
            new ValueType<>(ActionOrder.DESCRIPTION, true, ActionOrder::parse),
            ActionOrder.DEFAULT,
            "which rules speak first");

    static final ConfigKey<Integer> PACKET_ALERT_MAX =
            TABLE.shared("packet-alert-max", integer(0, 255), 15, "most alerts that one packet can raise; 0 means 15");

    static final ConfigKey<Integer> MAX_PENDING_PACKETS = TABLE.own(
            "max-pending-packets",
            integer(16, 65_536),
            1024,
            "packets held in memory at once, for each queue; the others wait in the kernel");

    static final ConfigKey<MalformedAction> MALFORMED = TABLE.own(
            "malformed",
            oneOf(MalformedAction.class),
            MalformedAction.ACCEPT,
            "what happens to a packet whose bytes are cut short or contradict themselves");

    static final ConfigKey<QueueMode> NFQ_MODE =
            TABLE.own("nfq.mode", oneOf(QueueMode.class), QueueMode.ACCEPT, "what an accepted packet does next");

    static final ConfigKey<Integer> NFQ_REPEAT_MARK =
            TABLE.own("nfq.repeat-mark", ValueTypes.mark(), 1, "mark that a repeated packet carries");

    static final ConfigKey<Integer> NFQ_REPEAT_MASK =
            TABLE.own("nfq.repeat-mask", ValueTypes.mark(), 1, "bits of the mark that repeat-mark may change");

    static final ConfigKey<Integer> NFQ_REJECT_MARK = TABLE.own(
            "nfq.reject-mark",
            ValueTypes.mark(),
            0x7769_6E77,
            "mark of the packets by which winnow rejects, and which it lets through itself");

    static final ConfigKey<Integer> NFQ_ROUTE_QUEUE =
            TABLE.own("nfq.route-queue", integer(0, 65_535), 2, "queue that mode route hands accepted packets to");

    static final ConfigKey<Boolean> NFQ_FAIL_OPEN = TABLE.own(
            "nfq.fail-open", ValueTypes.YES_NO, true, "whether the kernel accepts packets while the queue is full");

    static final ConfigKey<Integer> NFQ_BATCHCOUNT = TABLE.own(
            "nfq.batchcount", integer(1, 1024), 64, "most packets received, or verdicts sent, in one system call");

    static final ConfigKey<Integer> NFQ_QUEUE_LENGTH =
            TABLE.own("nfq.queue-length", integer(1, 1 << 20), 8192, "packets that wait in the kernel's queue");

    static final ConfigKey<Long> NFQ_RECEIVE_BUFFER = TABLE.own(
            "nfq.receive-buffer", size(64 * KB, GB), 16 * MB, "socket buffer between the kernel's queue and winnow");

    static final ConfigKey<Long> NFQ_COPY_RANGE =
            TABLE.own("nfq.copy-range", size(128, 65_535), 65_535L, "bytes of each packet that the kernel hands over");

    static final ConfigKey<Boolean> NFQ_GSO = TABLE.own(
            "nfq.gso", ValueTypes.YES_NO, true, "whether packets come as large as the network card takes them");

    static final ConfigKey<Long> DEFRAG_MEMCAP =
            TABLE.shared("defrag.memcap", size(MB, 4 * GB), 8 * MB, "memory of each worker for unfinished fragments");

    static final ConfigKey<Integer> DEFRAG_TRACKERS =
            TABLE.shared("defrag.trackers", integer(16, 1 << 20), 4096, "most packets that wait for further fragments");

    static final ConfigKey<Integer> DEFRAG_MAX_FRAGS_PER_PACKET = TABLE.own(
            "defrag.max-frags-per-packet", integer(2, 8192), 2048, "most fragments that one packet may come in");

    static final ConfigKey<Integer> DEFRAG_TIMEOUT =
            TABLE.shared("defrag.timeout", integer(1, 3600), 60, "seconds that a packet waits for its last fragment");

    static final ConfigKey<Boolean> VXLAN_ENABLED =
            TABLE.shared("decoder.vxlan.enabled", ValueTypes.YES_NO, true, "whether frames in VXLAN are looked at");

    static final ConfigKey<String> VXLAN_PORTS = TABLE.shared(
            "decoder.vxlan.ports",
            ValueTypes.RULE_TEXT,
            "$VXLAN_PORTS",
            "destination ports that VXLAN is looked for at");

    static final ConfigKey<Boolean> GENEVE_ENABLED =
            TABLE.shared("decoder.geneve.enabled", ValueTypes.YES_NO, true, "whether packets in Geneve are looked at");

    static final ConfigKey<String> GENEVE_PORTS = TABLE.shared(
            "decoder.geneve.ports",
            ValueTypes.RULE_TEXT,
            "$GENEVE_PORTS",
            "destination ports that Geneve is looked for at");

    static final ConfigKey<Boolean> TEREDO_ENABLED =
            TABLE.shared("decoder.teredo.enabled", ValueTypes.YES_NO, true, "whether packets in Teredo are looked at");

    static final ConfigKey<String> TEREDO_PORTS = TABLE.shared(
            "decoder.teredo.ports", ValueTypes.RULE_TEXT, "$TEREDO_PORTS", "ports that Teredo is looked for at");

    static final ConfigKey<Boolean> STREAM_CHECKSUM_VALIDATION = TABLE.shared(
            "stream.checksum-validation",
            ValueTypes.YES_NO,
            true,
            "whether a wrong checksum keeps a segment out of its stream");

    static final ConfigKey<ChecksumChecks> PCAP_CHECKSUM_CHECKS = TABLE.shared(
            "pcap-file.checksum-checks",
            ValueTypes.CHECKSUM_CHECKS,
            ChecksumChecks.AUTO,
            "whether checksums count in a capture");

    static final ConfigKey<Threads> THREADING_MODE = TABLE.own(
            "threading.mode",
            ValueType.scalar(Threads.DESCRIPTION, Threads::parse),
            new Threads(false, 1),
            "threads of one queue");

    static final ConfigKey<CpuList> THREADING_CPUS = TABLE.own(
            "threading.cpus",
            new ValueType<>(CpuList.DESCRIPTION, true, CpuList::parse),
            new CpuList(List.of()),
            "processors to pin threads to");

    static final ConfigKey<Boolean> MEMORY_LOCK = TABLE.own(
            "memory.lock", ValueTypes.YES_NO, true, "whether nothing of a running filter is ever swapped out");

    static final ConfigKey<Integer> MEMORY_OOM_SCORE_ADJ = TABLE.own(
            "memory.oom-score-adj",
            integer(-1000, 1000),
            -900,
            "how readily the kernel kills a running filter when memory runs out");

    static final ConfigKey<Boolean> CONTROL_ENABLED = TABLE.own(
            "control.enabled", ValueTypes.YES_NO, true, "whether a running filter can be asked and told by its socket");

    static final ConfigKey<Path> CONTROL_PATH =
            TABLE.own("control.path", ValueTypes.PATH, Path.of("/run/winnow/control.sock"), "where that socket is");

    static final ConfigKey<Path> DEFAULT_LOG_DIR =
            TABLE.own("default-log-dir", ValueTypes.PATH, Path.of("/var/log/winnow"), "where output files are");

    static final ConfigKey<Boolean> EVE_ENABLED =
            TABLE.own("outputs.eve-log.enabled", ValueTypes.YES_NO, true, "whether events are written");

    static final ConfigKey<Path> EVE_FILENAME =
            TABLE.own("outputs.eve-log.filename", ValueTypes.PATH, Path.of("eve.json"), "file below default-log-dir");

    static final ConfigKey<Boolean> EVE_TAGGED_PACKETS = TABLE.shared(
            "outputs.eve-log.types.alert.tagged-packets",
            ValueTypes.YES_NO,
            true,
            "whether packets are told that follow one which a rule with tag matched");

    static final ConfigKey<Integer> PCRE_MATCH_LIMIT = TABLE.shared(
            "pcre.match-limit", integer(1, 10_000_000), 3500, "steps after which a regular expression gives up");

    static final ConfigKey<Integer> PCRE_MATCH_LIMIT_RECURSION = TABLE.shared(
            "pcre.match-limit-recursion", integer(1, 10_000_000), 1500, "depth at which a regular expression gives up");

    static final ConfigKey<Integer> INSPECTION_RECURSION_LIMIT = TABLE.shared(
            "detect.inspection-recursion-limit",
            integer(1, 1_000_000),
            3000,
            "attempts at one rule's contents after which the rule does not match");

    private static final Map<String, ConfigKey<?>> BY_NAME = allKeys();
    private static final Set<String> SECTIONS = sections();

    private ConfigKeys() {}

    /// The key of that dotted name; for a rule variable, one made for it.
    static Optional<ConfigKey<?>> find(String name) {
        ConfigKey<?> key = BY_NAME.get(name);
        if (key != null) {
            return Optional.of(key);
        }
        return isVariable(name) ? Optional.of(variable(name)) : DatasetKeys.find(name);
    }

    /// Whether keys stand below `name`.
    static boolean isSection(String name) {
        return SECTIONS.contains(name) || DatasetKeys.isSet(name);
    }

    /// Every name that can be meant: keys and sections.
    static Set<String> names() {
        Set<String> names = new TreeSet<>(BY_NAME.keySet());
        names.addAll(SECTIONS);
        names.add(INCLUDE);
        return Collections.unmodifiableSet(names);
    }

    /// The key of a rule variable.
    static ConfigKey<String> variable(String name) {
        return new ConfigKey<>(name, ValueTypes.RULE_TEXT, "", true, "a variable of the rules");
    }

    private static Map<String, ConfigKey<?>> allKeys() {
        KeyTable all = new KeyTable();
        for (KeyTable part : List.of(
                TABLE,
                DatasetKeys.TABLE,
                FlowKeys.TABLE,
                StreamKeys.TABLE,
                ProtocolKeys.TABLE,
                PolicyKeys.TABLE,
                AttackKeys.TABLE,
                EvidenceKeys.TABLE,
                ReportKeys.TABLE,
                BanKeys.TABLE)) {
            all.addAll(part);
        }
        return all.byName();
    }

    private static boolean isVariable(String name) {
        return VARIABLE.matcher(name).matches();
    }

    private static Set<String> sections() {
        Set<String> sections = new TreeSet<>(List.of("vars", ADDRESS_GROUPS, PORT_GROUPS));
        for (String name : BY_NAME.keySet()) {
            for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
                sections.add(name.substring(0, dot));
            }
        }
        return sections;
    }
}
