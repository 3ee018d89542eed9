package dev.winnow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.config.ConfigLoader.Loaded;
import dev.winnow.config.ConfigLoader.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
    @TempDir
    private Path directory;

    private Path file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private WinnowConfig own(String text, String... overrides) throws ConfigException {
        return ConfigLoader.load(Optional.of(file("winnow.yaml", text)), Origin.OWN, List.of(overrides))
                .config();
    }

    private Loaded foreign(String text, String... overrides) throws ConfigException {
        return ConfigLoader.load(Optional.of(file("suricata.yaml", text)), Origin.FOREIGN, List.of(overrides));
    }

    private static WinnowConfig set(String... overrides) throws ConfigException {
        return ConfigLoader.load(Optional.empty(), Origin.OWN, List.of(overrides))
                .config();
    }

    private List<String> problems(String text, String... overrides) {
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> own(text, overrides));
        assertThat(failure).as("nothing was wrong with %s", text).isNotNull();
        return failure.problems().stream()
                .map(problem -> problem.toString().replace(directory + "/", ""))
                .toList();
    }

    @Test
    void shouldTakeDefaultsWhereNothingIsSet() throws ConfigException {
        assertThat(set()).isEqualTo(WinnowConfig.defaults());
    }

    @Test
    void shouldReadTypedValues() throws ConfigException {
        WinnowConfig config = own("""
                %YAML 1.1
                ---
                packet-alert-max: 0
                malformed: DROP
                nfq: {mode: repeat, repeat-mark: 0x10, repeat-mask: 0xffffffff, fail-open: off, receive-buffer: 1.5mb}
                defrag:
                  memcap: 64 MiB
                  timeout: 5
                pcap-file.checksum-checks: no
                threading: {mode: "split:3", cpus: [0-2, 6]}
                rule-files: [a.rules, 'b c.rules']
                outputs:
                  - eve-log: {enabled: no, filename: events.json}
                default-log-dir: /tmp/logs
                """);

        assertThat(config.packetAlertMax()).isEqualTo(15);
        assertThat(config.malformed()).isEqualTo(MalformedAction.DROP);
        assertThat(config.nfq().mode()).isEqualTo(QueueMode.REPEAT);
        assertThat(config.nfq().repeatMark()).isEqualTo(16);
        assertThat(config.nfq().repeatMask()).isEqualTo(-1);
        assertThat(config.nfq().failOpen()).isFalse();
        assertThat(config.nfq().receiveBufferLength()).isEqualTo(3 << 19);
        assertThat(config.defrag().memcap()).isEqualTo(64L << 20);
        assertThat(config.defrag().timeoutSeconds()).isEqualTo(5);
        assertThat(config.checksums().captureFile()).isEqualTo(ChecksumChecks.NO);
        assertThat(config.threading().mode()).isEqualTo(new Threads(true, 3));
        assertThat(config.threading().cpus().cpus()).containsExactly(0, 1, 2, 6);
        assertThat(config.rules().files()).containsExactly("a.rules", "b c.rules");
        assertThat(config.eveLog().enabled()).isFalse();
        assertThat(config.eveLog().file()).isEqualTo(Path.of("/tmp/logs/events.json"));
    }

    @Test
    void shouldKeepNegationsAndListsOfVariablesAsText() throws ConfigException {
        Variables variables = own("""
                        vars:
                          address-groups:
                            HOME_NET: [192.168.1.0/24, "!192.168.1.7", [10.0.0.1, 10.0.0.2]]
                            EXTERNAL_NET: !$HOME_NET
                            MINE: any
                          port-groups:
                            HTTP_PORTS: 8080
                        """).variables();

        assertThat(variables.addressGroups())
                .containsEntry("HOME_NET", "[192.168.1.0/24,!192.168.1.7,[10.0.0.1,10.0.0.2]]")
                .containsEntry("EXTERNAL_NET", "!$HOME_NET")
                .containsEntry("MINE", "any")
                .containsEntry("DNS_SERVERS", "$HOME_NET");
        assertThat(variables.portGroups()).containsEntry("HTTP_PORTS", "8080").containsEntry("SSH_PORTS", "22");
    }

    @Test
    void shouldKeepTextOfOptionsAndLetTheLaterWin() throws ConfigException {
        WinnowConfig config = own(
                "vars: {address-groups: {HOME_NET: any}}",
                "vars.address-groups.HOME_NET=[192.168.0.0/16,10.0.0.0/8,172.16.0.0/12]",
                "vars.address-groups.EXTERNAL_NET=!$HOME_NET",
                "vars.port-groups.HTTP_PORTS=\"[80,8080]\"",
                "nfq.fail-open=no",
                "nfq.fail-open=on",
                "rule-files=[a.rules, \"*.rules\"]",
                "threading.mode=split");

        assertThat(config.variables().addressGroups())
                .containsEntry("HOME_NET", "[192.168.0.0/16,10.0.0.0/8,172.16.0.0/12]")
                .containsEntry("EXTERNAL_NET", "!$HOME_NET");
        assertThat(config.variables().portGroups()).containsEntry("HTTP_PORTS", "[80,8080]");
        assertThat(config.nfq().failOpen()).isTrue();
        assertThat(config.rules().files()).containsExactly("a.rules", "*.rules");
        assertThat(config.threading().mode()).isEqualTo(new Threads(true, 0));
    }

    @Test
    void shouldNameEveryMistakeWithItsPlaceAndTheNearestKey() {
        assertThat(problems("""
                                nfq:
                                  fail-opne: yes
                                  mode: maybe
                                  batchcount: 5000
                                max_pending_packets: 7
                                stream.checksum_validation: sometimes
                                whatever-else: 3
                                defrag: 5
                                vars: {address-groups: {HOME_NET: {a: b}}}
                                """, "nfq.quue-length=4", "oops", "pcre.match-limit=many"))
                .containsExactly(
                        "winnow.yaml:2:3: unknown key 'nfq.fail-opne'; did you mean 'nfq.fail-open'?",
                        "winnow.yaml:5:1: unknown key 'max_pending_packets'; did you mean 'max-pending-packets'?",
                        "winnow.yaml:6:1: unknown key 'stream.checksum_validation';"
                                + " did you mean 'stream.checksum-validation'?",
                        "winnow.yaml:7:1: unknown key 'whatever-else'",
                        "winnow.yaml:8:9: unknown key 'defrag.5'; did you mean 'defrag'?",
                        "--set nfq.quue-length=4: unknown key 'nfq.quue-length'; did you mean 'nfq.queue-length'?",
                        "--set oops: expected KEY=VALUE",
                        "winnow.yaml:9:35: 'vars.address-groups.HOME_NET' (a variable of the rules):"
                                + " expected a value or a list, found the keys a",
                        "winnow.yaml:3:9: 'nfq.mode' (what an accepted packet does next):"
                                + " expected accept or repeat or route, found 'maybe'",
                        "winnow.yaml:4:15: 'nfq.batchcount'"
                                + " (most packets received, or verdicts sent, in one system call):"
                                + " expected a whole number from 1 to 1024, found 5000",
                        "--set pcre.match-limit=many: 'pcre.match-limit'"
                                + " (steps after which a regular expression gives up): expected a whole number from 1 to 10000000, found 'many'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "threading.mode; split:0",
                "threading.mode; split:257",
                "threading.mode; double",
                "threading.cpus; 3-1",
                "threading.cpus; 0,,1",
                "threading.cpus; 9999",
                "nfq.copy-range; 1gb",
                "nfq.copy-range; 64",
                "nfq.receive-buffer; lots",
                "nfq.receive-buffer; -1",
                "nfq.repeat-mark; 0x100000000",
                "nfq.repeat-mark; -1",
                "nfq.gso; perhaps",
                "pcap-file.checksum-checks; never",
                "default-log-dir; ''",
            })
    void shouldRefuseValueOutOfBounds(String key, String value) {
        assertThat(problems("packet-alert-max: 15", key + "=" + value))
                .singleElement()
                .asString()
                .startsWith("--set " + key + "=" + value + ": '" + key + "' (")
                .contains("): expected ");
    }

    @Test
    void shouldCountWhatAForeignFileSaysBesides() throws ConfigException {
        Loaded loaded = foreign("""
                %YAML 1.1
                ---
                # comment
                vars:
                  address-groups:
                    HOME_NET: "[10.0.0.0/8]"
                default-log-dir: /var/log/other/
                outputs:
                  - fast: {enabled: yes}
                  - eve-log: &eve
                      enabled: yes
                      types: [alert, http: {extended: yes}]
                  - again: *eve
                stream: {memcap: 64mb, checksum-validation: no}
                af-packet:
                  - interface: eth0
                """, "stream.midstream=true");

        assertThat(loaded.config().variables().addressGroups()).containsEntry("HOME_NET", "[10.0.0.0/8]");
        assertThat(loaded.config().checksums().streamValidation()).isFalse();
        assertThat(loaded.config().eveLog()).isEqualTo(WinnowConfig.defaults().eveLog());
        assertThat(loaded.passedOver())
                .as("log dir, fast, enabled, types, again, memcap, af-packet, midstream")
                .isEqualTo(8);
    }

    @Test
    void shouldPutMergedKeysBelowOwnOnes() throws ConfigException {
        WinnowConfig config = foreign("""
                        base: &base {memcap: 2mb, timeout: 7}
                        defrag:
                          <<: *base
                          timeout: 9
                        """).config();

        assertThat(config.defrag().memcap()).isEqualTo(2L << 20);
        assertThat(config.defrag().timeoutSeconds()).isEqualTo(9);
    }

    @Test
    void shouldReadIncludedFilesInPlace() throws ConfigException {
        file("one.yaml", "packet-alert-max: 1\nmalformed: drop");
        file("two.yaml", "packet-alert-max: 2");

        WinnowConfig config = own("malformed: accept\ninclude: [one.yaml, two.yaml]");

        assertThat(config.packetAlertMax()).isEqualTo(2);
        assertThat(config.malformed()).isEqualTo(MalformedAction.DROP);
    }

    @Test
    void shouldReportIncludesThatAreMissingOrGoRound() {
        assertThat(problems("include: gone.yaml\npacket-alert-max: x"))
                .containsExactly(
                        "gone.yaml: no such file",
                        "winnow.yaml:2:19: 'packet-alert-max'"
                                + " (most alerts that one packet can raise; 0 means 15):"
                                + " expected a whole number from 0 to 255, found 'x'");
        assertThat(problems("include: winnow.yaml"))
                .containsExactly("winnow.yaml:1:10: 'include': files include each other more than 8 deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [1, 2",
                "a: b: c",
                "a: *nowhere",
                "a: &x [*x]",
                "\"unterminated",
                "just a text",
                "- a list",
                "",
                "# nothing but a comment",
                "a: \u0007",
                "\0\1\2",
                "\t tab: 1",
                "%YAML 9.9\n---\n!!",
            })
    void shouldSayInOneLineWhatIsWrongWithTheFile(String text) {
        assertThat(problems(text))
                .singleElement()
                .asString()
                .startsWith("winnow.yaml")
                .doesNotContain("\n");
    }

    @Test
    void shouldRefuseFilesThatAreNoText() throws IOException {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xD4, (byte) 0xC3, (byte) 0xB2});
        Path large = Files.write(directory.resolve("large"), new byte[3 << 20]);

        assertThat(failureOf(binary)).isEqualTo(binary + ": not a text file");
        assertThat(failureOf(large)).isEqualTo(large + ": larger than 2 MB, not a configuration file");
        assertThat(failureOf(directory)).isEqualTo(directory + ": a directory, not a configuration file");
        assertThat(failureOf(directory.resolve("gone"))).isEqualTo(directory + "/gone: no such file");
        assertThat(failureOf(directory.resolve("go\nne"))).isEqualTo(directory + "/go\\x0ane: no such file");
    }

    private static String failureOf(Path file) {
        return catchThrowableOfType(
                        ConfigException.class, () -> ConfigLoader.load(Optional.of(file), Origin.OWN, List.of()))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[!$OTHER, 10.0.0.1]", "[10.0.0.1, !$OTHER, 10.0.0.2]", "!$OTHER [10.0.0.1]", "!$OTHER, 1"})
    void shouldNotLoseNegationThatYamlTakesForATag(String value) {
        assertThat(problems("vars: {address-groups: {HOME_NET: " + value + "}}"))
                .singleElement()
                .asString()
                .contains("must stand in quotes");
    }

    @Test
    void shouldStopAliasesOfAliases() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i))
                    .append(("*a" + (i - 1) + ",").repeat(10))
                    .append("]\n");
        }

        assertThat(problems(bomb.append("rule-files: *a8\n").toString()))
                .singleElement()
                .asString()
                .contains("more than 100000 values");
    }

    @Test
    void shouldStopDeepNesting() {
        assertThat(problems("rule-files: " + "[".repeat(5000)))
                .singleElement()
                .asString()
                .contains("nesting depth");
    }
}
