package dev.winnow.lane;

import dev.winnow.config.HostSystem;
import dev.winnow.config.WinnowConfig;
import dev.winnow.flow.HostPolicies;
import dev.winnow.flow.OverlapPolicy;
import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.address.IpRange;
import dev.winnow.rule.parse.RuleReader;
import dev.winnow.rule.resolve.AddressResolver;
import dev.winnow.rule.resolve.Unresolvable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// How hosts treat bytes that come twice, out of the configuration's words.
public final class OverlappingHosts {
    private OverlappingHosts() {}

    /// The policies of all hosts that are named; of two networks that a host is in the smaller one counts.
    ///
    /// @throws IllegalArgumentException with words for a person, where a key's value stands for no addresses
    public static HostPolicies of(WinnowConfig config) {
        AddressResolver resolver = new AddressResolver(config.variables().addressGroups());
        List<HostPolicies.Rule> rules = new ArrayList<>();
        config.stream().hosts().forEach((system, texts) -> {
            for (String text : texts) {
                rules.add(new HostPolicies.Rule(
                        addresses(system, text, resolver),
                        OverlapPolicy.named(keyOf(system)).orElseThrow()));
            }
        });
        rules.sort(Comparator.comparingInt(rule -> hostBits(rule.hosts())));
        return new HostPolicies(rules, HostPolicies.DEFAULT.others());
    }

    private static AddressSet addresses(HostSystem system, String text, AddressResolver resolver) {
        try {
            return resolver.addresses(RuleReader.readAddresses(text));
        } catch (IllegalArgumentException | Unresolvable e) {
            throw new IllegalArgumentException("'host-os-policy." + keyOf(system) + "': " + e.getMessage(), e);
        }
    }

    private static String keyOf(HostSystem system) {
        return system.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int hostBits(AddressSet hosts) {
        return hosts.ranges().stream()
                .mapToInt(OverlappingHosts::hostBits)
                .max()
                .orElse(0);
    }

    private static int hostBits(IpRange range) {
        long high = range.first().high() ^ range.last().high();
        long low = range.first().low() ^ range.last().low();
        return high == 0 ? Long.SIZE - Long.numberOfLeadingZeros(low) : 2 * Long.SIZE - Long.numberOfLeadingZeros(high);
    }
}
