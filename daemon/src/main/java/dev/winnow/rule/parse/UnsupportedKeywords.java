package dev.winnow.rule.parse;

import java.util.Set;

/// Keywords of Suricata 7's user guide that winnow knows by name only. A rule that has one is refused, because it would
/// match without one of its conditions. A keyword that winnow learns is taken out here.
final class UnsupportedKeywords {
    static final Set<String> NAMES = Set.of("""
            absent alert app-layer-event asn1 base64_decode bypass byte_extract byte_jump byte_math byte_test
            cip_service config csum dataset datarep dcerpc.iface dcerpc.opnum dcerpc.stub_data dce_iface dce_opnum
            dce_stub_data decode-event dhcp.leasetime dhcp.rebinding_time dhcp.renewal_time dnp3.data dnp3_data
            dnp3_func dnp3_ind dnp3_obj dns.opcode dns.query.name dns.rcode dns.rrtype dns.answer.name domain
            engine-event enip_command ether.hdr file.magic fileext filemagic filemd5 filename filesha1 filesha256
            filesize filestore flow.age flow.bytes flow.bytes_toclient flow.bytes_toserver flow.pkts flow.pkts_toclient
            flow.pkts_toserver flowbits flowint flowvar frame from_base64 ftp.completion_code ftp.reply ftpbounce
            ftpdata_command geoip hostbits http2.errorcode http2.frametype http2.priority http2.settings
            http2.size_update http2.window icmpv4-csum icmpv6-csum icmpv6.mtu ike.chosen_sa_attribute ike.exchtype
            ike.init_spi ike.key_exchange_payload ike.key_exchange_payload_length ike.nonce_payload
            ike.nonce_payload_length ike.resp_spi ike.vendor ipaddr.dst ipaddr.src ipopts iprep ipv4-csum
            krb5.ticket_encryption krb5_cname krb5_err_code krb5_msg_type krb5_sname krb5.cname krb5.sname
            krb5.weak_encryption l3_proto lua luajit luaxform modbus mqtt.connack.session_present mqtt.connect.clientid
            mqtt.connect.flags mqtt.connect.password mqtt.connect.protocol_string mqtt.connect.username
            mqtt.connect.willmessage mqtt.connect.willtopic mqtt.flags mqtt.protocol_version mqtt.publish.message
            mqtt.publish.topic mqtt.qos mqtt.reason_code mqtt.subscribe.topic mqtt.type mqtt.unsubscribe.topic
            nfq_set_mark nfs.version nfs_procedure nfs_version pgsql.query pkt_invalid prefilter quic.cyu.hash
            quic.cyu.string quic.sni quic.ua quic.version replace rfb.name rfb.secresult rfb.sectype rpc requires
            sip.method sip.protocol sip.request_line sip.response_line sip.stat_code sip.stat_msg sip.uri
            smb.named_pipe smb.ntlmssp_domain smb.ntlmssp_user smb.share smb.version smb_named_pipe smb_share
            snmp.community snmp.pdu_type snmp.usm snmp.version ssh.protoversion ssh.softwareversion
            ssh.hassh.server_string ssl_state ssl_version stream-event stream_size tag target tcp.mss tcpmss tcpv4-csum
            tcpv6-csum template template2 tls.cert_chain_len tls.fingerprint tls.issuerdn tls.store tls.subject
            tls.version tls_cert_expired tls_cert_notafter tls_cert_notbefore tls_cert_valid udpv4-csum udpv6-csum
            uricontent urilen websocket.flags websocket.mask websocket.opcode websocket.payload xbits""".split("\\s+", -1));

    private UnsupportedKeywords() {}
}
