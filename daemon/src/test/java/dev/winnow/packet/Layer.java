package dev.winnow.packet;

import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;

/// One header of a packet under construction: puts itself around the bytes of the layers inside.
///
/// Fields are written by [PacketBuilder] until the packet is built.
abstract class Layer {
    /// What an Ethernet header says when this layer follows.
    int etherType() {
        return 0;
    }

    /// What an IP header says when this layer follows.
    int protocol() {
        return IpProtocol.NO_NEXT_HEADER;
    }

    /// @param next the layer inside, or null where only `inner` follows
    abstract byte[] wrap(byte[] inner, Layer next);

    static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }

    private static int etherTypeOf(Layer next) {
        return next == null ? 0x9000 : next.etherType();
    }

    private static int protocolOf(Layer next, int set) {
        if (set >= 0) {
            return set;
        }
        return next == null ? 253 : next.protocol();
    }

    /// A fixed header that ends in, or holds, the EtherType of what follows.
    static final class Typed extends Layer {
        private final byte[] header;
        private final int typeOffset;
        private final int ownEtherType;

        Typed(byte[] header, int typeOffset, int ownEtherType) {
            this.header = header;
            this.typeOffset = typeOffset;
            this.ownEtherType = ownEtherType;
        }

        @Override
        int etherType() {
            return ownEtherType;
        }

        @Override
        int protocol() {
            return IpProtocol.GRE;
        }

        @Override
        byte[] wrap(byte[] inner, Layer next) {
            byte[] filled = header.clone();
            ByteBuffer.wrap(filled).putShort(typeOffset, (short) etherTypeOf(next));
            return join(filled, inner);
        }
    }

    /// Bytes that stand before the rest as they are.
    static final class Verbatim extends Layer {
        private final byte[] header;
        private final int ownEtherType;
        private final int ownProtocol;

        Verbatim(byte[] header, int ownEtherType) {
            this(header, ownEtherType, IpProtocol.NO_NEXT_HEADER);
        }

        Verbatim(byte[] header, int ownEtherType, int ownProtocol) {
            this.header = header;
            this.ownEtherType = ownEtherType;
            this.ownProtocol = ownProtocol;
        }

        @Override
        int protocol() {
            return ownProtocol;
        }

        @Override
        int etherType() {
            return ownEtherType;
        }

        @Override
        byte[] wrap(byte[] inner, Layer next) {
            return join(header, inner);
        }
    }

    /// What a transport checksum needs to know of the IP header around it.
    abstract static class Ip extends Layer {
        byte[] source;
        byte[] destination;
        int tos;
        int ttl = 64;
        int protocol = -1;

        byte[] pseudoHeader(int nextProtocol, int length) {
            return join(
                    source,
                    destination,
                    ByteBuffer.allocate(8).putInt(length).putInt(nextProtocol).array());
        }
    }

    static final class Ipv4 extends Ip {
        int id;
        int fragmentBits;
        int fragmentOffset;
        byte[] options = {};

        @Override
        int etherType() {
            return EtherType.IPV4;
        }

        @Override
        int protocol() {
            return IpProtocol.IPV4;
        }

        @Override
        byte[] wrap(byte[] inner, Layer next) {
            int headerLength = 20 + options.length;
            ByteBuffer header = ByteBuffer.allocate(headerLength);
            header.put((byte) (0x40 | headerLength / 4)).put((byte) tos);
            header.putShort((short) (headerLength + inner.length)).putShort((short) id);
            header.putShort((short) (fragmentBits << 13 | fragmentOffset));
            header.put((byte) ttl).put((byte) protocolOf(next, protocol)).putShort((short) 0);
            header.put(source).put(destination).put(options);
            header.putShort(10, (short) SlowChecksum.of(header.array()));
            return join(header.array(), inner);
        }
    }

    static final class Ipv6 extends Ip {
        @Override
        int etherType() {
            return EtherType.IPV6;
        }

        @Override
        int protocol() {
            return IpProtocol.IPV6;
        }

        @Override
        byte[] wrap(byte[] inner, Layer next) {
            ByteBuffer header = ByteBuffer.allocate(40);
            header.putInt(0x60000000 | tos << 20).putShort((short) inner.length);
            header.put((byte) protocolOf(next, protocol)).put((byte) ttl);
            header.put(source).put(destination);
            return join(header.array(), inner);
        }
    }

    /// An IPv6 extension header, whose first byte will name what follows.
    static final class Extension extends Layer {
        private final int ownProtocol;
        private final byte[] header;
        int nextProtocol = -1;

        Extension(int ownProtocol, byte[] header) {
            this.ownProtocol = ownProtocol;
            this.header = header;
        }

        @Override
        int protocol() {
            return ownProtocol;
        }

        @Override
        byte[] wrap(byte[] inner, Layer next) {
            byte[] filled = header.clone();
            filled[0] = (byte) protocolOf(next, nextProtocol);
            return join(filled, inner);
        }
    }

    /// TCP, UDP, ICMP, SCTP: a header that is made from the bytes behind it and gets its checksum afterwards.
    static final class Transport extends Layer {
        private final int ownProtocol;
        private final Ip around;
        private final int checksumOffset;
        private final UnaryOperator<byte[]> header;

        Transport(int ownProtocol, Ip around, int checksumOffset, UnaryOperator<byte[]> header) {
            this.ownProtocol = ownProtocol;
            this.around = around;
            this.checksumOffset = checksumOffset;
            this.header = header;
        }

        @Override
        int protocol() {
            return ownProtocol;
        }

        @Override
        byte[] wrap(byte[] inner, Layer next) {
            byte[] whole = join(header.apply(inner), inner);
            if (ownProtocol == IpProtocol.SCTP) {
                CRC32C crc = new CRC32C();
                crc.update(whole);
                ByteBuffer.wrap(whole).putInt(checksumOffset, Integer.reverseBytes((int) crc.getValue()));
            } else {
                byte[] pseudo =
                        ownProtocol == IpProtocol.ICMP ? new byte[0] : around.pseudoHeader(ownProtocol, whole.length);
                int checksum = SlowChecksum.of(join(pseudo, whole));
                boolean zeroMeansAbsent = ownProtocol == IpProtocol.UDP && checksum == 0;
                ByteBuffer.wrap(whole).putShort(checksumOffset, (short) (zeroMeansAbsent ? 0xFFFF : checksum));
            }
            return whole;
        }
    }
}
