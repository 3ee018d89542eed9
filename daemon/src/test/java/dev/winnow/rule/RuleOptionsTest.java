package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.winnow.rule.option.BitTest;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferSize;
import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Capture;
import dev.winnow.rule.option.Content;
import dev.winnow.rule.option.FastPattern;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.IsDataAt;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.Operand;
import dev.winnow.rule.option.PacketOption.FragmentBits;
import dev.winnow.rule.option.PacketOption.FragmentOffset;
import dev.winnow.rule.option.PacketOption.IcmpCode;
import dev.winnow.rule.option.PacketOption.IcmpId;
import dev.winnow.rule.option.PacketOption.IcmpSequence;
import dev.winnow.rule.option.PacketOption.IcmpType;
import dev.winnow.rule.option.PacketOption.IpId;
import dev.winnow.rule.option.PacketOption.PayloadSize;
import dev.winnow.rule.option.PacketOption.SameIp;
import dev.winnow.rule.option.PacketOption.TcpAcknowledgment;
import dev.winnow.rule.option.PacketOption.TcpFlags;
import dev.winnow.rule.option.PacketOption.TcpSequence;
import dev.winnow.rule.option.PacketOption.TcpWindow;
import dev.winnow.rule.option.PacketOption.TimeToLive;
import dev.winnow.rule.option.PacketOption.TypeOfService;
import dev.winnow.rule.option.Pcre;
import dev.winnow.rule.option.PcreFlag;
import dev.winnow.rule.option.Position;
import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RateLimit.DetectionFilter;
import dev.winnow.rule.option.RateLimit.Threshold;
import dev.winnow.rule.option.RuleOption;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleOptionsTest {
    private static final Buffer PAYLOAD = Buffer.PAYLOAD;
    private static final long NO_END = Long.MAX_VALUE;

    static Stream<Arguments> options() {
        return Stream.of(
                arguments("content:\"abc\";", content("abc", Position.Anywhere.INSTANCE)),
                arguments("content: \"a|62 63|\" ;", content("abc", Position.Anywhere.INSTANCE)),
                arguments("content:\"|616263|\";", content("abc", Position.Anywhere.INSTANCE)),
                arguments("content:\"\\\"\\;\\:\\\\\";", content("\";:\\", Position.Anywhere.INSTANCE)),
                arguments("content:\"a:b\";", content("a:b", Position.Anywhere.INSTANCE)),
                arguments("content:\"\u00e9|FF 00|\";", content("\u00e9\u00ff\0", Position.Anywhere.INSTANCE)),
                arguments("content:\"a\"; startswith;", content("a", Position.Start.INSTANCE)),
                arguments("content:\"a\"; offset:3;", content("a", absolute(3, OptionalInt.empty()))),
                arguments("content:\"a\"; depth:3;", content("a", absolute(0, OptionalInt.of(3)))),
                arguments("content:\"a\"; depth:3; offset:5;", content("a", absolute(5, OptionalInt.of(3)))),
                arguments("content:\"a\"; distance:-2;", content("a", relative(OptionalInt.of(-2), none()))),
                arguments("content:\"a\"; within:9;", content("a", relative(none(), OptionalInt.of(9)))),
                arguments(
                        "content:!\"abc\"; nocase; endswith; rawbytes;",
                        new Content(
                                PAYLOAD,
                                Bytes.ofLatin1("abc"),
                                true,
                                true,
                                Position.Anywhere.INSTANCE,
                                true,
                                true,
                                FastPattern.Unspecified.INSTANCE)),
                arguments("content:\"abc\"; fast_pattern;", fast(new FastPattern.Whole(false))),
                arguments("content:\"abc\"; fast_pattern:only;", fast(new FastPattern.Whole(true))),
                arguments("content:\"abc\"; fast_pattern:1,2;", fast(new FastPattern.Chop(1, 2))),
                arguments("isdataat:10;", new IsDataAt(PAYLOAD, false, Operand.of(10), false, false)),
                arguments("isdataat:!10,relative;", new IsDataAt(PAYLOAD, true, Operand.of(10), true, false)),
                arguments("isdataat:1, relative , rawbytes;", new IsDataAt(PAYLOAD, false, Operand.of(1), true, true)),
                arguments("http.uri; bsize:10;", new BufferSize(new Buffer(Field.HTTP_URI), NumberRange.exactly(10))),
                arguments(
                        "http.uri; bsize:>10;",
                        new BufferSize(new Buffer(Field.HTTP_URI), NumberRange.between(11, NO_END))),
                arguments("dsize:10;", new PayloadSize(NumberRange.exactly(10))),
                arguments("dsize:!10;", new PayloadSize(new NumberRange(10, 10, true))),
                arguments("dsize:<10;", new PayloadSize(NumberRange.between(0, 9))),
                arguments("dsize:<=10;", new PayloadSize(NumberRange.between(0, 10))),
                arguments("dsize:>10;", new PayloadSize(NumberRange.between(11, NO_END))),
                arguments("dsize:>=10;", new PayloadSize(NumberRange.between(10, NO_END))),
                arguments("dsize:10<>20;", new PayloadSize(NumberRange.between(11, 19))),
                arguments("dsize: 10 <> 20;", new PayloadSize(NumberRange.between(11, 19))),
                arguments("pcre:\"/a\\/b/\";", new Pcre(PAYLOAD, "a\\/b", false, Set.of())),
                arguments("pcre:!\"/a[\\;\\\"]b/i\";", pcre("a[\\;\\\"]b", true, EnumSet.of(PcreFlag.CASELESS))),
                arguments(
                        "pcre:\"/a/imsxAEGBO\";",
                        pcre("a", false, EnumSet.complementOf(EnumSet.of(PcreFlag.RELATIVE)))),
                arguments(
                        "pcre:\"/(a)(b)/i, flow:x , pkt:y\";",
                        new Pcre(
                                PAYLOAD,
                                "(a)(b)",
                                false,
                                Set.of(PcreFlag.CASELESS),
                                List.of(
                                        new Capture(Capture.Owner.FLOW, "x", 1),
                                        new Capture(Capture.Owner.PACKET, "y", 2)))),
                arguments(
                        "pcre:\"/(a)/ flow:x\";",
                        new Pcre(PAYLOAD, "(a)", false, Set.of(), List.of(new Capture(Capture.Owner.FLOW, "x", 1)))),
                arguments("flags:S;", new TcpFlags(2, BitTest.EXACT, 0)),
                arguments("flags:SA,12;", new TcpFlags(0x12, BitTest.EXACT, 0xC0)),
                arguments("flags:S,CE;", new TcpFlags(2, BitTest.EXACT, 0xC0)),
                arguments("flags:+PA;", new TcpFlags(0x18, BitTest.ALL, 0)),
                arguments("flags:PA+;", new TcpFlags(0x18, BitTest.ALL, 0)),
                arguments("flags:*FRU;", new TcpFlags(0x25, BitTest.ANY, 0)),
                arguments("flags:!S;", new TcpFlags(2, BitTest.NOT_ALL, 0)),
                arguments("flags:0;", new TcpFlags(0, BitTest.EXACT, 0)),
                arguments("tcp.flags:F;", new TcpFlags(1, BitTest.EXACT, 0)),
                arguments("ttl:5;", new TimeToLive(NumberRange.exactly(5))),
                arguments("ttl:>=250;", new TimeToLive(NumberRange.between(250, NO_END))),
                arguments("tos:8;", new TypeOfService(8, false)),
                arguments("tos:!8;", new TypeOfService(8, true)),
                arguments("id:65535;", new IpId(65535)),
                arguments("fragbits:M;", new FragmentBits(FragmentBits.MORE_FRAGMENTS, BitTest.EXACT)),
                arguments("fragbits:+MD;", new FragmentBits(3, BitTest.ALL)),
                arguments("fragbits:!R;", new FragmentBits(FragmentBits.RESERVED, BitTest.NOT_ALL)),
                arguments("fragoffset:>0;", new FragmentOffset(NumberRange.between(1, NO_END))),
                arguments("fragoffset:!0;", new FragmentOffset(new NumberRange(0, 0, true))),
                arguments("sameip;", SameIp.INSTANCE),
                arguments("itype:8;", new IcmpType(NumberRange.exactly(8))),
                arguments("itype:>10;", new IcmpType(NumberRange.between(11, NO_END))),
                arguments("icode:1<>5;", new IcmpCode(NumberRange.between(2, 4))),
                arguments("icmp_id:678;", new IcmpId(678)),
                arguments("icmp_seq:0;", new IcmpSequence(0)),
                arguments("seq:4294967295;", new TcpSequence(0xFFFF_FFFFL)),
                arguments("ack:0;", new TcpAcknowledgment(0)),
                arguments("window:!55808;", new TcpWindow(55808, true)),
                arguments("flow:to_server,established;", flow(Flow.Direction.TO_SERVER, Flow.State.ESTABLISHED)),
                arguments("flow: from_server , stateless;", flow(Flow.Direction.TO_CLIENT, Flow.State.STATELESS)),
                arguments(
                        "flow:not_established,only_stream,no_frag;",
                        new Flow(Flow.Direction.ANY, Flow.State.NOT_ESTABLISHED, Flow.Scope.ONLY, Flow.Scope.NONE)));
    }

    private static Content content(String pattern, Position position) {
        return new Content(
                PAYLOAD,
                Bytes.ofLatin1(pattern),
                false,
                false,
                position,
                false,
                false,
                FastPattern.Unspecified.INSTANCE);
    }

    private static Content fast(FastPattern fastPattern) {
        Position anywhere = Position.Anywhere.INSTANCE;
        return new Content(PAYLOAD, Bytes.ofLatin1("abc"), false, false, anywhere, false, false, fastPattern);
    }

    private static Position absolute(int offset, OptionalInt depth) {
        return new Position.Absolute(offset, depth);
    }

    private static Position relative(OptionalInt distance, OptionalInt within) {
        return new Position.Relative(distance, within);
    }

    private static OptionalInt none() {
        return OptionalInt.empty();
    }

    private static Pcre pcre(String expression, boolean negated, Set<PcreFlag> flags) {
        return new Pcre(PAYLOAD, expression, negated, flags);
    }

    private static Flow flow(Flow.Direction direction, Flow.State state) {
        return new Flow(direction, state, Flow.Scope.ANY, Flow.Scope.ANY);
    }

    @ParameterizedTest
    @MethodSource
    void options(String written, RuleOption expected) {
        assertThat(Rules.options(written)).containsExactly(expected);
    }

    @Test
    void shouldKeepTheOrderOfOptionsBecauseRelativeMatchesDependOnIt() {
        List<RuleOption> options = Rules.options("content:\"b\"; dsize:>1; pcre:\"/c/R\"; content:\"a\"; distance:1;");
        assertThat(options)
                .extracting(option -> option.getClass().getSimpleName())
                .containsExactly("Content", "PayloadSize", "Pcre", "Content");
    }

    @Test
    void shouldModifyTheLastContentEvenIfAnotherOptionStandsBetween() {
        assertThat(Rules.options("content:\"abc\"; pcre:\"/x/\"; nocase;").getFirst())
                .isInstanceOfSatisfying(
                        Content.class, content -> assertThat(content.noCase()).isTrue());
    }

    @Test
    void shouldKeepRateLimitsAndSilenceApartFromConditions() {
        ResolvedRule rule = Rules.rule(
                Rules.withOptions("dsize:1; threshold:type limit, track by_src, count 5, seconds 60; noalert;"));
        assertThat(rule.options()).containsExactly(new PayloadSize(NumberRange.exactly(1)));
        assertThat(rule.rateLimit()).contains(new Threshold(Threshold.Type.LIMIT, RateLimit.Track.BY_SOURCE, 5, 60));
        assertThat(rule.silent()).isTrue();
    }

    @Test
    void shouldReadADetectionFilterInWhateverOrder() {
        assertThat(Rules.rule(Rules.withOptions("detection_filter: seconds 3,count 7 , track by_both;"))
                        .rateLimit())
                .contains(new DetectionFilter(RateLimit.Track.BY_BOTH, 7, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\1',
            value = {
                "content:\"\"; ~ the content is empty",
                "content:abc; ~ expected a text in double quotes",
                "content:\"abc|4\"; ~ hex bytes are not closed with `|`",
                "content:\"|4|\"; ~ hex bytes have two digits each",
                "content:\"|4g|\"; ~ expected hex digits between `|` and `|`",
                "content:\"a\\n\"; ~ only `\"`, `;`, `:` and `\\` are escaped with a backslash",
                "content:\"a\"b\"; ~ a double quote inside a content is written `\\\"`",
                "nocase; ~ `nocase` needs a `content` before it",
                "content:\"a\"; nocase; nocase; ~ `nocase` is given twice for one content",
                "content:\"a\"; nocase:1; ~ `nocase` takes no value",
                "content:\"a\"; depth; ~ `depth` needs a value",
                "content:\"a\"; depth:0; ~ depth must be 1..65535, got 0",
                "content:\"abc\"; depth:2; ~ `depth` of 2 has no room for a content of 3 bytes",
                "content:\"abc\"; within:2; ~ `within` of 2 has no room for a content of 3 bytes",
                "content:\"a\"; offset:65536; ~ offset must be 0..65535, got 65536",
                "content:\"a\"; distance:1048577; ~ distance must be -1048576..1048576, got 1048577",
                "content:\"a\"; offset:len; ~ no `byte_extract` or `byte_math` before this sets `len`",
                "content:\"a\"; offset:1; distance:1; ~ `distance` and `offset` do not go together on one content",
                "content:\"a\"; within:1; depth:1; ~ `depth` and `within` do not go together on one content",
                "content:\"a\"; startswith; depth:1; ~ `depth` and `startswith` do not go together on one content",
                "content:\"a\"; fast_pattern; content:\"b\"; fast_pattern; ~ a rule has at most one `fast_pattern`",
                "content:\"abc\"; fast_pattern:2,2; ~ the content has only 3 bytes",
                "content:\"abc\"; fast_pattern:2; ~ expected `only` or `offset,length`",
                "content:\"abc\"; offset:1; fast_pattern:only; ~ `fast_pattern:only` is for a content that is neither",
                "content:!\"abc\"; offset:1; fast_pattern; ~ a negated content with a place in the buffer cannot be",
                "http.uri; content:\"abc\"; bsize:2; ~ contents that take 3 bytes have no room in a buffer of 2 bytes",
                "content:\"abc\"; dsize:<2; ~ contents that take 3 bytes have no room in a buffer of 1 bytes",
                "content:\"abc\"; bsize:3; ~ `bsize` needs a field that is selected before it",
                "http.uri; content:\"abc\"; pkt_data; bsize:3; ~ `bsize` needs a field that is selected before it",
                "urilen:5; http.uri; content:\"abcdef\"; ~ contents that take 6 bytes have no room in a buffer of 5",
                "app-layer-protocol:!http; app-layer-protocol:!http; ~ an `app-layer-protocol` is given twice",
                "app-layer-protocol:HTTP; ~ unknown protocol `HTTP`, did you mean `http`?",
                "tls.subject:\"a|2e|b\"; ~ no bytes in hexadecimal here: they are for contents of `tls.cert_subject`",
                "ssh.softwareversion:\"a|2e|b\"; ~ no bytes in hexadecimal here: they are for contents of `ssh.software`",
                "byte_test:1,>,5,0; pcre:\"/a/R\"; ~ no `content` or `pcre` before a `pcre` with `R` looks into the payload",
                "content:\"a\"; http_uri; pcre:\"/a/R\"; ~ no `content` or `pcre` before a `pcre` with `R` looks into",
                "content:\"abc\"; offset:1; dsize:3; ~ contents that take 4 bytes have no room in a buffer of 3 bytes",
                "content:\"ab\"; content:\"c\"; distance:1; dsize:3; ~ contents that take 4 bytes have no room in",
                "flow:only_stream; dsize:5; ~ `dsize:5` is about a packet, and the rule is about streams",
                "isdataat:5,absolute; ~ expected `relative`",
                "isdataat:5,rawbytes; ~ expected `relative`",
                "isdataat:5,rawbytes,relative; ~ expected `relative`",
                "isdataat:5,relative,relative; ~ expected `rawbytes` and nothing behind it",
                "isdataat:5,relative,rawbytes,rawbytes; ~ expected `rawbytes` and nothing behind it",
                "dsize:\"5\"; ~ `dsize` takes no quotes",
                "metadata:\"a\" b; ~ `metadata` takes no quotes",
                "content:\"a\"; fast_pattern:\"0,1\"; ~ `fast_pattern` takes no quotes",
                "flags:S A; ~ `flags` stand without spaces between them",
                "flags:+S A; ~ `flags` stand without spaces between them",
                "flags:S +; ~ `flags` stand without spaces between them",
                "flags:S,1 2; ~ `flags` stand without spaces between them",
                "pcre:\"/a/UR\"; ~ no `content` or `pcre` before this looks into `http.uri`",
                "content:\"a\"; http_header; pcre:\"/b/UR\"; ~ no `content` or `pcre` before this looks into `http.uri`",
                "content:\"a\"; pcre:\"/b/HR\"; ~ no `content` or `pcre` before this looks into `http.header`",
                "urilen:4; pcre:\"/b/UR\"; ~ no `content` or `pcre` before this looks into `http.uri`",
                "ip_proto:6; ~ `ip_proto` is for rules whose header names no protocol but `ip`",
                "dsize:65536; ~ dsize must be 0..65535, got 65536",
                "dsize:<0; ~ no dsize can satisfy `<0`",
                "dsize:>65535; ~ no dsize can satisfy `>65535`",
                "dsize:5<>6; ~ no dsize can satisfy `5<>6`",
                "dsize:!<5; ~ dsize must be a number, got `<5`",
                "itype:!1-5; ~ itype must be a number, got `1-5`",
                "dsize:1 2; ~ dsize must be a number, got `1 2`",
                "pcre:\"abc\"; ~ expected a regular expression as `/expression/flags`",
                "pcre:\"//\"; ~ the regular expression is empty",
                "pcre:\"/a/L\"; ~ unknown pcre flag `L`",
                "pcre:\"/a/q\"; ~ unknown pcre flag `q`",
                "pcre:\"/(a)/,x\"; ~ expected `flow:` or `pkt:` and the name of a variable",
                "pcre:\"/(a)/,alert:x\"; ~ expected `flow:` or `pkt:` and the name of a variable",
                "pcre:\"/(a)/,flow:\"; ~ the name of a variable has letters, digits, `_`, `-` and `.`",
                "flags:X; ~ unknown flag `X` for `flags`",
                "flags:s; ~ unknown flag `s` for `flags`",
                "flags:+; ~ `flags` needs flags",
                "fragbits:!m; ~ unknown flag `m` for `fragbits`",
                "flags:+S*; ~ only one of `+`, `*` and `!` can be given",
                "flags:S,+12; ~ the ignored flags take no `+`, `*` or `!`",
                "ip_proto:tpc; ~ unknown IP protocol `tpc`, did you mean `tcp`?",
                "flow:established,not_established; ~ `not_established` repeats or contradicts another word",
                "flow:to_sever; ~ unknown word `to_sever` for `flow`, did you mean `to_server`?",
                "threshold:type limit, track by_src, count 1; ~ `seconds` is missing",
                "threshold:type limit, track by_src, count 0, seconds 1; ~ count must be 1..2147483647, got 0",
                "threshold:type backoff, track by_src, count 1, seconds 1; ~ threshold type `backoff` is not supported",
                "threshold:type all, track by_src, count 1, seconds 1; ~ expected `limit`, `threshold` or `both`",
                "detection_filter:track by_flow, count 1, seconds 1; ~ tracking `by_flow` is not supported yet",
                "detection_filter:track by_src, count 1, count 2, seconds 1; ~ `count` is given twice",
                "priority:-1; ~ priority must be 0..2147483647, got -1",
                "reference:cve; ~ expected a reference as `system,id`",
                "msg:\"a\"; msg:\"b\"; ~ `msg` is given twice",
                "sid:2; ~ `sid` is given twice",
                "rev:0; ~ rev must be 1..4294967295, got 0",
                "rpc:1,*,*; rpc:1,*,*; ~ keyword `rpc` is not supported: winnow does not read this protocol",
                "sip.uri; nocase; ~ keyword `sip.uri` is not supported: winnow does not read this protocol",
                "contnet:\"a\"; ~ unknown keyword `contnet`, did you mean `content`?",
                "qqqqqqqq; ~ unknown keyword `qqqqqqqq`",
                ":5; ~ expected a keyword",
            })
    void shouldSayWhatIsWrongWithAnOption(String options, String message) {
        assertThat(Rules.complaint(Rules.withOptions(options))).startsWith(message);
    }

    @Test
    void shouldRefuseARuleThatLimitsItsRateTwice() {
        String limit = "track by_src, count 1, seconds 1;";
        assertThat(Rules.complaint(Rules.withOptions("threshold:type limit," + limit + " detection_filter:" + limit)))
                .isEqualTo("a rule has at most one `threshold` or `detection_filter`");
    }

    @Test
    void shouldRefuseARuleWithoutSid() {
        assertThat(Rules.complaint("alert ip any any -> any any (msg:\"x\";)")).isEqualTo("the rule has no `sid`");
        assertThat(Rules.complaint("alert ip any any -> any any (sid:0;)"))
                .isEqualTo("sid must be 1..4294967295, got 0");
    }
}
