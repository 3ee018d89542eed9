package dev.winnow.packet;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// One well-formed packet of each shape that the decoder knows, for tests that hold for every packet.
final class SamplePacket {
    private static final String A = "198.18.0.1";
    private static final String B = "198.18.0.2";
    private static final String A6 = "fd00::1";
    private static final String B6 = "fd00::2";

    private final String name;
    private final LinkType link;
    private final byte[] bytes;

    /// @param name what is special about it
    private SamplePacket(String name, LinkType link, byte[] bytes) {
        this.name = name;
        this.link = link;
        this.bytes = bytes;
    }

    static List<SamplePacket> all() {
        return List.of(
                raw("TCP", PacketBuilder.raw().ipv4(A, B).tcp(1024, 80).payload("GET / HTTP/1.0")),
                raw("TCP options", PacketBuilder.raw().ipv4(A, B).tcp(1, 2).tcpOptions("020405b4 0402 01 030307")),
                raw(
                        "IPv4 options",
                        PacketBuilder.raw()
                                .ipv4(A, B)
                                .ipOptions("01 0707 04c6120003 00")
                                .udp(1, 2)),
                raw("UDP", PacketBuilder.raw().ipv4(A, B).udp(53, 1024).payload("abc")),
                raw(
                        "ICMP echo",
                        PacketBuilder.raw().ipv4(A, B).icmp(8, 0, 0x00010002).payload("ping")),
                raw("SCTP", PacketBuilder.raw().ipv4(A, B).sctp(1, 2).payload("chunk")),
                raw(
                        "ESP",
                        PacketBuilder.raw().ipv4(A, B).protocol(IpProtocol.ESP).payload("opaque")),
                raw(
                        "TCP over IPv6",
                        PacketBuilder.raw().ipv6(A6, B6).tcp(1024, 80).payload("GET")),
                raw("ICMPv6 echo", PacketBuilder.raw().ipv6(A6, B6).icmp(128, 0, 0x00010002)),
                raw("extension headers", withExtensions().udp(1, 2).payload("x")),
                raw("fragment", PacketBuilder.raw().ipv4(A, B).fragmentBits(1).payload("8 bytes!")),
                raw(
                        "IPv6 fragment",
                        PacketBuilder.raw()
                                .ipv6(A6, B6)
                                .fragmentHeader(9, 1, false)
                                .payload("end")),
                raw(
                        "IP in IP",
                        PacketBuilder.raw().ipv4(A, B).ipv6(A6, B6).ipv4(A, B).udp(1, 2)),
                raw(
                        "GRE",
                        PacketBuilder.raw()
                                .ipv4(A, B)
                                .gre()
                                .ipv4(A, B)
                                .udp(1, 2)
                                .payload("in")),
                raw(
                        "GRE flags",
                        PacketBuilder.raw()
                                .ipv6(A6, B6)
                                .gre(0xB000, "0".repeat(24))
                                .ipv4(A, B)
                                .tcp(1, 2)),
                raw(
                        "Ethernet in GRE",
                        PacketBuilder.raw()
                                .ipv4(A, B)
                                .gre()
                                .innerEthernet()
                                .vlan(3)
                                .ipv4(A, B)
                                .udp(1, 2)),
                raw(
                        "ERSPAN II",
                        PacketBuilder.raw()
                                .ipv4(A, B)
                                .erspan("1007 0000 00000000")
                                .innerEthernet()
                                .ipv4(A, B)
                                .udp(1, 2)),
                raw(
                        "VXLAN",
                        PacketBuilder.raw()
                                .ipv6(A6, B6)
                                .udp(1, 4789)
                                .shim("08000000 00002a00")
                                .innerEthernet()
                                .ipv4(A, B)
                                .tcp(1, 2)),
                raw(
                        "Teredo",
                        PacketBuilder.raw()
                                .ipv4(A, B)
                                .udp(3544, 1)
                                .shim("0000 edba 39edfffe")
                                .ipv6(A6, B6)
                                .icmp(128, 0, 1)),
                new SamplePacket("Ethernet", LinkType.ETHERNET, udp(PacketBuilder.ethernet())),
                new SamplePacket(
                        "VLAN", LinkType.ETHERNET, udp(PacketBuilder.ethernet().vlan(7))),
                new SamplePacket(
                        "MPLS", LinkType.ETHERNET, udp(PacketBuilder.ethernet().link(0x8847, "0000100000002100"))),
                new SamplePacket(
                        "PPPoE", LinkType.ETHERNET, udp(PacketBuilder.ethernet().link(0x8864, "1100000100240021"))),
                new SamplePacket("cooked", LinkType.LINUX_SLL, udp(PacketBuilder.sll())),
                new SamplePacket(
                        "cooked v2",
                        LinkType.LINUX_SLL2,
                        udp(PacketBuilder.sll2().vlan(7))),
                new SamplePacket("loopback", LinkType.NULL, udp(PacketBuilder.prefixed("02000000"))),
                new SamplePacket("PPP", LinkType.PPP, udp(PacketBuilder.prefixed("ff030021"))),
                new SamplePacket("HDLC", LinkType.C_HDLC, udp(PacketBuilder.prefixed("0f000800"))));
    }

    LinkType link() {
        return link;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    MemorySegment offHeap() {
        return PacketBuilder.offHeap(bytes);
    }

    private static PacketBuilder withExtensions() {
        return PacketBuilder.raw()
                .ipv6(A6, B6)
                .extension(IpProtocol.HOP_BY_HOP, "00 050200000000")
                .extension(IpProtocol.ROUTING, "00 000000000000")
                .extension(IpProtocol.AUTHENTICATION, "01 0000 00000000 00000000")
                .extension(IpProtocol.DESTINATION, "00 010400000000");
    }

    private static byte[] udp(PacketBuilder builder) {
        return builder.ipv4(A, B).udp(1, 2).payload("datagram").bytes();
    }

    private static SamplePacket raw(String name, PacketBuilder builder) {
        return new SamplePacket(name, LinkType.RAW, builder.bytes());
    }

    @Override
    public String toString() {
        return name;
    }
}
