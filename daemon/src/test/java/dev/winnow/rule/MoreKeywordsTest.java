package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.winnow.rule.option.AddressOption.Country;
import dev.winnow.rule.option.AddressOption.Reputation;
import dev.winnow.rule.option.AddressOption.Side;
import dev.winnow.rule.option.AlertOption.SetMark;
import dev.winnow.rule.option.AlertOption.Tag;
import dev.winnow.rule.option.AlertOption.Target;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.DataReputation;
import dev.winnow.rule.option.Dataset;
import dev.winnow.rule.option.EventCondition;
import dev.winnow.rule.option.EventCondition.Source;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.IpOption;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.PacketOption.Checksum;
import dev.winnow.rule.option.PacketOption.HasIpOption;
import dev.winnow.rule.option.PacketOption.Icmpv6Mtu;
import dev.winnow.rule.option.PacketOption.IpVersion;
import dev.winnow.rule.option.PacketOption.TcpMss;
import dev.winnow.rule.option.RuleOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keywords about headers that rules seldom ask for, addresses, events, sets, and what follows a match.
class MoreKeywordsTest {
    private static final long NO_END = Long.MAX_VALUE;
    private static final Buffer URI = new Buffer(Field.HTTP_URI);

    static Stream<Arguments> shouldReadAnOption() {
        return Stream.of(
                arguments("tcp.mss:<536;", new TcpMss(NumberRange.between(0, 535))),
                arguments("icmpv6.mtu:1280;", new Icmpv6Mtu(NumberRange.exactly(1280))),
                arguments("l3_proto:ipv4;", new IpVersion(4)),
                arguments("l3_proto:IP6;", new IpVersion(6)),
                arguments("ipopts:rr;", new HasIpOption(IpOption.RR)),
                arguments("ipopts:ANY;", new HasIpOption(IpOption.ANY)),
                arguments("tcpv4-csum:invalid;", new Checksum(Checksum.Header.TCPV4, false)),
                arguments("icmpv6-csum:VALID;", new Checksum(Checksum.Header.ICMPV6, true)),
                arguments("decode-event:ipv4.trunc_pkt;", new EventCondition(Source.DECODER, "ipv4.trunc_pkt")),
                arguments("engine-event:decoder.ipv4.trunc_pkt;", new EventCondition(Source.DECODER, "ipv4.trunc_pkt")),
                arguments(
                        "stream-event:3whs_ack_in_wrong_dir;",
                        new EventCondition(Source.STREAM, "3whs_ack_in_wrong_dir")),
                arguments(
                        "app-layer-event:http.invalid_protocol;",
                        new EventCondition(Source.APPLICATION, "http.invalid_protocol")),
                arguments(
                        "iprep:src,CnC,>,30;",
                        new Reputation(Side.SRC, "CnC", Optional.of(NumberRange.between(31, NO_END)))),
                arguments(
                        "iprep:any,CnC,=,127;", new Reputation(Side.ANY, "CnC", Optional.of(NumberRange.exactly(127)))),
                arguments("iprep:src,CnC,isnotset;", new Reputation(Side.SRC, "CnC", Optional.empty())),
                arguments("geoip:src,ru;", new Country(Side.SRC, List.of("RU"), false)),
                arguments("geoip:!CN,RU;", new Country(Side.ANY, List.of("CN", "RU"), true)),
                arguments("tag:session;", new Tag(Tag.Scope.SESSION, Optional.empty(), 256, Tag.Metric.PACKETS)),
                arguments(
                        "tag: session , 7 , bytes;", new Tag(Tag.Scope.SESSION, Optional.empty(), 7, Tag.Metric.BYTES)),
                arguments(
                        "tag:session,4294967295,bytes;",
                        new Tag(Tag.Scope.SESSION, Optional.empty(), 4_294_967_295L, Tag.Metric.BYTES)),
                arguments(
                        "tag:host,300,seconds,src;",
                        new Tag(Tag.Scope.HOST, Optional.of(Tag.Direction.SRC), 300, Tag.Metric.SECONDS)),
                arguments("target:dest_ip;", Target.DEST_IP),
                arguments("nfq_set_mark:0x10/255;", new SetMark(16, 255)),
                arguments("nfq_set_mark:0xffffffff/0xffffffff;", new SetMark(-1, -1)));
    }

    @ParameterizedTest
    @MethodSource
    void shouldReadAnOption(String written, RuleOption expected) {
        assertThat(Rules.options(written)).containsExactly(expected);
    }

    static Stream<Arguments> shouldReadAQuestionAboutASet() {
        Dataset.Files loaded = new Dataset.Files(Optional.of("bad.lst"), Optional.empty(), Optional.empty());
        Dataset.Files kept = new Dataset.Files(Optional.empty(), Optional.empty(), Optional.of("seen.lst"));
        return Stream.of(
                arguments(
                        "dataset:isset,bad-ones,type string,load bad.lst;",
                        set(Dataset.Command.ISSET, Dataset.Type.STRING, loaded, OptionalLong.empty())),
                arguments(
                        "dataset:isnotset,bad-ones, type md5, memcap 10mb, hashsize 1024;",
                        set(Dataset.Command.ISNOTSET, Dataset.Type.MD5, Dataset.Files.NONE, OptionalLong.of(10 << 20))),
                arguments(
                        "dataset:set,bad-ones,type sha256,state seen.lst;",
                        set(Dataset.Command.SET, Dataset.Type.SHA256, kept, OptionalLong.empty())),
                arguments(
                        "dataset:unset,bad-ones;",
                        set(Dataset.Command.UNSET, null, Dataset.Files.NONE, OptionalLong.empty())),
                arguments(
                        "datarep:scores,>,20,load a.rep,type ip,memcap 100;",
                        new DataReputation(
                                URI,
                                "scores",
                                NumberRange.between(21, NO_END),
                                Optional.of(Dataset.Type.IP),
                                Optional.of("a.rep"),
                                OptionalLong.of(100))));
    }

    private static Dataset set(Dataset.Command command, Dataset.Type type, Dataset.Files files, OptionalLong memcap) {
        return new Dataset(URI, command, "bad-ones", Optional.ofNullable(type), files, memcap);
    }

    @ParameterizedTest
    @MethodSource
    void shouldReadAQuestionAboutASet(String written, RuleOption expected) {
        assertThat(Rules.options("http.uri; " + written)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alert;",
                "content:\"a\"; prefilter;",
                "requires:version >= 7;",
                "requires:version >= 7.0.10 < 8;",
                "requires:version >= 9 | < 8;",
                "requires:keyword http.uri;"
            })
    void shouldTakeWhatChangesNothing(String options) {
        assertThat(Rules.options(options)).hasSizeLessThan(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "l3_proto:arp; ~ expected `ipv4` or `ipv6`",
                "ipopts:foo; ~ unknown option `foo` of the IP header",
                "tcpv4-csum:wrong; ~ expected `valid` or `invalid`",
                "engine-event:ipv4.trunc_pkt; ~ expected `decoder.` or `stream.` and the event's name",
                "decode-event:a b; ~ the name of an event has letters, digits, `_`, `-` and `.`",
                "iprep:src,CnC,>; ~ expected `isset` or `isnotset`",
                "iprep:left,CnC,>,1; ~ expected `any`, `src`, `dst` or `both`",
                "iprep:src,CnC,>,128; ~ iprep must be 0..127, got 128",
                "geoip:src; ~ expected a country's two letters",
                "geoip:RUS; ~ expected a country's two letters",
                "tag:foo; ~ expected `session` or `host`",
                "tag:session,5; ~ expected `session` or `host`, a count, and `packets`, `seconds` or `bytes`",
                "tag:SESSION; ~ expected `session` or `host`",
                "tag:session,4294967296,packets; ~ a count has 32 bits",
                "tag:session,-1,packets; ~ expected a number from 0 to 4294967295",
                "tag:session,+1,packets; ~ expected a number from 0 to 4294967295",
                "tag:host,5,packets,both; ~ expected `src` or `dst`",
                "target:dst_ip; ~ expected `src_ip` or `dest_ip`",
                "target:src_ip; target:dest_ip; ~ `target` is given twice",
                "nfq_set_mark:0x10; ~ expected `mark/mask`",
                "nfq_set_mark:0x100000000/1; ~ a mark has 32 bits",
                "dataset:isset,a,type string; ~ a set is asked about a field, and not about the payload",
                "http.uri; dataset:isset; ~ expected `command,name`",
                "http.uri; dataset:has,a; ~ expected `isset`, `isnotset`, `set` or `unset`",
                "http.uri; dataset:isset,a b; ~ the name of a set has letters, digits, `_`, `-` and `.`",
                "http.uri; dataset:isset,a,type text; ~ expected `string`, `md5`, `sha256`, `ipv4` or `ip`",
                "http.uri; dataset:isset,a,load; ~ `load` needs a value",
                "http.uri; datarep:a,>; ~ expected `name,comparison,reputation`",
                "requires:version >= 8; ~ the rule requires `version >= 8`",
                "requires:feature geoip; ~ the rule requires `feature geoip`",
                "requires:keyword rpc; ~ the rule requires `keyword rpc`",
                "requires:version 7; ~ expected a comparison with a version, such as `>= 7.0.3`",
            })
    void shouldSayWhatIsWrong(String options, String message) {
        assertThat(Rules.complaint(Rules.withOptions(options))).startsWith(message);
    }
}
