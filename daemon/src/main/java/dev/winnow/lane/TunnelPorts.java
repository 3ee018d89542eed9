package dev.winnow.lane;

import dev.winnow.config.WinnowConfig;
import dev.winnow.packet.UdpTunnels;
import dev.winnow.rule.parse.RuleReader;
import dev.winnow.rule.resolve.PortResolver;
import dev.winnow.rule.resolve.Unresolvable;
import java.util.BitSet;

/// The ports at which tunnels are looked for, out of the configuration's words.
public final class TunnelPorts {
    private TunnelPorts() {}

    /// What decoders are made with.
    ///
    /// @throws IllegalArgumentException with words for a person, where a key's value stands for no ports
    public static UdpTunnels of(WinnowConfig config) {
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
