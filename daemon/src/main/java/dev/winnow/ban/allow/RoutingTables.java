package dev.winnow.ban.allow;

import dev.winnow.rule.address.IpAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The gateways in the kernel's routing tables.
///
/// Source: proc_pid_net(5), `/proc/net/route`; `/proc/net/ipv6_route` has destination, source and next hop in plain
/// hexadecimal.
final class RoutingTables {
    private static final int IPV4_GATEWAY = 2;
    private static final int IPV6_GATEWAY = 4;

    private final Path folder;

    /// @param folder `/proc/net` of the network namespace
    RoutingTables(Path folder) {
        this.folder = folder;
    }

    List<IpAddress> gateways() {
        List<IpAddress> gateways = new ArrayList<>();
        read("route", IPV4_GATEWAY, gateways);
        read("ipv6_route", IPV6_GATEWAY, gateways);
        return gateways;
    }

    private void read(String file, int column, List<IpAddress> gateways) {
        for (String line : TextFile.lines(folder.resolve(file))) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length > column) {
                ProcAddress.parse(words[column], column == IPV6_GATEWAY)
                        .filter(address -> address.high() != 0 || address.low() != 0)
                        .ifPresent(gateways::add);
            }
        }
    }
}
