package dev.winnow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.config.WinnowConfig;
import dev.winnow.detect.Matches;
import dev.winnow.detect.RuleCompiler;
import dev.winnow.detect.RuleEvaluator;
import dev.winnow.detect.RuleProgram;
import dev.winnow.detect.threshold.ThresholdTable;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.LinkType;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.RuleFile;
import dev.winnow.rule.RuleParser;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.SourceText;
import dev.winnow.verdict.VerdictWord;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules that come with winnow: what each must catch, and what it must leave alone although it looks alike.
final class ShippedRulesTest {
    private static final Path RULES = Path.of("src/main/dist/rules");
    private static final long NOTHING = 0;

    /// Length, hello, size of the hash, the hash; then address, port and tags.
    private static final String EDONKEY_HELLO = "\u00e3)\0\0\0\u0001\u0010" + "h".repeat(16) + "aaaapp\0\0\0\0";

    /// Length, login, the hash, address, port, and how many tags follow.
    private static final String EDONKEY_LOGIN = "\u00e3)\0\0\0\u0001" + "h".repeat(16) + "aaaapp\u0004\0\0\0";

    private static final List<ResolvedRule> rules = new ArrayList<>();
    private static RuleProgram program;
    private static RuleEvaluator evaluator;

    @BeforeAll
    static void compile() throws IOException {
        WinnowConfig config = WinnowConfig.defaults();
        Variables variables = new Variables(
                config.variables().addressGroups(), config.variables().portGroups());
        try (Stream<Path> files = Files.list(RULES)) {
            for (Path file : files.sorted().toList()) {
                RuleFile read = RuleParser.parse(SourceText.read(file), variables, Classifications.standard());
                assertThat(read.diagnostics().render(10)).isEmpty();
                rules.addAll(read.rules());
            }
        }
        RuleCompiler.Compilation compilation = RuleCompiler.compile(rules);
        assertThat(compilation.refusals()).isEmpty();
        program = compilation.program();
        evaluator = new RuleEvaluator(program, new ThresholdTable(1 << 10, 1));
    }

    @AfterAll
    static void free() {
        evaluator.close();
        program.close();
    }

    static Stream<Arguments> payloads() {
        return Stream.of(
                caught(
                        9100001,
                        "a client introduces itself",
                        "$MyNick joe|$Lock EXTENDEDPROTOCOLABCABC Pk=DCPLUSPLUS0.699|"),
                caught(9100002, "a client answers with its lock", "$Lock EXTENDEDPROTOCOLABCABCABCABC Pk=x|"),
                caught(9100003, "the marker in a request line", "GET /EXTENDEDPROTOCOL HTTP/1.1\r\nHost: a\r\n\r\n"),
                caught(9100004, "a handshake with a hub", "$Supports NoGetINFO NoHello UserIP2 |$Key x|"),
                caught(9100005, "a login at a hub", "$Key abc|$ValidateNick joe|"),
                caught(9100005, "a login without a key", "$ValidateNick joe|"),
                caught(9100006, "ADC to a hub", "HSUP ADBAS0 ADBASE ADTIGR ADUCM0 ADBLO0\n"),
                caught(9100006, "ADC to a peer, one feature removed", "CSUP ADBASE ADTIGR RMZLIG\n"),
                caught(9100101, "a negative chunk size", chunked("ffffff6e\r\n")),
                caught(9100101, "a negative size behind a good chunk", chunked("5\r\nBBBBB\r\nffffff6e\r\n")),
                caught(9100101, "a size of nine digits", chunked("100000000;name=value\r\n")),
                caught(9100101, "leading zeros", chunked("000080000000\r\n")),
                caught(9100007, "a handshake of BitTorrent", "\u0013BitTorrent protocol\0\0\0\0\0\0\0\0"),
                caught(9100008, "a tracker asked", "GET /announce?info_hash=%%12&peer_id=-TR2&port=1 HTTP/1.1\r\n\r\n"),
                caught(9100009, "an eDonkey client says hello", EDONKEY_HELLO),
                caught(9100009, "an eMule client says hello", EDONKEY_HELLO.replace('\u00e3', '\u00c5')),
                caught(9100010, "an eDonkey client logs in", EDONKEY_LOGIN),
                caught(9100011, "a Gnutella handshake", "GNUTELLA CONNECT/0.6\r\nUser-Agent: x\r\n\r\n"),
                caught(9100012, "a Gnutella download", "GET /uri-res/N2R?urn:sha1:PLST HTTP/1.1\r\n\r\n"),
                near("BitTorrent not at the start", "GET /\u0013BitTorrent protocol HTTP/1.1\r\n\r\n"),
                near("an announcement without a peer", "GET /announce?info_hash=abc HTTP/1.1\r\n\r\n"),
                near("a hello of another protocol", EDONKEY_HELLO.replace('\u00e3', '\u00e4')),
                near("a login with 256 tags", EDONKEY_LOGIN.replace("\u0004\0\0\0", "\0\u0001\0\0")),
                near("a page about Gnutella", "GET /GNUTELLA CONNECT/0.6 HTTP/1.1\r\n\r\n"),
                near("a resource by another name", "GET /uri-res/N2L?urn:isbn:1 HTTP/1.1\r\n\r\n"),
                near("a page about the lock", "GET /wiki/$Lock_EXTENDED_PROTOCOL HTTP/1.1\r\nHost: a\r\n\r\n"),
                near("the marker in lower case", "GET /?q=extendedprotocol HTTP/1.1\r\nHost: a\r\n\r\n"),
                near("a nick without a lock", "$MyNick joe|$Hello joe|"),
                near("a nick not at the start", "POST / HTTP/1.1\r\n\r\n$MyNick joe|$Lock EXTENDED Pk=x|"),
                near("a word that only begins alike", "$SupportsX a|"),
                near("a nick in the middle of a form", "GET /?a=$ValidateNick HTTP/1.1\r\n\r\n"),
                near("a name without its end", "$ValidateNick joe"),
                near("a request for a file called SUP", "GET /SUP ADVICE HTTP/1.1\r\n\r\n"),
                near("ADC of another kind", "HINF ADBASE ADTIGR\n"),
                near("ADC features too short", "HSUP ADBA\n"),
                near("the largest positive chunk", chunked("7fffffff\r\n")),
                near("an ordinary chunk", chunked("5\r\nhello\r\n0\r\n\r\n")),
                near(
                        "a large number in the body of a request that is not chunked",
                        "POST / HTTP/1.1\r\n\r\nffffff6e\r\n"),
                near(
                        "a large number inside a line of a chunk",
                        chunked("1f\r\norder ffffff6e is on its way now\r\n0\r\n\r\n")));
    }

    private static String chunked(String body) {
        return "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nAccept: */*\r\n\r\n" + body;
    }

    private static Arguments caught(long sid, String name, String payload) {
        return Arguments.of(name, payload, sid);
    }

    private static Arguments near(String name, String payload) {
        return Arguments.of(name, payload, NOTHING);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payloads")
    void shouldCatchWhatItNamesAndNothingElse(String name, String payload, long sid) {
        Matches matches = new Matches();
        long word = judge(payload, 80, matches);
        List<Long> fired = LongStream.range(0, matches.count())
                .mapToObj(
                        i -> program.rule(matches.ruleIndex((int) i)).identity().sid())
                .toList();
        if (sid == NOTHING) {
            assertThat(fired).as(name).isEmpty();
            assertThat(VerdictWord.isDrop(word)).isFalse();
        } else {
            assertThat(fired).as(name).contains(sid);
            assertThat(VerdictWord.isDrop(word)).isTrue();
        }
    }

    @Test
    void shouldLeaveOtherPortsAlone() {
        assertThat(VerdictWord.isDrop(judge("$MyNick joe|$Lock EXTENDEDPROTOCOLABC Pk=x|", 411, new Matches())))
                .isFalse();
    }

    @Test
    void shouldNameASourceForEveryRule() {
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.identity().references()).isNotEmpty();
            assertThat(rule.identity().msg()).startsWith("winnow ");
            assertThat(rule.classification()).isNotEmpty();
        });
    }

    private static long judge(String payload, int port, Matches matches) {
        try (Arena arena = Arena.ofConfined()) {
            PacketDecoder decoder = new PacketDecoder(new FragmentStore(arena, FragmentLimits.DEFAULT));
            PacketView view = new PacketView();
            MemorySegment packet = PacketBuilder.raw()
                    .ipv4("198.18.0.2", "198.18.0.1")
                    .tcp(40_000, port)
                    .payload(payload)
                    .build();
            decoder.decode(packet, 0, (int) packet.byteSize(), LinkType.RAW, 0, ChecksumMode.VALIDATE, view);
            return evaluator.decide(view, null, matches);
        }
    }
}
