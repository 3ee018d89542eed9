package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever is wrong with the call, its files or the machine, the launcher's user reads one line that says what to do,
/// and no iptables rule stays behind.
final class BadInputIT {
    @TempDir
    private static Path folder;

    private static TwoHosts hosts;

    @BeforeAll
    static void setUp() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("ok.rules"), """
                alert udp any any -> any any (msg:"x"; ttl:>0; sid:1;)
                alert udp any any -> any any (msg:"y"; content:"abc"; pcre:"/ab+c/"; sid:2;)
                """);
        Files.write(folder.resolve("binary.rules"), new byte[] {0, 1, 2});
        Files.createFile(folder.resolve("empty"));
        Files.createDirectory(folder.resolve("folder"));
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("large.rules").toFile(), "rw")) {
            large.setLength(50L << 20);
        }
        byte[] capture = Captures.of(Captures.ETHERNET, 3);
        Files.write(folder.resolve("ok.pcap"), capture);
        Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(capture, capture.length - 10));
        Files.write(folder.resolve("usb.pcap"), Captures.of(Captures.USB_LINUX, 1));
        Files.writeString(folder.resolve("text.pcap"), "this is no capture at all");
        script("tools/readlink", "exec /usr/bin/readlink \"$@\"");
        script("refusing/ip6tables", "echo 'no IPv6 in this kernel'; exit 1");
        if (TwoHosts.unavailable() == null) {
            hosts = TwoHosts.create();
        }
    }

    private static void script(String name, String commands) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterAll
    static void tearDown() {
        if (hosts != null) {
            hosts.close();
        }
    }

    /// The launcher with the words of `line`, in which `@NAME` is a file of this test and `\n` a line feed.
    private static List<String> winnow(String line) {
        List<String> command = new ArrayList<>(List.of(Filter.WINNOW));
        Arrays.stream(line.split(" "))
                .map(word -> word.replace("@", folder + "/").replace("\\n", "\n"))
                .forEach(command::add);
        return command;
    }

    private static void assertOneLine(Shell.Result result, int exitStatus, String words) {
        assertThat(result.output().lines())
                .singleElement()
                .asString()
                .startsWith("winnow: ")
                .contains(words);
        assertThat(result.exitStatus()).isEqualTo(exitStatus);
    }

    private static void assumeHidingWorks() {
        String unavailable = Sandbox.unavailable();
        assumeTrue(unavailable == null, unavailable);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    check --rules @none.rules                                    | 2 | check the name
                    check --rules @empty                                         | 2 | is empty
                    check --rules @binary.rules                                  | 2 | is not text
                    check --rules @large.rules                                   | 2 | split it
                    check --rules a\\nb                                          | 2 | a\\x0ab: check the name
                    run --queue 70000                                            | 2 | 0..65535
                    replay --rules @ok.rules --eve @none/eve.json @ok.pcap       | 1 | no such folder; make it
                    replay --rules @ok.rules --eve @folder @ok.pcap              | 1 | name another file
                    replay --rules @ok.rules --write-accepted @none/x @ok.pcap   | 1 | no such folder; make it
                    monitor --rules @ok.rules nosuch0                            | 1 | nosuch0
                    """)
    void shouldSayInOneLineWhatToDo(String line, int exitStatus, String words) {
        assertOneLine(Shell.run(winnow(line)), exitStatus, words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    none.pcap   | no such file            | 0
                    empty       | is empty                | 0
                    folder      | is a directory          | 0
                    text.pcap   | neither pcap nor pcapng | 0
                    usb.pcap    | link type USB_LINUX     | 0
                    cut.pcap    | cut short               | 2
                    """)
    void shouldReportThePacketsBeforeTheFaultOfACapture(String capture, String words, int packets) throws IOException {
        Path events = folder.resolve("events-of-" + capture);
        Shell.Result result =
                Shell.run(winnow("replay --checksums=ignore --rules @ok.rules --eve " + events + " @" + capture));
        assertThat(result.exitStatus()).isEqualTo(1);
        assertThat(result.output().lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("winnow: " + packets + " packets, "))
                .last()
                .asString()
                .startsWith("winnow: ")
                .contains(words);
        assertThat(Filter.events(events)).hasSize(packets);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --rules @none.rules                               | 2 | check the name
                    --rules @empty                                    | 2 | is empty
                    --rules @binary.rules                             | 2 | is not text
                    --rules @large.rules                              | 2 | split it
                    --rules @ok.rules --eve @none/eve.json            | 1 | no such folder; make it
                    --rules @ok.rules --eve @folder                   | 1 | name another file
                    --rules @ok.rules --eve /dev/null --queue 9:7     | 2 | the first not above the last
                    --rules @ok.rules --eve /dev/null --cpus 9999     | 2 | processor numbers such as
                    """)
    void shouldLeaveNoRuleBehind(String options, int exitStatus, String words) {
        assumeTrue(hosts != null, TwoHosts.unavailable());
        assertRunFails(winnow("run --install-rule " + options), exitStatus, words);
    }

    @Test
    void shouldPassOnWhyIptablesRefuses() {
        assumeTrue(hosts != null, TwoHosts.unavailable());
        assertRunFails(winnow("run --rules @ok.rules --eve /dev/null --install-rule=NOSUCHCHAIN"), 1, "NOSUCHCHAIN");
    }

    @Test
    void shouldTakeOutTheFirstRuleWhenTheSecondIsRefused() {
        assumeTrue(hosts != null, TwoHosts.unavailable());
        List<String> command =
                new ArrayList<>(List.of("env", "PATH=" + folder.resolve("refusing") + ":" + System.getenv("PATH")));
        command.addAll(winnow("run --install-rule --rules @ok.rules --eve /dev/null"));
        assertRunFails(command, 1, "no IPv6 in this kernel");
    }

    @Test
    void shouldAskForRootWhereAQueueCannotBeBound() {
        assumeTrue(hosts != null, TwoHosts.unavailable());
        assumeNobodyCanStartIt();
        assertRunFails(
                Sandbox.asNobody(winnow("run --install-rule --rules @ok.rules --eve /dev/null")), 1, "needs root");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --eve @eve.json          | permission denied
                    --write-accepted @x.pcap | permission denied
                    --write-dropped @ok.pcap | permission denied
                    """)
    void shouldSayWhatSomebodyElseMayNotWrite(String option, String words) {
        assumeTrue("root".equals(System.getProperty("user.name")), "becoming somebody else needs root");
        assumeNobodyCanStartIt();
        assertOneLine(
                Shell.run(Sandbox.asNobody(winnow("replay --rules @ok.rules " + option + " @ok.pcap"))), 1, words);
    }

    private static void assumeNobodyCanStartIt() {
        Shell.Result version = Shell.run(Sandbox.asNobody(winnow("--version")));
        assumeTrue(version.exitStatus() == 0, "nobody may read this checkout: " + version.output());
    }

    private static void assertRunFails(List<String> command, int exitStatus, String words) {
        assertOneLine(Shell.run(hosts.onServer(command.toArray(String[]::new))), exitStatus, words);
        assertThat(Filter.rulesOn(hosts)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    libpcap.so.0.8  | replay --rules @ok.rules @ok.pcap            | libpcap0.8
                    libpcap.so.0.8  | monitor --rules @ok.rules lo                 | libpcap0.8
                    libhs.so.5      | check --rules @ok.rules                      | libvectorscan5
                    libhs.so.5      | replay --rules @ok.rules @ok.pcap            | libvectorscan5
                    libhs.so.5      | run --install-rule --rules @ok.rules --eve /dev/null | libvectorscan5
                    libpcre2-8.so.0 | check --rules @ok.rules                      | libpcre2-8-0
                    libpcre2-8.so.0 | run --install-rule --rules @ok.rules --eve /dev/null | libpcre2-8-0
                    """)
    void shouldNameThePackageOfAMissingLibrary(String soname, String line, String debianPackage) {
        assumeHidingWorks();
        assumeTrue(hosts != null, TwoHosts.unavailable());
        Optional<Path> library = Sandbox.library(soname);
        assumeTrue(library.isPresent(), soname + " is not installed: make setup");
        List<String> command = Sandbox.without(library.get(), winnow(line));
        Shell.Result result = Shell.run(hosts.onServer(command.toArray(String[]::new)));
        assertThat(result.output()).contains(soname + " missing: install package " + debianPackage);
        assertThat(result.output().lines()).allMatch(text -> text.startsWith("winnow: "));
        assertThat(result.exitStatus()).isEqualTo(1);
        assertThat(Filter.rulesOn(hosts)).isEmpty();
    }

    @Test
    void shouldSayWhatToInstallWhereThereIsNoJdk() {
        assumeHidingWorks();
        List<String> command = new ArrayList<>(List.of("env", "-i", "PATH=" + folder.resolve("tools")));
        command.addAll(winnow("check --rules @ok.rules"));
        for (String jdks : List.of("/usr/lib/jvm", "/opt")) {
            if (Files.isDirectory(Path.of(jdks))) {
                command = Sandbox.without(Path.of(jdks), command);
            }
        }
        assertOneLine(Shell.run(command), 1, "install one");
    }

    @Test
    void shouldShowAStackTraceWhenAskedTo() {
        Shell.Result result = Shell.run(winnow("check --debug --rules @none.rules"));
        assertThat(result.exitStatus()).isEqualTo(2);
        assertThat(result.output()).contains("\tat dev.winnow.", "winnow: no rule file ");
    }
}
