package dev.winnow.bindings.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.generated.libc.libc_h;
import dev.winnow.bindings.libc.ErrnoException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Against the kernel's NETLINK_ROUTE, which answers anybody; rtnetlink(7).
class NetlinkSocketTest {
    private static final int RTM_NEWLINK = 16;
    private static final int RTM_GETLINK = 18;
    private static final int UNKNOWN_TYPE = 0x7FFF;
    private static final int IFINFO_LENGTH = 16;

    private final MessageBuilder builder = new MessageBuilder(MemorySegment.ofBuffer(ByteBuffer.allocateDirect(256)));

    @Test
    void shouldHandOnWhatIsNoAnswer() throws ErrnoException {
        List<Integer> others = new ArrayList<>();
        try (NetlinkSocket socket = NetlinkSocket.open(libc_h.NETLINK_ROUTE())) {
            builder.begin(RTM_GETLINK, NetlinkHeader.FLAG_REQUEST | NetlinkHeader.FLAG_ACK, socket.nextSequence());
            padTo(NetlinkHeader.LENGTH + IFINFO_LENGTH);
            builder.buffer().set(ValueLayout.JAVA_INT, 20, 1);

            assertThat(socket.request(builder, message -> others.add(message.type())))
                    .isZero();
        }
        assertThat(others).containsExactly(RTM_NEWLINK);
    }

    @Test
    void shouldReturnWhatTheKernelRefuses() throws ErrnoException {
        try (NetlinkSocket socket = NetlinkSocket.open(libc_h.NETLINK_ROUTE())) {
            builder.begin(UNKNOWN_TYPE, NetlinkHeader.FLAG_REQUEST | NetlinkHeader.FLAG_ACK, socket.nextSequence());

            assertThat(socket.request(builder, _ -> {})).isEqualTo(-Errno.EOPNOTSUPP);
        }
    }

    @Test
    void shouldSetItsOptions() throws ErrnoException {
        try (NetlinkSocket socket = NetlinkSocket.open(libc_h.NETLINK_ROUTE())) {
            assertThat(socket.setReceiveBuffer(64 * 1024)).isEqualTo(128 * 1024);
            assertThat(socket.setNoEnobufs(true)).isZero();
            assertThat(socket.receive(builder.buffer(), libc_h.MSG_DONTWAIT())).isEqualTo(-Errno.EAGAIN);
        }
    }

    @Test
    void shouldSayWhenTheKernelLacksTheProtocol() {
        assertThatThrownBy(() -> NetlinkSocket.open(99))
                .isInstanceOf(ErrnoException.class)
                .hasMessageStartingWith("netlink socket: EPROTONOSUPPORT");
    }

    private void padTo(int length) {
        while (builder.length() < length) {
            builder.netfilterHeader(0, 0);
        }
    }
}
