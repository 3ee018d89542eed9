package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.config.ConfigException;
import dev.winnow.config.ConfigLoader;
import dev.winnow.config.ConfigLoader.Origin;
import dev.winnow.config.WinnowConfig;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.LinkType;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TunnelPortsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            outputs.eve-log.enabled=yes               | 4789  | true
            outputs.eve-log.enabled=yes               | 8472  | false
            decoder.vxlan.enabled=no                  | 4789  | false
            decoder.vxlan.ports=8472, 4790            | 8472  | true
            decoder.vxlan.ports=8472, 4790            | 4790  | true
            decoder.vxlan.ports=[8472, 4790]          | 4789  | false
            decoder.vxlan.ports=any                   | 1     | true
            vars.port-groups.VXLAN_PORTS=8472         | 8472  | true
            decoder.teredo.enabled=no                 | 4789  | true
            decoder.geneve.enabled=no                 | 4789  | true
            """)
    void shouldLookForVxlanWhereTheConfigurationSays(String setting, int port, boolean found) throws ConfigException {
        WinnowConfig config = ConfigLoader.load(Optional.empty(), Origin.OWN, List.of(setting))
                .config();
        MemorySegment packet = PacketBuilder.raw()
                .ipv4("198.18.0.1", "198.18.0.2")
                .udp(1, port)
                .shim("08000000 00002a00")
                .innerEthernet()
                .ipv4("198.18.0.1", "198.18.0.2")
                .udp(1, 2)
                .build();
        PacketView view = new PacketView();
        new PacketDecoder(
                        new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT),
                        ConfiguredPorts.ofTunnels(config),
                        false)
                .decode(packet, 0, (int) packet.byteSize(), LinkType.RAW, 0, ChecksumMode.VALIDATE, view);

        assertThat(view.hasInner()).isEqualTo(found);
    }
}
