package dev.winnow.bindings.nfqueue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.libc.PollSet;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// One socket with its receiver, its verdicts, and UDP traffic to judge.
final class QueueHarness implements AutoCloseable {
    static final int PORT = 7000;
    static final int SLOTS = 64;

    private static final int WAIT_MS = 5_000;
    private static final int QUIET_MS = 200;

    final QueueSocket socket;
    final QueuePacket packet = new QueuePacket();
    final QueueReceiver receiver;
    final VerdictWriter verdicts;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment slab;
    private final PollSet readable;
    private final int slotLength;

    private QueueHarness(int slotLength) throws IOException {
        this.slotLength = slotLength;
        socket = QueueSocket.open();
        slab = arena.allocate((long) SLOTS * slotLength, Long.BYTES);
        receiver = new QueueReceiver(arena, SLOTS);
        verdicts = new VerdictWriter(arena, 1024);
        readable = new PollSet(arena, 1);
        readable.addReadable(socket.fd());
        for (int i = 0; i < SLOTS; i++) {
            receiver.assign(i, slab.address() + (long) i * slotLength, slotLength);
        }
    }

    static QueueHarness open() throws IOException {
        return new QueueHarness(128 * 1024);
    }

    static QueueHarness withSlotsOf(int slotLength) throws IOException {
        return new QueueHarness(slotLength);
    }

    /// Waits for datagrams and receives them; [#wrap] reads each.
    int receive() {
        assertThat(readable.poll(WAIT_MS))
                .as("a datagram within %d ms", WAIT_MS)
                .isEqualTo(1);
        int received = receiver.receive(socket.fd(), 0, SLOTS);
        assertThat(received).as(Errno.describe(received)).isPositive();
        return received;
    }

    boolean wrap(int index) {
        return packet.wrap(slab, (long) index * slotLength, receiver.length(index));
    }

    /// The ids of the next `count` packets.
    List<Integer> receiveIds(int count) {
        List<Integer> ids = new ArrayList<>();
        while (ids.size() < count) {
            int received = receive();
            for (int i = 0; i < received; i++) {
                assertThat(wrap(i)).isTrue();
                ids.add(packet.packetId());
            }
        }
        return ids;
    }

    /// The last byte of the packet that [#wrap] read: what [#send] put there.
    int lastByte() {
        return slab.get(ValueLayout.JAVA_BYTE, packet.payloadOffset() + packet.payloadLength() - 1);
    }

    void judge(int verdict) {
        verdicts.add(packet.queueNumber(), packet.packetId(), verdict);
        assertThat(verdicts.flush(socket.fd())).isEqualTo(1);
    }

    static DatagramSocket listen(String address) throws IOException {
        DatagramSocket listener = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), PORT));
        listener.setReceiveBufferSize(4 << 20);
        return listener;
    }

    /// Sends `count` datagrams that end in 0, 1, 2, ...
    static void send(String address, int count, int length) throws IOException {
        try (DatagramSocket sender = new DatagramSocket()) {
            for (int i = 0; i < count; i++) {
                byte[] data = new byte[length];
                data[length - 1] = (byte) i;
                sender.send(new DatagramPacket(data, length, InetAddress.getByName(address), PORT));
            }
        }
    }

    /// The last bytes of all datagrams that arrive, until none comes any more.
    static List<Integer> arrived(DatagramSocket listener) throws IOException {
        List<Integer> arrived = new ArrayList<>();
        listener.setSoTimeout(QUIET_MS);
        DatagramPacket datagram = new DatagramPacket(new byte[4096], 4096);
        try {
            while (true) {
                listener.receive(datagram);
                arrived.add((int) datagram.getData()[datagram.getLength() - 1]);
            }
        } catch (SocketTimeoutException _) {
            return arrived;
        }
    }

    @Override
    public void close() {
        socket.close();
        arena.close();
    }
}
