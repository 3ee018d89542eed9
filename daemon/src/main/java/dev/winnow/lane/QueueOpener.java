package dev.winnow.lane;

import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.libc.ErrnoException;
import dev.winnow.bindings.libc.Libc;
import dev.winnow.bindings.nfqueue.QueueSettings;
import dev.winnow.bindings.nfqueue.QueueSocket;
import dev.winnow.config.WinnowConfig;

/// Opens and binds a queue as the configuration wants it, and says in words why that cannot be.
final class QueueOpener {
    /// How long a thread that waits for packets does not notice that it is to stop.
    private static final int MAX_WAIT_MS = 100;

    private QueueOpener() {}

    /// A socket that could hold `queue`, and does not yet; the caller closes it.
    ///
    /// Whoever cannot filter hears of it here, before anything else has begun: to give up what nobody holds, the
    /// kernel refuses with another error than to give up what somebody else holds.
    static QueueSocket open(int queue, WinnowConfig.Queue config) throws LaneException {
        QueueSocket socket;
        try {
            socket = QueueSocket.open();
        } catch (ErrnoException e) {
            throw new LaneException(
                    "the kernel has no netfilter netlink socket to offer (" + e.getMessage()
                            + "): load nfnetlink_queue",
                    e);
        }
        try {
            socket.netlink().setReceiveBuffer(config.receiveBufferLength());
            ErrnoException.check(
                    "receive timeout of the queue's socket", socket.netlink().setReceiveTimeout(MAX_WAIT_MS));
            int refusal = socket.unbind(queue);
            check(queue, refusal == -Errno.ENODEV ? 0 : refusal);
            return socket;
        } catch (ErrnoException e) {
            socket.close();
            throw new LaneException(e.getMessage(), e);
        } catch (LaneException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /// Has `socket` hold `queue`: packets come from here on.
    static void bind(QueueSocket socket, int queue, WinnowConfig.Queue config) throws LaneException {
        check(queue, socket.bind(queue, settings(config)));
    }

    private static QueueSettings settings(WinnowConfig.Queue config) {
        int flags = (config.failOpen() ? QueueSettings.FAIL_OPEN : 0) | (config.gso() ? QueueSettings.GSO : 0);
        int copyRange = Math.min(config.copyRange(), QueueSettings.MAX_COPY_RANGE);
        return new QueueSettings(copyRange, config.queueLength(), flags, QueueSettings.FAIL_OPEN | QueueSettings.GSO);
    }

    private static void check(int queue, int result) throws LaneException {
        if (result >= 0) {
            return;
        }
        throw new LaneException(
                switch (-result) {
                    case Errno.EPERM ->
                        isRoot()
                                ? "another program holds queue " + queue
                                        + ": stop it, or take another queue with --queue"
                                : "binding a queue needs root (CAP_NET_ADMIN): run this as root or with sudo";
                    case Errno.ENOENT -> "the kernel has no NFQUEUE here (ENOENT): load nfnetlink_queue";
                    case Errno.EINVAL ->
                        "the kernel does not take the settings of queue " + queue
                                + " (EINVAL): check the nfq keys, and that nfnetlink_queue is loaded";
                    case Errno.EOPNOTSUPP ->
                        "the kernel does not know a flag of queue " + queue
                                + ": try --set nfq.gso=no --set nfq.fail-open=no";
                    default -> "cannot bind queue " + queue + ": " + Errno.describe(-result);
                });
    }

    private static boolean isRoot() {
        return Libc.geteuid() == 0;
    }
}
