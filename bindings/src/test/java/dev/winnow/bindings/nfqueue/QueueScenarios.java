package dev.winnow.bindings.nfqueue;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.libc.Libc;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;

/// What [QueueKernelTest] has a second JVM do inside a network namespace.
final class QueueScenarios {
    private static final int QUEUE = 3;
    private static final QueueSettings WHOLE_PACKETS = new QueueSettings(0, 1024, 0, 0);

    private QueueScenarios() {}

    static void errorsAreToldApart() throws IOException {
        try (QueueSocket first = QueueSocket.open();
                QueueSocket second = QueueSocket.open()) {
            assertThat(first.bind(QUEUE)).isZero();
            assertThat(first.bind(QUEUE)).isEqualTo(-Errno.EBUSY);
            assertThat(second.bind(QUEUE)).isEqualTo(-Errno.EPERM);
            assertThat(second.configure(QUEUE, WHOLE_PACKETS)).isEqualTo(-Errno.EPERM);
            assertThat(second.configure(QUEUE + 1, WHOLE_PACKETS)).isEqualTo(-Errno.ENODEV);
            assertThat(second.unbind(QUEUE + 1)).isEqualTo(-Errno.ENODEV);
            int unknownFlag = 1 << 20;
            assertThat(first.configure(QUEUE, new QueueSettings(0, 0, unknownFlag, unknownFlag)))
                    .isEqualTo(-Errno.EOPNOTSUPP);
            assertThat(first.unbind(QUEUE)).isZero();
            assertThat(second.bind(QUEUE)).isZero();
        }
    }

    static void settingsReachTheKernelInOneMessage() throws IOException {
        int flags = QueueSettings.GSO | QueueSettings.FAIL_OPEN | QueueSettings.UID_GID;
        try (QueueSocket socket = QueueSocket.open()) {
            assertThat(socket.bind(QUEUE, new QueueSettings(1500, 77, flags, flags)))
                    .isZero();
            assertThat(socket.bind(QUEUE + 1, new QueueSettings(0, 0, flags, flags)))
                    .isZero();

            QueueStatistics first = QueueStatistics.read(QUEUE).orElseThrow();
            assertThat(first.copyMode()).isEqualTo(QueueProtocol.NFQNL_COPY_PACKET);
            assertThat(first.copyRange()).isEqualTo(1500);
            assertThat(first.depth()).isZero();
            assertThat(QueueStatistics.read(QUEUE + 1).orElseThrow().copyRange())
                    .isEqualTo(QueueSettings.MAX_COPY_RANGE);
            assertThat(QueueStatistics.read(QUEUE + 2)).isEmpty();
        }
        assertThat(QueueStatistics.readAll()).isEmpty();
    }

    static void verdictsHoldForIpv4() throws IOException {
        verdictsHold("127.0.0.1", 0x0800);
    }

    static void verdictsHoldForIpv6() throws IOException {
        verdictsHold("::1", 0x86DD);
    }

    private static void verdictsHold(String address, int etherType) throws IOException {
        try (QueueHarness queue = QueueHarness.open();
                DatagramSocket listener = QueueHarness.listen(address);
                Arena arena = Arena.ofConfined()) {
            assertThat(queue.socket.bind(QUEUE, WHOLE_PACKETS)).isZero();
            QueueHarness.send(address, 10, 100);
            int loopback = Libc.ifNametoindex(new ErrnoCapture(arena), "lo");
            for (int seen = 0; seen < 10; ) {
                int received = queue.receive();
                for (int i = 0; i < received; i++, seen++) {
                    assertThat(queue.wrap(i)).isTrue();
                    assertThat(queue.packet.queueNumber()).isEqualTo(QUEUE);
                    assertThat(queue.packet.hwProtocol()).isEqualTo(etherType);
                    assertThat(queue.packet.hook()).isEqualTo(1);
                    assertThat(queue.packet.inDevice()).isEqualTo(loopback);
                    assertThat(queue.packet.outDevice()).isZero();
                    assertThat(queue.packet.mark()).isEqualTo(0x8000_0005);
                    assertThat(queue.packet.payloadLength()).isEqualTo(100 + (etherType == 0x0800 ? 28 : 48));
                    assertThat(queue.lastByte()).isEqualTo(seen);
                    queue.judge(seen % 2 == 0 ? NetfilterVerdict.ACCEPT : NetfilterVerdict.DROP);
                }
            }
            assertThat(QueueHarness.arrived(listener)).containsExactly(0, 2, 4, 6, 8);
        }
    }

    static void marksAreSet() throws IOException {
        try (QueueHarness queue = QueueHarness.open();
                DatagramSocket listener = QueueHarness.listen("127.0.0.1")) {
            assertThat(queue.socket.bind(QUEUE, WHOLE_PACKETS)).isZero();
            QueueHarness.send("127.0.0.1", 4, 100);
            List<Integer> ids = queue.receiveIds(4);
            queue.verdicts.addMarked(QUEUE, ids.get(0), NetfilterVerdict.ACCEPT, 0x77);
            queue.verdicts.add(QUEUE, ids.get(1), NetfilterVerdict.ACCEPT);
            queue.verdicts.addMarked(QUEUE, ids.get(2), NetfilterVerdict.REPEAT, 0x8000_0077);
            queue.verdicts.addMarked(QUEUE, ids.get(3), NetfilterVerdict.ACCEPT, 0x78);
            assertThat(queue.verdicts.flush(queue.socket.fd())).isEqualTo(4);

            assertThat(QueueHarness.arrived(listener)).containsExactly(0, 2);
        }
    }

    static void manyVerdictsGoInOneSend() throws IOException {
        int count = 500;
        try (QueueHarness queue = QueueHarness.open();
                DatagramSocket listener = QueueHarness.listen("127.0.0.1")) {
            assertThat(queue.socket.netlink().setReceiveBuffer(8 << 20)).isGreaterThanOrEqualTo(8 << 20);
            assertThat(queue.socket.bind(QUEUE, WHOLE_PACKETS)).isZero();
            QueueHarness.send("127.0.0.1", count, 100);
            List<Integer> ids = queue.receiveIds(count);
            assertThat(QueueStatistics.read(QUEUE).orElseThrow().depth()).isEqualTo(count);
            for (int id : ids.reversed()) {
                queue.verdicts.add(QUEUE, id, NetfilterVerdict.ACCEPT);
            }
            assertThat(queue.verdicts.flush(queue.socket.fd())).isEqualTo(count);
            assertThat(queue.verdicts.flush(queue.socket.fd())).isZero();

            QueueStatistics after = QueueStatistics.read(QUEUE).orElseThrow();
            assertThat(after.depth()).isZero();
            assertThat(after.idSequence()).isEqualTo(count);
            assertThat(QueueHarness.arrived(listener)).hasSize(count);
        }
    }

    static void fullQueueDropsAndCounts() throws IOException {
        assertThat(arrivedThroughFullQueue(0)).isEqualTo(5);
    }

    static void fullQueueFailsOpen() throws IOException {
        assertThat(arrivedThroughFullQueue(QueueSettings.FAIL_OPEN)).isEqualTo(20);
    }

    private static int arrivedThroughFullQueue(int flags) throws IOException {
        try (QueueHarness queue = QueueHarness.open();
                DatagramSocket listener = QueueHarness.listen("127.0.0.1")) {
            assertThat(queue.socket.bind(QUEUE, new QueueSettings(0, 5, flags, QueueSettings.FAIL_OPEN)))
                    .isZero();
            QueueHarness.send("127.0.0.1", 20, 100);
            QueueStatistics full = QueueStatistics.read(QUEUE).orElseThrow();
            assertThat(full.depth()).isEqualTo(5);
            assertThat(full.queueDropped()).isEqualTo(flags == 0 ? 15 : 0);
            for (int id : queue.receiveIds(5)) {
                queue.verdicts.add(QUEUE, id, NetfilterVerdict.ACCEPT);
            }
            queue.verdicts.flush(queue.socket.fd());
            return QueueHarness.arrived(listener).size();
        }
    }

    static void cutPacketsAreRecognised() throws IOException {
        try (QueueHarness queue = QueueHarness.withSlotsOf(256)) {
            assertThat(queue.socket.bind(QUEUE, new QueueSettings(40, 1024, 0, 0)))
                    .isZero();
            QueueHarness.send("127.0.0.1", 1, 1000);
            assertThat(queue.receive()).isEqualTo(1);
            assertThat(queue.wrap(0)).isTrue();
            assertThat(queue.receiver.truncated(0)).isFalse();
            assertThat(queue.packet.payloadLength()).isEqualTo(40);
            assertThat(queue.packet.originalLength()).isEqualTo(1028);
            queue.judge(NetfilterVerdict.DROP);

            assertThat(queue.socket.configure(QUEUE, WHOLE_PACKETS)).isZero();
            QueueHarness.send("127.0.0.1", 1, 1000);
            assertThat(queue.receive()).isEqualTo(1);
            assertThat(queue.wrap(0)).isFalse();
            assertThat(queue.receiver.truncated(0)).isTrue();
            assertThat(queue.packet.malformed()).isTrue();
            assertThat(queue.packet.hasPacketId()).isTrue();
            queue.judge(NetfilterVerdict.DROP);
            assertThat(QueueStatistics.read(QUEUE).orElseThrow().depth()).isZero();
        }
    }

    static void refusedVerdictsComeBackAsErrors() throws IOException {
        try (QueueHarness queue = QueueHarness.open()) {
            assertThat(queue.socket.bind(QUEUE, WHOLE_PACKETS)).isZero();
            queue.verdicts.add(QUEUE, 4711, NetfilterVerdict.ACCEPT);
            queue.verdicts.add(QUEUE, 4711, 0xFF);
            queue.verdicts.add(QUEUE + 1, 4711, NetfilterVerdict.ACCEPT);
            assertThat(queue.verdicts.flush(queue.socket.fd())).isEqualTo(3);
            assertThat(queue.receive()).isEqualTo(3);

            int[] errnos = IntStream.range(0, 3)
                    .map(i -> {
                        assertThat(queue.wrap(i)).isFalse();
                        assertThat(queue.packet.isError()).isTrue();
                        return queue.packet.errno();
                    })
                    .toArray();
            assertThat(errnos).containsExactly(Errno.ENOENT, Errno.EINVAL, Errno.ENODEV);
            assertThat(queue.receiver.receive(queue.socket.fd(), 0, 1)).isEqualTo(-Errno.EAGAIN);
        }
    }

    static void awaitReceivesWhatIsThereAndEndsWhenNothingComes() throws IOException {
        try (QueueHarness queue = QueueHarness.open()) {
            assertThat(queue.socket.netlink().setReceiveTimeout(50)).isZero();
            assertThat(queue.socket.bind(QUEUE, WHOLE_PACKETS)).isZero();
            assertThat(queue.receiver.await(queue.socket.fd(), 0, QueueHarness.SLOTS))
                    .isEqualTo(-Errno.EAGAIN);
            queue.verdicts.add(QUEUE, 4711, NetfilterVerdict.ACCEPT);
            queue.verdicts.add(QUEUE, 4712, NetfilterVerdict.ACCEPT);
            assertThat(queue.verdicts.flush(queue.socket.fd())).isEqualTo(2);
            assertThat(queue.receiver.await(queue.socket.fd(), 0, QueueHarness.SLOTS))
                    .isEqualTo(2);
        }
    }

    static void packetsThatComeWhileConfiguringAreQueuedAgain() throws IOException {
        try (QueueHarness queue = QueueHarness.open();
                DatagramSocket listener = QueueHarness.listen("127.0.0.1")) {
            assertThat(queue.socket.bind(QUEUE, WHOLE_PACKETS)).isZero();
            QueueHarness.send("127.0.0.1", 5, 100);
            assertThat(queue.socket.bind(QUEUE + 1, WHOLE_PACKETS)).isZero();
            assertThat(queue.socket.repeatedPackets()).isEqualTo(5);
            for (int id : queue.receiveIds(5)) {
                queue.verdicts.add(QUEUE, id, NetfilterVerdict.ACCEPT);
            }
            queue.verdicts.flush(queue.socket.fd());
            assertThat(QueueHarness.arrived(listener)).containsExactly(0, 1, 2, 3, 4);
        }
    }

    static void overrunIsReported() throws IOException {
        try (QueueHarness queue = QueueHarness.open()) {
            queue.socket.netlink().setReceiveBuffer(4096);
            assertThat(queue.socket.bind(QUEUE, WHOLE_PACKETS)).isZero();
            QueueHarness.send("127.0.0.1", 200, 1000);
            int result = queue.receiver.receive(queue.socket.fd(), 0, QueueHarness.SLOTS);
            assertThat(result).isEqualTo(-Errno.ENOBUFS);
            assertThat(QueueStatistics.read(QUEUE).orElseThrow().userDropped()).isPositive();
        }
    }

    static void longSegmentsArriveWhole() throws Exception {
        byte[] sent = new byte[1 << 20];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) ((i * 31) >>> 3);
        }
        QueueSettings gso = new QueueSettings(0, 1024, QueueSettings.GSO, QueueSettings.GSO);
        try (QueueHarness queue = QueueHarness.open();
                ServerSocket server = new ServerSocket(QueueHarness.PORT, 1, InetAddress.getLoopbackAddress())) {
            assertThat(queue.socket.bind(QUEUE, gso)).isZero();
            FutureTask<byte[]> received = start(() -> readAll(server));
            FutureTask<Boolean> sender = start(() -> writeAll(sent));
            int longest = 0;
            int flagsOfLongest = 0;
            while (!received.isDone()) {
                int count = queue.receiver.receive(queue.socket.fd(), 0, QueueHarness.SLOTS);
                for (int i = 0; i < count; i++) {
                    assertThat(queue.wrap(i)).isTrue();
                    if (queue.packet.originalLength() > longest) {
                        longest = queue.packet.originalLength();
                        flagsOfLongest = queue.packet.skbInfo();
                    }
                    queue.judge(NetfilterVerdict.ACCEPT);
                }
                Thread.onSpinWait();
            }
            assertThat(received.get()).isEqualTo(sent);
            assertThat(sender.get()).isTrue();
            assertThat(longest).isGreaterThan(1500);
            assertThat(flagsOfLongest & QueuePacket.SKB_GSO).isNotZero();
            assertThat(flagsOfLongest & QueuePacket.SKB_CHECKSUM_NOT_READY).isNotZero();
        }
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static byte[] readAll(ServerSocket server) throws IOException {
        try (Socket peer = server.accept();
                InputStream in = peer.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static boolean writeAll(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), QueueHarness.PORT)) {
            socket.getOutputStream().write(bytes);
            return true;
        }
    }

    static void packetsCostNoAllocation() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (QueueHarness queue = QueueHarness.open()) {
            queue.socket.netlink().setReceiveBuffer(8 << 20);
            assertThat(queue.socket.bind(QUEUE, WHOLE_PACKETS)).isZero();
            compileCalls(queue);
            long allocated = 0;
            for (int round = 0; round < 200; round++) {
                QueueHarness.send("127.0.0.1", QueueHarness.SLOTS, 64);
                long before = threads.getCurrentThreadAllocatedBytes();
                dropAllWaiting(queue);
                long inRound = threads.getCurrentThreadAllocatedBytes() - before;
                allocated = round < 100 ? 0 : allocated + inRound;
            }
            // The compiler may throw code away and allocate once in its stead; one byte a packet would be 6,400.
            assertThat(allocated).as("bytes over 6,400 packets, after warm-up").isLessThan(6_400);
        }
    }

    /// Verdicts that the kernel refuses take the same way there and back, and need no traffic.
    private static void compileCalls(QueueHarness queue) {
        for (int i = 0; i < 50_000; i++) {
            queue.verdicts.add(QUEUE, 0, NetfilterVerdict.DROP);
            queue.verdicts.flush(queue.socket.fd());
            dropAllWaiting(queue);
        }
    }

    private static void dropAllWaiting(QueueHarness queue) {
        int fd = queue.socket.fd();
        int received;
        while ((received = queue.receiver.receive(fd, 0, QueueHarness.SLOTS)) > 0) {
            for (int i = 0; i < received; i++) {
                if (queue.wrap(i)) {
                    queue.verdicts.add(QUEUE, queue.packet.packetId(), NetfilterVerdict.DROP);
                }
            }
            queue.verdicts.flush(fd);
        }
    }
}
