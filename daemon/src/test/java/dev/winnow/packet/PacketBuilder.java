package dev.winnow.packet;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Makes packets for tests, outermost layer first, with lengths, types and checksums filled in.
///
/// ```java
/// byte[] syn = PacketBuilder.ethernet().vlan(7).ipv4("198.18.0.1", "198.18.0.2").tcp(1024,
/// 80).flags(TcpFlags.SYN).bytes();
/// MemorySegment raw = PacketBuilder.raw().ipv6("fd00::1", "fd00::2").udp(53, 53).payload("x").build();
/// ```
///
/// Methods that set a field (`ttl`, `flags`, ...) speak of the layer added last.
public final class PacketBuilder {
    private final List<Layer> layers = new ArrayList<>();
    private byte[] payload = {};
    private Layer.Ip ip;
    private TcpHeader tcp;
    private int udpLength = -1;

    private PacketBuilder() {}

    /// A packet without a link layer, as NFQUEUE has them.
    public static PacketBuilder raw() {
        return new PacketBuilder();
    }

    public static PacketBuilder ethernet() {
        return new PacketBuilder().add(bridged());
    }

    /// Linux cooked capture, version 1.
    public static PacketBuilder sll() {
        return new PacketBuilder().add(new Layer.Typed(new byte[16], 14, 0));
    }

    /// Linux cooked capture, version 2.
    public static PacketBuilder sll2() {
        return new PacketBuilder().add(new Layer.Typed(new byte[20], 0, 0));
    }

    /// Any bytes before the network layer.
    ///
    /// @param hex may hold spaces
    public static PacketBuilder prefixed(String hex) {
        return new PacketBuilder().add(new Layer.Verbatim(hex(hex), 0));
    }

    /// Bytes from hexadecimal digits and spaces.
    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    public PacketBuilder vlan(int id) {
        return vlan(EtherType.VLAN, id);
    }

    public PacketBuilder vlan(int etherType, int id) {
        byte[] tag = ByteBuffer.allocate(4).putShort((short) id).array();
        return add(new Layer.Typed(tag, 2, etherType));
    }

    /// A layer of any bytes that Ethernet knows by this type.
    public PacketBuilder link(int etherType, String hex) {
        return add(new Layer.Verbatim(hex(hex), etherType));
    }

    /// An Ethernet frame inside GRE.
    public PacketBuilder innerEthernet() {
        return add(bridged());
    }

    public PacketBuilder ipv4(String source, String destination) {
        return addIp(new Layer.Ipv4(), source, destination);
    }

    public PacketBuilder ipv6(String source, String destination) {
        return addIp(new Layer.Ipv6(), source, destination);
    }

    /// The hop limit, in IPv6.
    public PacketBuilder ttl(int ttl) {
        ip.ttl = ttl;
        return this;
    }

    /// The traffic class, in IPv6.
    public PacketBuilder tos(int tos) {
        ip.tos = tos;
        return this;
    }

    /// Instead of that of the layer that follows.
    public PacketBuilder protocol(int protocol) {
        if (layers.getLast() instanceof Layer.Extension extension) {
            extension.nextProtocol = protocol;
        } else {
            ip.protocol = protocol;
        }
        return this;
    }

    /// IPv4 only.
    public PacketBuilder id(int id) {
        ipv4().id = id;
        return this;
    }

    /// IPv4 only: 4 reserved, 2 don't fragment, 1 more fragments.
    public PacketBuilder fragmentBits(int bits) {
        ipv4().fragmentBits = bits;
        return this;
    }

    /// IPv4 only, in units of 8 bytes.
    public PacketBuilder fragmentOffset(int units) {
        ipv4().fragmentOffset = units;
        return this;
    }

    /// IPv4 only; padded to 4 bytes.
    public PacketBuilder ipOptions(String hex) {
        ipv4().options = padded(hex(hex));
        return this;
    }

    /// An IPv6 extension header of 8 bytes and more.
    ///
    /// @param hex from its second byte on
    public PacketBuilder extension(int protocol, String hex) {
        return add(new Layer.Extension(protocol, hex("00" + hex)));
    }

    /// @param offset in units of 8 bytes
    public PacketBuilder fragmentHeader(int id, int offset, boolean more) {
        ByteBuffer header = ByteBuffer.allocate(8).putShort(2, (short) (offset << 3 | (more ? 1 : 0)));
        return add(new Layer.Extension(IpProtocol.FRAGMENT, header.putInt(4, id).array()));
    }

    /// GRE without flags.
    public PacketBuilder gre() {
        return add(new Layer.Typed(new byte[4], 2, 0));
    }

    /// GRE with any flags.
    ///
    /// @param flags the first two bytes
    /// @param hex what the flags say comes behind the type
    public PacketBuilder gre(int flags, String hex) {
        byte[] rest = hex(hex);
        byte[] header = ByteBuffer.allocate(4 + rest.length)
                .putShort((short) flags)
                .putShort((short) 0)
                .put(rest)
                .array();
        return add(new Layer.Typed(header, 2, 0));
    }

    /// GRE with ERSPAN of type II; a frame must follow.
    ///
    /// @param hex the eight bytes of its header
    public PacketBuilder erspan(String hex) {
        return add(new Layer.Verbatim(hex("1000 88be 00000001" + hex), 0, IpProtocol.GRE));
    }

    /// GRE with ERSPAN of type I; a frame must follow.
    public PacketBuilder erspan() {
        return add(new Layer.Verbatim(hex("0000 88be"), 0, IpProtocol.GRE));
    }

    /// What is between UDP and the packet that it carries.
    public PacketBuilder shim(String hex) {
        return add(new Layer.Verbatim(hex(hex), 0));
    }

    /// A segment with ACK set, until [#flags] says otherwise.
    public PacketBuilder tcp(int sourcePort, int destinationPort) {
        TcpHeader header = new TcpHeader(sourcePort, destinationPort);
        tcp = header;
        return add(new Layer.Transport(IpProtocol.TCP, ip, 16, inner -> header.bytes()));
    }

    /// See [TcpFlags].
    public PacketBuilder flags(int flags) {
        tcp.flags = flags;
        return this;
    }

    public PacketBuilder sequence(int sequence) {
        tcp.sequence = sequence;
        return this;
    }

    public PacketBuilder acknowledgment(int acknowledgment) {
        tcp.acknowledgment = acknowledgment;
        return this;
    }

    public PacketBuilder window(int window) {
        tcp.window = window;
        return this;
    }

    public PacketBuilder urgentPointer(int pointer) {
        tcp.urgentPointer = pointer;
        return this;
    }

    /// Padded to 4 bytes.
    public PacketBuilder tcpOptions(String hex) {
        tcp.options = padded(hex(hex));
        return this;
    }

    public PacketBuilder udp(int sourcePort, int destinationPort) {
        return add(new Layer.Transport(
                IpProtocol.UDP,
                ip,
                6,
                inner -> ByteBuffer.allocate(8)
                        .putShort((short) sourcePort)
                        .putShort((short) destinationPort)
                        .putShort((short) (udpLength < 0 ? 8 + inner.length : udpLength))
                        .array()));
    }

    /// Instead of the true one.
    public PacketBuilder udpLength(int length) {
        udpLength = length;
        return this;
    }

    /// ICMP inside IPv4, ICMPv6 inside IPv6.
    ///
    /// @param rest the four bytes behind the checksum: identifier and sequence number, for an echo
    public PacketBuilder icmp(int type, int code, int rest) {
        int protocol = ip instanceof Layer.Ipv4 ? IpProtocol.ICMP : IpProtocol.ICMPV6;
        return add(new Layer.Transport(
                protocol,
                ip,
                2,
                inner -> ByteBuffer.allocate(8)
                        .put((byte) type)
                        .put((byte) code)
                        .putShort((short) 0)
                        .putInt(rest)
                        .array()));
    }

    public PacketBuilder sctp(int sourcePort, int destinationPort) {
        return add(new Layer.Transport(
                IpProtocol.SCTP,
                ip,
                8,
                inner -> ByteBuffer.allocate(12)
                        .putShort((short) sourcePort)
                        .putShort((short) destinationPort)
                        .array()));
    }

    public PacketBuilder payload(byte[] bytes) {
        payload = bytes.clone();
        return this;
    }

    /// One byte for each character.
    public PacketBuilder payload(String text) {
        return payload(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The packet.
    public byte[] bytes() {
        byte[] bytes = payload;
        for (int i = layers.size() - 1; i >= 0; i--) {
            bytes = layers.get(i).wrap(bytes, i + 1 < layers.size() ? layers.get(i + 1) : null);
        }
        return bytes;
    }

    /// The packet, off-heap, in a segment of just its length; freed by the garbage collector.
    public MemorySegment build() {
        return offHeap(bytes());
    }

    /// A copy off-heap, in a segment of just its length; freed by the garbage collector.
    public static MemorySegment offHeap(byte[] bytes) {
        return Arena.ofAuto()
                .allocate(Math.max(1, bytes.length))
                .asSlice(0, bytes.length)
                .copyFrom(MemorySegment.ofArray(bytes));
    }

    private PacketBuilder addIp(Layer.Ip layer, String source, String destination) {
        layer.source = address(source);
        layer.destination = address(destination);
        ip = layer;
        return add(layer);
    }

    private PacketBuilder add(Layer layer) {
        layers.add(layer);
        return this;
    }

    private Layer.Ipv4 ipv4() {
        if (ip instanceof Layer.Ipv4 ipv4) {
            return ipv4;
        }
        throw new IllegalStateException("the last IP layer is not IPv4");
    }

    private static Layer bridged() {
        return new Layer.Typed(new byte[14], 12, EtherType.BRIDGED_ETHERNET);
    }

    private static byte[] padded(byte[] options) {
        return ByteBuffer.allocate((options.length + 3) / 4 * 4).put(options).array();
    }

    private static byte[] address(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
