package dev.winnow.bench.hop;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Raw IP packets to feed the hops with. They have right checksums and a payload of the caller's choice.
public enum SamplePacket {
    /// 20 bytes of IPv4 header, 8 of UDP.
    IPV4_UDP,
    /// 20 bytes of IPv4 header, 32 of TCP with timestamps.
    IPV4_TCP,
    /// 40 bytes of IPv6 header, 32 of TCP with timestamps.
    IPV6_TCP;

    /// What every sample says of its transport.
    public static final int SOURCE_PORT = 40_000;

    /// What every sample says of its transport.
    public static final int DESTINATION_PORT = 9_000;

    private static final byte PROTOCOL_TCP = 6;
    private static final byte PROTOCOL_UDP = 17;
    private static final byte[] IPV4_ADDRESSES = {(byte) 198, 18, 88, 1, (byte) 198, 18, 88, 2};
    private static final byte[] IPV6_ADDRESSES = new byte[32];
    private static final byte[] TCP_TIMESTAMPS = {1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2};

    static {
        IPV6_ADDRESSES[0] = (byte) 0xfd;
        IPV6_ADDRESSES[15] = 1;
        IPV6_ADDRESSES[16] = (byte) 0xfd;
        IPV6_ADDRESSES[31] = 2;
    }

    /// Bytes before the payload.
    public int headerLength() {
        return networkLength() + transportLength();
    }

    private int networkLength() {
        return this == IPV6_TCP ? 40 : 20;
    }

    private int transportLength() {
        return this == IPV4_UDP ? 8 : 32;
    }

    /// The packet around `payload`.
    public byte[] around(byte[] payload) {
        byte[] transport = transport(payload);
        ByteBuffer packet = ByteBuffer.allocate(networkLength() + transport.length);
        if (this == IPV6_TCP) {
            packet.putInt(0x6000_0000).putShort((short) transport.length).put(PROTOCOL_TCP);
            packet.put((byte) 64).put(IPV6_ADDRESSES);
        } else {
            packet.putShort((short) 0x4500).putShort((short) packet.capacity()).putInt(0x1234_4000);
            packet.put((byte) 64).put(protocol()).putShort((short) 0).put(IPV4_ADDRESSES);
            packet.putShort(10, checksum(Arrays.copyOf(packet.array(), 20)));
        }
        return packet.put(transport).array();
    }

    private byte protocol() {
        return this == IPV4_UDP ? PROTOCOL_UDP : PROTOCOL_TCP;
    }

    private byte[] transport(byte[] payload) {
        ByteBuffer segment = ByteBuffer.allocate(transportLength() + payload.length);
        segment.putShort((short) SOURCE_PORT).putShort((short) DESTINATION_PORT);
        if (this == IPV4_UDP) {
            segment.putShort((short) segment.capacity()).putShort((short) 0);
        } else {
            segment.putInt(1_000)
                    .putInt(2_000)
                    .putShort((short) 0x8018)
                    .putShort((short) 512)
                    .putInt(0);
            segment.put(TCP_TIMESTAMPS);
        }
        segment.put(payload);
        segment.putShort(this == IPV4_UDP ? 6 : 16, checksum(withPseudoHeader(segment.array())));
        return segment.array();
    }

    /// RFC 768 and RFC 8200 section 8.1; the order of a pseudo-header's words does not matter to a sum.
    private byte[] withPseudoHeader(byte[] segment) {
        byte[] addresses = this == IPV6_TCP ? IPV6_ADDRESSES : IPV4_ADDRESSES;
        ByteBuffer whole = ByteBuffer.allocate(addresses.length + 4 + segment.length);
        return whole.put(addresses)
                .putShort(protocol())
                .putShort((short) segment.length)
                .put(segment)
                .array();
    }

    /// RFC 1071, word by word.
    private static short checksum(byte[] bytes) {
        long sum = 0;
        for (int i = 0; i < bytes.length; i++) {
            sum += (long) (bytes[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (short) ~sum;
    }
}
