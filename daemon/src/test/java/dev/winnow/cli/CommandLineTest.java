package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Whatever is wrong with a call or its files, the caller reads one line that says what to do.
final class CommandLineTest {
    private static final int ETHERNET = 1;
    private static final int USB_LINUX = 189;
    private static final int FRAME_LENGTH = 60;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void writeFiles() throws IOException {
        Files.writeString(folder.resolve("ok.rules"), "alert udp any any -> any any (msg:\"x\"; sid:1;)\n");
        Files.writeString(folder.resolve("comment.rules"), "# no rules\n");
        Files.writeString(folder.resolve("rubbish.rules"), "hello world\nthis is rubbish\n");
        Files.write(folder.resolve("binary"), new byte[] {0, 1, 2});
        Files.writeString(folder.resolve("unknown.yaml"), "threadng:\n  mode: split\n");
        Files.createFile(folder.resolve("empty"));
        Files.createDirectory(folder.resolve("folder"));
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("large.rules").toFile(), "rw")) {
            large.setLength(50L << 20);
        }
        byte[] capture = capture(ETHERNET, 3);
        Files.write(folder.resolve("ok.pcap"), capture);
        Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(capture, capture.length - 10));
        Files.write(folder.resolve("usb.pcap"), capture(USB_LINUX, 1));
        byte[] packed = gzip(capture);
        Files.write(folder.resolve("cut.pcap.gz"), Arrays.copyOf(packed, packed.length - 8));
        Files.writeString(folder.resolve("text.pcap"), "this is no capture at all");
    }

    /// pcap of zeros, each frame of the shortest length that Ethernet has.
    private static byte[] capture(int linkType, int packets) {
        ByteBuffer bytes =
                ByteBuffer.allocate(24 + packets * (16 + FRAME_LENGTH)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0);
        bytes.putInt(65_535).putInt(linkType);
        for (int i = 0; i < packets; i++) {
            bytes.putInt(i).putInt(0).putInt(FRAME_LENGTH).putInt(FRAME_LENGTH);
            bytes.position(bytes.position() + FRAME_LENGTH);
        }
        return bytes.array();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /// `@NAME` stands for a file of this test.
    private static Call call(String line) {
        return Call.of(Arrays.stream(line.split(" "))
                .map(word -> word.replace('_', ' ').replace("@", folder + "/"))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nonsense                                | Unmatched argument
                    run --nope                              | Unknown option
                    run --queue                             | Missing required parameter
                    run --rules                             | Missing required parameter
                    replay                                  | CAPTURE
                    replay --checksums=x c                  | --checksums
                    run --queue x                           | a number or a range
                    run --queue 70000                       | 0..65535
                    run --queue 3:1                         | the first not above the last
                    run --install-rule=INPUT_-j_ACCEPT      | leave -j and -g out
                    run --install-rule=                     | needs a chain first
                    run --install-rule=-p_tcp               | needs a chain first
                    run --cpus x                            | processor numbers such as
                    run --cpus 9999                         | processor numbers such as
                    run --threads x                         | single, split
                    run --threads split:0                   | single, split
                    check --config @none.yaml               | no such file
                    check --config @unknown.yaml            | did you mean 'threading'
                    check --config @binary                  | not a text file
                    check --config @folder                  | a directory
                    check --set decoder.vxlan.ports=$NO | `$NO` is not defined
                    check --set decoder.teredo.ports=x  | 'decoder.teredo.ports'
                    check --rules @none.rules               | check the name
                    check --rules @empty                    | is empty
                    check --rules @folder                   | is a directory
                    check --rules @binary                   | is not text
                    check --rules @large.rules              | split it
                    replay --rules @rubbish.rules @ok.pcap  | holds no rules
                    """)
    void shouldRefuseAWrongCallInOneLine(String line, String words) {
        Call call = call(line);
        assertThat(call.exitStatus()).isEqualTo(2);
        assertThat(call.err().lines())
                .singleElement()
                .asString()
                .startsWith("winnow: ")
                .contains(words);
    }

    @Test
    void shouldAskForACommand() {
        Call call = Call.of();
        assertThat(call.exitStatus()).isEqualTo(2);
        assertThat(call.err().lines()).singleElement().asString().contains("winnow --help");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    @none.pcap                           | no such file           | 0
                    @empty                               | is empty               | 0
                    @folder                              | is a directory         | 0
                    @text.pcap                           | neither pcap nor pcapng| 0
                    @usb.pcap                            | link type USB_LINUX    | 0
                    @cut.pcap                            | cut short              | 2
                    @cut.pcap.gz                         | cut short              | 3
                    --filter foo_bar @ok.pcap            | syntax error           | 0
                    """)
    void shouldSayWhatIsWrongWithACaptureAndCountWhatCameBefore(String line, String words, int packets) {
        Call call = call("replay --rules @comment.rules " + line);
        assertThat(call.exitStatus()).isEqualTo(1);
        assertThat(call.reason()).startsWith("winnow: ").contains(words);
        assertThat(call.err()).contains("winnow: " + packets + " packets, ").doesNotContain("\tat ");
    }

    @Test
    void shouldNotFailForOneBrokenCaptureAmongOthers() {
        Call call = call("replay --rules @comment.rules @cut.pcap @ok.pcap");
        assertThat(call.exitStatus()).isZero();
        assertThat(call.err()).contains("cut short").contains("winnow: 5 packets, ");
    }

    @Test
    void shouldSayWhatToDoAboutAnEventFileThatCannotBeMade() {
        Call call = call("replay --rules @ok.rules --eve @none/eve.json @ok.pcap");
        assertThat(call.exitStatus()).isEqualTo(1);
        assertThat(call.err().lines()).singleElement().asString().contains("no such folder; make it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --write-accepted @none/x | no such folder; make it
                    --write-dropped @none/x  | no such folder; make it
                    --write-accepted @folder | is a directory; name a file
                    """)
    void shouldSayWhatToDoAboutACaptureThatCannotBeMade(String option, String words) {
        Call call = call("replay --rules @ok.rules " + option + " @ok.pcap");
        assertThat(call.exitStatus()).isEqualTo(1);
        assertThat(call.err().lines())
                .singleElement()
                .asString()
                .startsWith("winnow: cannot write packets: " + folder)
                .contains(words);
    }

    @Test
    void shouldSayHowToListInterfacesWhenOneDoesNotExist() {
        Call call = call("monitor --rules @ok.rules nosuch0");
        assertThat(call.exitStatus()).isEqualTo(1);
        assertThat(call.err().lines()).singleElement().asString().startsWith("winnow: nosuch0: ");
    }

    @Test
    void shouldKeepANameWithControlCharactersOnOneLine() {
        Call call = Call.of("check", "--rules", "a\nb\u001b[2J");
        assertThat(call.exitStatus()).isEqualTo(2);
        assertThat(call.err().lines()).singleElement().asString().contains("a\\x0ab\\x1b[2J");
    }

    @Test
    void shouldPrintAStackTraceWhenAskedTo() {
        assertThat(call("check --debug --rules @none.rules").err()).contains("\tat dev.winnow.cli.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "replay", "monitor", "check"})
    void shouldGiveAnExampleInTheHelpOfEveryCommand(String command) {
        Call call = Call.of(command, "--help");
        assertThat(call.exitStatus()).isZero();
        assertThat(call.out()).contains("Example").contains("winnow " + command + " ");
    }

    @Test
    void shouldPrintItsVersion() {
        assertThat(Call.of("--version").out()).startsWith("winnow ");
    }

    @Test
    void shouldGenerateAFunctionForBash() {
        Call call = Call.of("generate-completion");
        assertThat(call.exitStatus()).isZero();
        assertThat(call.out()).contains("function _complete_winnow()");
    }

    @Test
    void shouldShowMistakesWithACaretAndCountUsableRulesLast() throws IOException {
        Path rules = Files.writeString(folder.resolve("half.rules"), """
                alert udp any any -> any any (msg:"x"; sid:1;)
                alrt udp any any -> any any (msg:"y"; sid:2;)
                """);
        Call call = Call.of("check", "--rules", rules.toString());
        assertThat(call.exitStatus()).isEqualTo(1);
        assertThat(call.out())
                .isEqualTo(rules + ":2:1: error: unknown action `alrt`, did you mean `alert`?\n"
                        + "2 | alrt udp any any -> any any (msg:\"y\"; sid:2;)\n"
                        + "  | ^~~~\n"
                        + "1 of 2 rules usable\n");
    }

    @Test
    void shouldTakeAFileOfCommentsForNoRules() {
        Call call = call("check --rules @comment.rules");
        assertThat(call.exitStatus()).isZero();
        assertThat(call.out()).isEqualTo("0 of 0 rules usable\n");
    }

    @Test
    void shouldTurnAnErrorOfTheMachineIntoOneLine() {
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().addSubcommand(new Unloadable());
        line.setExecutionStrategy(FailureHandler::runLast).setErr(new PrintWriter(err, true));
        assertThat(line.execute("unloadable")).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("make setup", "no such symbol");
    }

    @Command(name = "unloadable")
    private static final class Unloadable implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new ExceptionInInitializerError(new IllegalStateException("no such symbol"));
        }
    }
}
