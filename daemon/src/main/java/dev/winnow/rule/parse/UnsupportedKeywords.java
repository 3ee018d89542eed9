package dev.winnow.rule.parse;

import java.util.Set;

/// Keywords of Suricata 7's user guide that winnow knows by name only. A rule that has one is refused, because it would
/// match without one of its conditions. A keyword that winnow learns is taken out here.
final class UnsupportedKeywords {
    static final Set<String> NAMES = Set.of("""
            absent asn1 bypass cip_service config csum dcerpc.iface dcerpc.opnum dcerpc.stub_data dce_iface dce_opnum
            dce_stub_data dhcp.leasetime dhcp.rebinding_time dhcp.renewal_time dnp3.data dnp3_data dnp3_func dnp3_ind
            dnp3_obj dns.query.name dns.answer.name domain enip_command ether.hdr file.magic filemagic filemd5 filesha1
            filesha256 filesize filestore flow.bytes flow.pkts flowvar frame from_base64 ftp.completion_code ftp.reply
            ftpbounce ftpdata_command http2.settings ike.chosen_sa_attribute ike.exchtype ike.init_spi
            ike.key_exchange_payload ike.key_exchange_payload_length ike.nonce_payload ike.nonce_payload_length
            ike.resp_spi ike.vendor ipaddr.dst ipaddr.src krb5.ticket_encryption krb5_cname krb5_err_code krb5_msg_type
            krb5_sname krb5.cname krb5.sname krb5.weak_encryption lua luajit luaxform modbus
            mqtt.connack.session_present mqtt.connect.clientid mqtt.connect.flags mqtt.connect.password
            mqtt.connect.protocol_string mqtt.connect.username mqtt.connect.willmessage mqtt.connect.willtopic
            mqtt.flags mqtt.protocol_version mqtt.publish.message mqtt.publish.topic mqtt.qos mqtt.reason_code
            mqtt.subscribe.topic mqtt.type mqtt.unsubscribe.topic nfs.version nfs_procedure nfs_version pgsql.query
            pkt_invalid quic.cyu.hash quic.cyu.string quic.sni quic.ua quic.version replace rfb.name rfb.secresult
            rfb.sectype rpc sip.method sip.protocol sip.request_line sip.response_line sip.stat_code sip.stat_msg
            sip.uri smb.named_pipe smb.ntlmssp_domain smb.ntlmssp_user smb.share smb.version smb_named_pipe smb_share
            snmp.community snmp.pdu_type snmp.usm snmp.version ssh.hassh.server_string tcpmss template template2
            tls.store tls_cert_expired tls_cert_notafter tls_cert_notbefore tls_cert_valid websocket.flags
            websocket.mask websocket.opcode websocket.payload""".split("\\s+", -1));

    private UnsupportedKeywords() {}
}
