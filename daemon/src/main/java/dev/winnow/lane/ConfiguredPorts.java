package dev.winnow.lane;

import dev.winnow.config.WinnowConfig;
import dev.winnow.packet.UdpTunnels;
import dev.winnow.rule.address.PortSet;
import dev.winnow.rule.parse.RuleReader;
import dev.winnow.rule.resolve.PortResolver;
import dev.winnow.rule.resolve.Unresolvable;
import java.util.BitSet;

/// The ports at which something is looked for, out of the configuration's words.
public final class ConfiguredPorts {
    private ConfiguredPorts() {}

    /// Sees that every key stands for ports.
    ///
    /// @throws IllegalArgumentException with words for a person, where a key's value stands for no ports
    public static void check(WinnowConfig config) {
        ofTunnels(config);
        ofAttacks(config);
    }

    /// Where peer-to-peer protocols do not belong.
    static PortSet ofAttacks(WinnowConfig config) {
        PortResolver resolver = new PortResolver(config.variables().portGroups());
        return PortSet.of(ports("attack.wrong-protocol.ports", config.attack().wrongProtocolPorts(), resolver));
    }

    /// What decoders are made with.
    static UdpTunnels ofTunnels(WinnowConfig config) {
        PortResolver resolver = new PortResolver(config.variables().portGroups());
        WinnowConfig.UdpTunnels tunnels = config.udpTunnels();
        return new UdpTunnels(
                ports("decoder.vxlan.ports", tunnels.vxlanPorts(), resolver),
                ports("decoder.geneve.ports", tunnels.genevePorts(), resolver),
                ports("decoder.teredo.ports", tunnels.teredoPorts(), resolver));
    }

    private static BitSet ports(String key, String text, PortResolver resolver) {
        if (text.isEmpty()) {
            return new BitSet();
        }
        // Suricata takes a list without brackets here.
        String list = text.contains(",") && !text.contains("[") ? "[" + text + "]" : text;
        try {
            return resolver.ports(RuleReader.readPorts(list)).toBitSet();
        } catch (IllegalArgumentException | Unresolvable e) {
            throw new IllegalArgumentException("'" + key + "': " + e.getMessage(), e);
        }
    }
}
