package dev.winnow.rule;

import dev.winnow.rule.parse.RuleReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// How far winnow reads a keyword of the rule language.
///
/// @param note how only partly, or why not; empty for what is understood whole
/// @param example a rule that has the keyword, by which can be seen what the compiler makes of it; empty for a keyword
///     that is not read
public record KeywordSupport(String keyword, Level level, String note, String example) {
    /// How far.
    public enum Level {
        WHOLE,
        PARTLY,
        NOT
    }

    /// What of a keyword is missing.
    private static final Map<String, String> PARTLY = Map.ofEntries(
            Map.entry(
                    "app-layer-event",
                    "five events of `applayer_`, 33 of `http.` about framing, heads and codings, 13 of `tls.`, those of `ssh.`"
                            + " (`ssh.invalid_record` up to the offer) and `ftp.`, four of `dns.`"),
            Map.entry("byte_extract", "the byte order of a DCE/RPC message is not known"),
            Map.entry("byte_jump", "the byte order of a DCE/RPC message is not known"),
            Map.entry("byte_math", "the byte order of a DCE/RPC message is not known"),
            Map.entry("byte_test", "the byte order of a DCE/RPC message is not known"),
            Map.entry(
                    "decode-event",
                    "without those of `afpacket`, `dce`, `geneve`, `ieee8021ah`, `nsh`, `vntag` and `vxlan`,"
                            + " `gre.version1_malformed_sre_hdr`, `ipv4.opt_unknown`, `ipv6.exthdr_dupl_eh`,"
                            + " `ppp.vju_pkt_too_small` and `udp.hlen_invalid`"),
            Map.entry("engine-event", "as `decode-event` and `stream-event`"),
            Map.entry("filestore", "the file is not stored"),
            Map.entry("prefilter", "passed over: the compiler chooses"),
            Map.entry("requires", "no feature is there"),
            Map.entry("ssh.protoversion", "as a content of `ssh.proto`"),
            Map.entry("ssh.softwareversion", "as a content of `ssh.software`"),
            Map.entry(
                    "stream-event",
                    "`3whs_synack_resend_with_diff_seq`, `reassembly_insert_invalid`, `reassembly_insert_limit`,"
                            + " `reassembly_insert_memcap`, `reassembly_no_segment`, `reassembly_segment_before_base_seq`,"
                            + " `reassembly_urgent_oob_limit_reached` and `wrong_thread` are taken and never happen,"
                            + " as in Suricata with its own settings"),
            Map.entry("tls.issuerdn", "as a content of `tls.cert_issuer`"),
            Map.entry("tls.store", "the certificate is not stored"),
            Map.entry("tls.subject", "as a content of `tls.cert_subject`"),
            Map.entry("tls_store", "the certificate is not stored"));

    /// Every keyword that winnow reads or knows by name, in the order of the alphabet.
    public static List<KeywordSupport> all() {
        List<KeywordSupport> all = new ArrayList<>();
        for (String keyword : RuleReader.keywords()) {
            String missing = PARTLY.getOrDefault(keyword, "");
            Level level = missing.isEmpty() ? Level.WHOLE : Level.PARTLY;
            all.add(new KeywordSupport(keyword, level, missing, KeywordExamples.of(keyword)));
        }
        RuleReader.unsupportedKeywords()
                .forEach((keyword, reason) -> all.add(new KeywordSupport(keyword, Level.NOT, reason, "")));
        all.sort(Comparator.comparing(KeywordSupport::keyword));
        return List.copyOf(all);
    }
}
