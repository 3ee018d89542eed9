package dev.winnow.bindings.nfqueue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.bindings.generated.libc.libc_h;
import dev.winnow.bindings.generated.libc.nfgenmsg;
import dev.winnow.bindings.generated.libc.nlattr;
import dev.winnow.bindings.generated.libc.nlmsghdr;
import dev.winnow.bindings.netlink.AttributeCursor;
import dev.winnow.bindings.netlink.NetlinkHeader;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Constants that a `switch` needs, and therefore cannot take from generated methods, say what the headers say.
class QueueProtocolTest {
    static Stream<Arguments> numbers() {
        int subsystem = libc_h.NFNL_SUBSYS_QUEUE() << 8;
        return Stream.of(
                Arguments.of("packet", QueueProtocol.TYPE_PACKET, subsystem | libc_h.NFQNL_MSG_PACKET()),
                Arguments.of("verdict", QueueProtocol.TYPE_VERDICT, subsystem | libc_h.NFQNL_MSG_VERDICT()),
                Arguments.of("config", QueueProtocol.TYPE_CONFIG, subsystem | libc_h.NFQNL_MSG_CONFIG()),
                Arguments.of("NFQA_PACKET_HDR", QueueProtocol.NFQA_PACKET_HDR, libc_h.NFQA_PACKET_HDR()),
                Arguments.of("NFQA_VERDICT_HDR", QueueProtocol.NFQA_VERDICT_HDR, libc_h.NFQA_VERDICT_HDR()),
                Arguments.of("NFQA_MARK", QueueProtocol.NFQA_MARK, libc_h.NFQA_MARK()),
                Arguments.of("NFQA_TIMESTAMP", QueueProtocol.NFQA_TIMESTAMP, libc_h.NFQA_TIMESTAMP()),
                Arguments.of("NFQA_IFINDEX_INDEV", QueueProtocol.NFQA_IFINDEX_INDEV, libc_h.NFQA_IFINDEX_INDEV()),
                Arguments.of("NFQA_IFINDEX_OUTDEV", QueueProtocol.NFQA_IFINDEX_OUTDEV, libc_h.NFQA_IFINDEX_OUTDEV()),
                Arguments.of("NFQA_PAYLOAD", QueueProtocol.NFQA_PAYLOAD, libc_h.NFQA_PAYLOAD()),
                Arguments.of("NFQA_CAP_LEN", QueueProtocol.NFQA_CAP_LEN, libc_h.NFQA_CAP_LEN()),
                Arguments.of("NFQA_SKB_INFO", QueueProtocol.NFQA_SKB_INFO, libc_h.NFQA_SKB_INFO()),
                Arguments.of("NFQA_CFG_CMD", QueueProtocol.NFQA_CFG_CMD, libc_h.NFQA_CFG_CMD()),
                Arguments.of("NFQA_CFG_PARAMS", QueueProtocol.NFQA_CFG_PARAMS, libc_h.NFQA_CFG_PARAMS()),
                Arguments.of("QUEUE_MAXLEN", QueueProtocol.NFQA_CFG_QUEUE_MAXLEN, libc_h.NFQA_CFG_QUEUE_MAXLEN()),
                Arguments.of("NFQA_CFG_MASK", QueueProtocol.NFQA_CFG_MASK, libc_h.NFQA_CFG_MASK()),
                Arguments.of("NFQA_CFG_FLAGS", QueueProtocol.NFQA_CFG_FLAGS, libc_h.NFQA_CFG_FLAGS()),
                Arguments.of("BIND", QueueProtocol.NFQNL_CFG_CMD_BIND, libc_h.NFQNL_CFG_CMD_BIND()),
                Arguments.of("UNBIND", QueueProtocol.NFQNL_CFG_CMD_UNBIND, libc_h.NFQNL_CFG_CMD_UNBIND()),
                Arguments.of("COPY_PACKET", QueueProtocol.NFQNL_COPY_PACKET, libc_h.NFQNL_COPY_PACKET()),
                Arguments.of("FAIL_OPEN", QueueSettings.FAIL_OPEN, libc_h.NFQA_CFG_F_FAIL_OPEN()),
                Arguments.of("GSO", QueueSettings.GSO, libc_h.NFQA_CFG_F_GSO()),
                Arguments.of("UID_GID", QueueSettings.UID_GID, libc_h.NFQA_CFG_F_UID_GID()),
                Arguments.of("SKB_GSO", QueuePacket.SKB_GSO, libc_h.NFQA_SKB_GSO()),
                Arguments.of("NOT_READY", QueuePacket.SKB_CHECKSUM_NOT_READY, libc_h.NFQA_SKB_CSUMNOTREADY()),
                Arguments.of("NOT_VERIFIED", QueuePacket.SKB_CHECKSUM_NOT_VERIFIED, libc_h.NFQA_SKB_CSUM_NOTVERIFIED()),
                Arguments.of("NF_DROP", NetfilterVerdict.DROP, libc_h.NF_DROP()),
                Arguments.of("NF_ACCEPT", NetfilterVerdict.ACCEPT, libc_h.NF_ACCEPT()),
                Arguments.of("NF_QUEUE", NetfilterVerdict.QUEUE, libc_h.NF_QUEUE()),
                Arguments.of("NF_REPEAT", NetfilterVerdict.REPEAT, libc_h.NF_REPEAT()),
                Arguments.of("NLMSG_ERROR", NetlinkHeader.TYPE_ERROR, libc_h.NLMSG_ERROR()),
                Arguments.of("NLMSG_DONE", NetlinkHeader.TYPE_DONE, libc_h.NLMSG_DONE()),
                Arguments.of("NLM_F_REQUEST", NetlinkHeader.FLAG_REQUEST, libc_h.NLM_F_REQUEST()),
                Arguments.of("NLM_F_MULTI", NetlinkHeader.FLAG_MULTI, libc_h.NLM_F_MULTI()),
                Arguments.of("NLM_F_ACK", NetlinkHeader.FLAG_ACK, libc_h.NLM_F_ACK()),
                Arguments.of("nlmsghdr", NetlinkHeader.LENGTH, (int) nlmsghdr.sizeof()),
                Arguments.of("nlmsg_type", NetlinkHeader.TYPE_OFFSET, (int) nlmsghdr.nlmsg_type$offset()),
                Arguments.of("nlmsg_flags", NetlinkHeader.FLAGS_OFFSET, (int) nlmsghdr.nlmsg_flags$offset()),
                Arguments.of("nlmsg_seq", NetlinkHeader.SEQUENCE_OFFSET, (int) nlmsghdr.nlmsg_seq$offset()),
                Arguments.of("nlmsg_pid", NetlinkHeader.PORT_OFFSET, (int) nlmsghdr.nlmsg_pid$offset()),
                Arguments.of("nlattr", AttributeCursor.HEADER_LENGTH, (int) nlattr.sizeof()),
                Arguments.of("nfgenmsg", QueueProtocol.FAMILY_HEADER_LENGTH, (int) nfgenmsg.sizeof()),
                Arguments.of("res_id", QueueProtocol.RESOURCE_ID_OFFSET, (int) nfgenmsg.res_id$offset()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("numbers")
    void shouldSayWhatTheHeadersSay(String name, int ours, int header) {
        assertThat(ours).as(name).isEqualTo(header);
    }
}
