package dev.winnow.ban.kernel;

import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.ffm.LibraryMissing;
import dev.winnow.config.BanBackend;
import dev.winnow.config.BanConfig;
import java.util.function.Consumer;

/// Which sets there are on this host.
public final class KernelChoice {
    private KernelChoice() {}

    /// The sets that the configuration asks for, or the best there are; nothing is made in the kernel yet.
    ///
    /// @param messages told where the banned will not be kept out although that was asked for
    public static KernelSets of(BanConfig config, Consumer<String> messages) {
        return switch (config.backend()) {
            case NONE -> new NoSets("nothing (ban.backend)");
            case IPSET -> ipset(config, "", messages);
            case NFTABLES, AUTO -> nftables(config, messages);
        };
    }

    private static KernelSets nftables(BanConfig config, Consumer<String> messages) {
        int probed = NftSets.probe();
        String missing;
        try {
            if (probed == 0) {
                return NftSets.of(config.interfaces());
            }
            missing = "the kernel has no nftables for winnow (" + Errno.describe(probed) + ")";
        } catch (LibraryMissing e) {
            missing = e.getMessage();
        }
        if (config.backend() == BanBackend.AUTO) {
            return ipset(config, missing + "; ", messages);
        }
        return nothing(missing, messages);
    }

    private static KernelSets ipset(BanConfig config, String before, Consumer<String> messages) {
        return IpsetSets.isAvailable()
                ? new IpsetSets(config.maxEntries())
                : nothing(before + "there is no ipset either", messages);
    }

    private static KernelSets nothing(String why, Consumer<String> messages) {
        messages.accept("the banned are not kept out: " + why);
        return new NoSets("nothing: " + why);
    }
}
