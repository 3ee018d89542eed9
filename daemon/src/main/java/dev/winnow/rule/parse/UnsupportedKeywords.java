package dev.winnow.rule.parse;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Keywords of Suricata's user guide that winnow knows by name only, and why. A rule that has one is refused, because
/// it would match without one of its conditions. A keyword that winnow learns is taken out here.
final class UnsupportedKeywords {
    private static final Map<String, String> REASONS = new TreeMap<>();

    static {
        because("winnow does not read this protocol", """
                cip_service dce_iface dce_opnum dce_stub_data dcerpc.iface dcerpc.opnum dcerpc.stub_data
                dhcp.leasetime dhcp.rebinding_time dhcp.renewal_time dnp3.data dnp3_data dnp3_func dnp3_ind dnp3_obj
                enip_command ether.hdr ike.chosen_sa_attribute ike.exchtype ike.init_spi
                ike.key_exchange_payload ike.key_exchange_payload_length ike.nonce_payload ike.nonce_payload_length
                ike.resp_spi ike.vendor krb5.cname krb5.sname krb5.ticket_encryption krb5_cname krb5_err_code
                krb5_msg_type krb5_sname modbus mqtt.connack.session_present mqtt.connect.clientid
                mqtt.connect.flags mqtt.connect.password mqtt.connect.username mqtt.connect.willmessage
                mqtt.connect.willtopic mqtt.flags mqtt.protocol_version mqtt.publish.message mqtt.publish.topic
                mqtt.qos mqtt.reason_code mqtt.subscribe.topic mqtt.type mqtt.unsubscribe.topic nfs.version
                nfs_procedure nfs_version pgsql.query quic.cyu.hash quic.cyu.string quic.sni quic.ua quic.version
                rfb.name rfb.secresult rfb.sectype rpc sip.method sip.protocol sip.request_line sip.response_line
                sip.stat_code sip.stat_msg sip.uri smb.named_pipe smb.ntlmssp_domain smb.ntlmssp_user smb.share
                smb_named_pipe smb_share snmp.community snmp.pdu_type snmp.usm snmp.version template template2
                websocket.flags websocket.mask websocket.opcode websocket.payload""");
        because("winnow does not guess what a file is", """
                file.magic filemagic""");
        because("winnow runs no scripts", """
                lua luajit luaxform""");
        because("winnow lets packets through or stops them, and changes none", """
                replace""");
        because("it is of a later version of the language", """
                absent dns.answer.name dns.query.name domain flow.bytes flow.pkts from_base64 ftp.completion_code
                ftp.reply ipaddr.dst ipaddr.src krb5.weak_encryption mqtt.connect.protocol_string pkt_invalid
                smb.version ssh.hassh.server_string tcpmss""");
        because("it tells Suricata what to do, not what to look for", """
                config""");
        because("", """
                frame""");
    }

    /// Those that take no value and select no bytes.
    private static final Set<String> FLAGS = Set.of("pkt_invalid");

    private UnsupportedKeywords() {}

    /// Whether the keyword stands for itself, so that the other options of a rule mean the same without it: it does not
    /// select the bytes that they look into.
    static boolean isCondition(String name, Value value) {
        return REASONS.containsKey(name) && (!value.isEmpty() || FLAGS.contains(name));
    }

    private static void because(String reason, String names) {
        for (String name : names.split("\\s+", -1)) {
            REASONS.put(name, reason.isEmpty() ? "not supported yet" : "not supported: " + reason);
        }
    }

    /// Every such keyword with the reason, which follows after "is".
    static Map<String, String> reasons() {
        return REASONS;
    }
}
