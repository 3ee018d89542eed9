package dev.winnow.rule;

import dev.winnow.rule.option.Transform;
import java.util.HashMap;
import java.util.Map;

/// A rule for each keyword that is read.
final class KeywordExamples {
    /// A keyword, and options with it.
    private static final String OPTIONS = """
            ack | ack:1
            alert | alert
            app-layer-event | app-layer-event:http.request_field_missing_colon
            app-layer-protocol | app-layer-protocol:http
            asn1 | asn1:bitstring_overflow
            base64_data | base64_decode; base64_data; content:"a"
            base64_decode | base64_decode:bytes 9
            bsize | http.uri; bsize:1
            byte_extract | byte_extract:1,0,v
            byte_jump | byte_jump:1,0
            byte_math | byte_math:bytes 1, offset 0, oper +, rvalue 1, result v
            byte_test | byte_test:1,=,1,0
            classtype | classtype:misc-activity
            content | content:"a"
            datarep | http.uri; datarep:example,>,1,type string
            dataset | http.uri; dataset:isset,example,type string
            decode-event | decode-event:ipv4.trunc_pkt
            depth | content:"a"; depth:1
            detection_filter | detection_filter:track by_src, count 1, seconds 1
            distance | content:"a"; content:"b"; distance:1
            dns.opcode | dns.opcode:0
            dns.rcode | dns.rcode:3
            dns.rrtype | dns.rrtype:1
            dsize | dsize:1
            endswith | content:"a"; endswith
            engine-event | engine-event:decoder.ipv4.trunc_pkt
            fast_pattern | content:"a"; fast_pattern
            fileext | fileext:"exe"
            filemd5 | filemd5:a
            filesha1 | filesha1:a
            filesha256 | filesha256:a
            filesize | filesize:>1
            filestore | filestore
            filename | filename:"a.exe"
            flags | flags:S
            flow | flow:established
            flow.age | flow.age:>1
            flow.bytes_toclient | flow.bytes_toclient:>1
            flow.bytes_toserver | flow.bytes_toserver:>1
            flow.pkts_toclient | flow.pkts_toclient:>1
            flow.pkts_toserver | flow.pkts_toserver:>1
            flowbits | flowbits:set,a
            flowint | flowint:ab,+,1
            flowvar | flowvar:ab,"a"
            fragbits | fragbits:M
            fragoffset | fragoffset:>0
            ftpbounce | ftpbounce
            ftpdata_command | ftpdata_command:retr
            geoip | geoip:src,RU
            gid | gid:1
            hostbits | hostbits:set,a
            http.header.raw | flow:to_server; http.header.raw; content:"a"
            http2.errorcode | http2.errorcode:NO_ERROR
            http2.frametype | http2.frametype:HEADERS
            http2.priority | http2.priority:1
            http2.settings | http2.settings:SETTINGS_ENABLE_PUSH
            http2.size_update | http2.size_update:1
            http2.window | http2.window:1
            http_client_body | content:"a"; http_client_body
            http_cookie | content:"a"; http_cookie
            http_header | content:"a"; http_header
            http_host | content:"a"; http_host
            http_method | content:"a"; http_method
            http_raw_header | flow:to_server; content:"a"; http_raw_header
            http_raw_host | content:"a"; http_raw_host
            http_raw_uri | content:"a"; http_raw_uri
            http_server_body | content:"a"; http_server_body
            http_stat_code | content:"a"; http_stat_code
            http_stat_msg | content:"a"; http_stat_msg
            http_uri | content:"a"; http_uri
            http_user_agent | content:"a"; http_user_agent
            icmp_id | icmp_id:1
            icmp_seq | icmp_seq:1
            icmpv4-csum | icmpv4-csum:invalid
            icmpv6-csum | icmpv6-csum:invalid
            icmpv6.mtu | icmpv6.mtu:<1280
            icode | icode:0
            id | id:1
            ip_proto | ip_proto:6
            ipopts | ipopts:rr
            iprep | iprep:src,CnC,>,1
            ipv4-csum | ipv4-csum:invalid
            isdataat | isdataat:1
            itype | itype:8
            l3_proto | l3_proto:ipv4
            metadata | metadata:a b
            msg | msg:"a"
            nfq_set_mark | nfq_set_mark:1/1
            noalert | noalert
            bypass | bypass
            nocase | content:"a"; nocase
            offset | content:"a"; offset:1
            pcre | pcre:"/a/"
            pktvar | pktvar:ab,"a"
            pcrexform | http.uri; pcrexform:"(a)"; content:"a"
            pkt_data | pkt_data; content:"a"
            prefilter | dsize:1; prefilter
            priority | priority:1
            rawbytes | content:"a"; rawbytes
            reference | reference:url,example.org
            requires | requires:version >= 7
            rev | rev:1
            sameip | sameip
            seq | seq:1
            ssh.protoversion | ssh.protoversion:2_compat
            ssh.softwareversion | ssh.softwareversion:OpenSSH
            ssl_state | ssl_state:client_hello
            ssl_version | ssl_version:tls1.2
            startswith | content:"a"; startswith
            stream-event | stream-event:3whs_synack_in_wrong_direction
            stream_size | stream_size:client,>,1
            tag | tag:session
            target | target:src_ip
            tcp.ack | tcp.ack:1
            tcp.flags | tcp.flags:S
            tcp.mss | tcp.mss:<536
            tcp.seq | tcp.seq:1
            tcp.window | tcp.window:1
            tcpv4-csum | tcpv4-csum:invalid
            tcpv6-csum | tcpv6-csum:invalid
            threshold | threshold:type limit, track by_src, count 1, seconds 1
            tls.cert_chain_len | tls.cert_chain_len:1
            tls.fingerprint | tls.fingerprint:"4a:a3:66:76:82:cb:6b:23:bb:c3:58:47:23:a4:63:a7:78:a4:a1:18"
            tls.issuerdn | tls.issuerdn:"CN=a"
            tls.subject | tls.subject:"CN=a"
            tls.version | tls.version:1.2
            tls.store | tls.store
            tls_store | tls_store
            tls_cert_expired | tls_cert_expired
            tls_cert_notafter | tls_cert_notafter:<2015-10-22
            tls_cert_notbefore | tls_cert_notbefore:2015-10-22<>2015-10-23
            tls_cert_valid | tls_cert_valid
            tos | tos:1
            ttl | ttl:1
            udpv4-csum | udpv4-csum:invalid
            udpv6-csum | udpv6-csum:invalid
            uricontent | uricontent:"a"
            urilen | urilen:1
            window | window:1
            within | content:"a"; content:"b"; within:1
            xbits | xbits:set,a,track ip_src
            xor | http.uri; xor:"ff"; content:"a"
            """;

    private static final Map<String, String> BY_KEYWORD = new HashMap<>();

    static {
        OPTIONS.lines().forEach(line -> {
            String[] parts = line.split(" \\| ", 2);
            BY_KEYWORD.put(parts[0], parts[1]);
        });
        BY_KEYWORD.put("sid", "");
        for (Transform.Simple transform : Transform.Simple.values()) {
            String name = transform.keyword();
            BY_KEYWORD.put(name, "http.uri; " + name + "; content:\"1\"");
        }
    }

    private KeywordExamples() {}

    /// What has no line selects a field.
    static String of(String keyword) {
        String options = BY_KEYWORD.getOrDefault(keyword, keyword + "; pcre:\"/a/\"");
        String separator = options.isEmpty() ? "" : "; ";
        return "alert ip any any -> any any (" + options + separator + "sid:1;)";
    }
}
