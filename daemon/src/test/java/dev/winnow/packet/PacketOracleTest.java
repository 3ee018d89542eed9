package dev.winnow.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class PacketOracleTest {
    private final PacketDecoder decoder = new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT));
    private final PacketView view = new PacketView();

    @Property(tries = 5000)
    void shouldReadWhatTheOracleReads(@ForAll Random random) {
        byte[] bytes = packet(random).bytes();
        decoder.reset();
        decoder.decode(PacketBuilder.offHeap(bytes), 0, bytes.length, LinkType.RAW, 0, ChecksumMode.VALIDATE, view);

        assertThat(fields()).isEqualTo(OraclePacket.read(bytes));
        assertThat(view.checksumsGood()).isTrue();
        assertThat(view.isMalformed()).isFalse();
    }

    private static PacketBuilder packet(Random random) {
        PacketBuilder builder = random.nextBoolean() ? ipv4(random) : ipv6(random);
        builder.tos(random.nextInt(256)).ttl(random.nextInt(256));
        byte[] payload = new byte[1 + random.nextInt(100)];
        random.nextBytes(payload);
        return transport(builder, random).payload(payload);
    }

    private static PacketBuilder ipv4(Random random) {
        PacketBuilder builder = PacketBuilder.raw()
                .ipv4("198.18.1." + random.nextInt(256), "198.19.2." + random.nextInt(256))
                .id(random.nextInt(65536))
                .ipOptions("01".repeat(random.nextInt(41)));
        return random.nextInt(4) == 0
                ? builder.fragmentOffset(3 + random.nextInt(8000))
                : builder.fragmentBits(random.nextBoolean() ? PacketView.DONT_FRAGMENT : 0);
    }

    private static PacketBuilder ipv6(Random random) {
        PacketBuilder builder = PacketBuilder.raw().ipv6("fd00::" + random.nextInt(9999), "fd00::1");
        for (int i = random.nextInt(4); i > 0; i--) {
            int protocol = random.nextBoolean() ? IpProtocol.HOP_BY_HOP : IpProtocol.DESTINATION;
            int units = random.nextInt(3);
            builder.extension(protocol, "0" + units + "00".repeat(6 + 8 * units));
        }
        return random.nextInt(4) == 0
                ? builder.fragmentHeader(random.nextInt(), 3 + random.nextInt(8000), false)
                : builder;
    }

    private static PacketBuilder transport(PacketBuilder builder, Random random) {
        int source = random.nextInt(65536);
        int destination = random.nextInt(65536);
        return switch (random.nextInt(4)) {
            case 0 ->
                builder.tcp(source, destination)
                        .flags(random.nextInt(512))
                        .sequence(random.nextInt())
                        .acknowledgment(random.nextInt())
                        .window(random.nextInt(65536))
                        .urgentPointer(random.nextInt(65536))
                        .tcpOptions("01".repeat(random.nextInt(41)));
            case 1 -> builder.udp(source, destination);
            case 2 -> builder.icmp(3, random.nextInt(16), random.nextInt());
            default -> builder.protocol(253);
        };
    }

    private Map<String, Long> fields() {
        Map<String, Long> fields = new TreeMap<>();
        fields.put("version", (long) view.ipVersion());
        fields.put("tos", (long) view.tos());
        fields.put("networkLength", (long) view.networkLength());
        fields.put("networkHeaderLength", (long) view.networkHeaderLength());
        fields.put("id", Integer.toUnsignedLong(view.ipId()));
        fields.put("dontFragment", view.dontFragment() ? 1L : 0L);
        fields.put("moreFragments", view.moreFragments() ? 1L : 0L);
        fields.put("fragmentOffset", (long) view.fragmentOffset());
        fields.put("ttl", (long) view.ttl());
        fields.put("source", view.sourceLow());
        fields.put("destination", view.destinationLow());
        fields.put("protocol", (long) view.protocol());
        putTransport(fields);
        fields.values().removeIf(value -> value == 0);
        return fields;
    }

    private void putTransport(Map<String, Long> fields) {
        if (!view.isFragment()) {
            fields.put("payloadOffset", view.payloadOffset());
        }
        fields.put("payloadLength", (long) view.payloadLength());
        fields.put("sourcePort", (long) view.sourcePort());
        fields.put("destinationPort", (long) view.destinationPort());
        fields.put("sequence", Integer.toUnsignedLong(view.sequence()));
        fields.put("acknowledgment", Integer.toUnsignedLong(view.acknowledgment()));
        fields.put("flags", (long) view.tcpFlags());
        fields.put("window", (long) view.window());
        fields.put("urgent", (long) view.urgentPointer());
        fields.put("icmpType", (long) view.icmpType());
        fields.put("icmpCode", (long) view.icmpCode());
    }
}
