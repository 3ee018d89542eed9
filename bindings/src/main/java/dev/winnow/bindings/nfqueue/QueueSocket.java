package dev.winnow.bindings.nfqueue;

import dev.winnow.bindings.generated.libc.libc_h;
import dev.winnow.bindings.libc.ErrnoException;
import dev.winnow.bindings.netlink.MessageBuilder;
import dev.winnow.bindings.netlink.MessageCursor;
import dev.winnow.bindings.netlink.NetlinkHeader;
import dev.winnow.bindings.netlink.NetlinkSocket;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Binds and configures queues, one or several on one socket.
///
/// A queue takes packets of every address family. Every method returns the kernel's answer, 0 or `-errno`:
///
/// | errno | what it means here |
/// |---|---|
/// | EPERM | another socket holds the queue, or the process lacks CAP_NET_ADMIN: geteuid(2) tells which |
/// | EBUSY | this socket has bound the queue already |
/// | ENODEV | to unbind or configure: nobody has bound the queue |
/// | EINVAL | the kernel does not take a value, or has no nfnetlink_queue to take it |
/// | EOPNOTSUPP | the kernel does not know a flag |
/// | ENOMEM | no memory for the queue |
/// | ETIMEDOUT, ENOBUFS | no answer arrived: the receive buffer was full |
///
/// A packet that arrives while an answer is waited for is not lost: it is sent through its hook once more, with
/// `NF_REPEAT`, and so queued again behind the answer.
///
/// Threading: one thread, and not while another receives on [#fd]. Verdicts may be sent by any thread.
/// Lifetime: [#close] unbinds all queues, and the kernel drops what still waits in them.
public final class QueueSocket implements AutoCloseable {
    private static final int REQUEST_LENGTH = 256;
    private static final int REPEAT_BATCH = 64;
    private static final int COMMAND_LENGTH = 4;
    private static final int PARAMETERS_LENGTH = 5;

    private final NetlinkSocket netlink;
    private final Arena arena = Arena.ofShared();
    private final MessageBuilder builder = new MessageBuilder(arena.allocate(REQUEST_LENGTH, Long.BYTES));
    private final VerdictWriter repeats = new VerdictWriter(arena, REPEAT_BATCH);
    private final QueuePacket early = new QueuePacket();
    private long repeatedPackets;

    private QueueSocket(NetlinkSocket netlink) {
        this.netlink = netlink;
    }

    /// Opens a socket that has no queue yet.
    ///
    /// @throws ErrnoException EPROTONOSUPPORT where the kernel has no netfilter netlink, EMFILE
    public static QueueSocket open() throws ErrnoException {
        return new QueueSocket(NetlinkSocket.open(libc_h.NETLINK_NETFILTER()));
    }

    /// Binds a queue that copies nothing yet, and into which the kernel therefore puts no packet: it drops them until
    /// [#configure]. Use [#bind(int, QueueSettings)] where packets may be on their way.
    ///
    /// @param queue 0 to 65535
    public int bind(int queue) {
        begin(queue);
        putCommand(QueueProtocol.NFQNL_CFG_CMD_BIND);
        return request();
    }

    /// Binds and configures a queue in one message, so that no packet meets a queue half set up.
    ///
    /// Where the kernel refuses the settings, the queue may be bound all the same: [#unbind] it, or [#close].
    ///
    /// @param queue 0 to 65535
    public int bind(int queue, QueueSettings settings) {
        begin(queue);
        putCommand(QueueProtocol.NFQNL_CFG_CMD_BIND);
        putSettings(settings);
        return request();
    }

    /// Changes how a bound queue behaves.
    ///
    /// @param queue 0 to 65535
    public int configure(int queue, QueueSettings settings) {
        begin(queue);
        putSettings(settings);
        return request();
    }

    /// Gives a queue up. The kernel drops what still waits in it.
    ///
    /// @param queue 0 to 65535
    public int unbind(int queue) {
        begin(queue);
        putCommand(QueueProtocol.NFQNL_CFG_CMD_UNBIND);
        return request();
    }

    /// The descriptor, for poll(2), [QueueReceiver] and [VerdictWriter].
    public int fd() {
        return netlink.fd();
    }

    /// The socket below, for its options.
    public NetlinkSocket netlink() {
        return netlink;
    }

    /// How many packets came while an answer was waited for, and went through their hook once more.
    public long repeatedPackets() {
        return repeatedPackets;
    }

    @Override
    public void close() {
        netlink.close();
        arena.close();
    }

    private void begin(int queue) {
        if (queue < 0 || queue > 0xFFFF) {
            throw new IllegalArgumentException("queue must be 0..65535, got " + queue);
        }
        builder.reset()
                .begin(
                        QueueProtocol.TYPE_CONFIG,
                        NetlinkHeader.FLAG_REQUEST | NetlinkHeader.FLAG_ACK,
                        netlink.nextSequence())
                .netfilterHeader(libc_h.AF_UNSPEC(), queue);
    }

    private void putCommand(int command) {
        ByteBuffer bytes = ByteBuffer.allocate(COMMAND_LENGTH).put((byte) command);
        builder.bytes(QueueProtocol.NFQA_CFG_CMD, MemorySegment.ofArray(bytes.array()));
    }

    private void putSettings(QueueSettings settings) {
        ByteBuffer parameters = ByteBuffer.allocate(PARAMETERS_LENGTH)
                .putInt(settings.copyRange())
                .put((byte) QueueProtocol.NFQNL_COPY_PACKET);
        builder.bytes(QueueProtocol.NFQA_CFG_PARAMS, MemorySegment.ofArray(parameters.array()));
        if (settings.maxLength() > 0) {
            builder.u32(QueueProtocol.NFQA_CFG_QUEUE_MAXLEN, settings.maxLength());
        }
        if (settings.mask() != 0) {
            builder.u32(QueueProtocol.NFQA_CFG_FLAGS, settings.flags());
            builder.u32(QueueProtocol.NFQA_CFG_MASK, settings.mask());
        }
    }

    private int request() {
        int result = netlink.request(builder, this::repeat);
        repeats.flush(fd());
        return result;
    }

    private void repeat(MessageCursor message) {
        early.wrap(message.segment(), message.messageOffset(), message.messageLength());
        if (early.hasPacketId()) {
            repeats.add(early.queueNumber(), early.packetId(), NetfilterVerdict.REPEAT);
            repeatedPackets++;
        }
        if (repeats.isFull()) {
            repeats.flush(fd());
        }
    }
}
