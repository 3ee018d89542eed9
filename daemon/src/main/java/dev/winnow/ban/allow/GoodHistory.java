package dev.winnow.ban.allow;

import dev.winnow.ban.Prefix;
import dev.winnow.rule.address.IpAddress;
import java.util.Optional;

/// Sources that have behaved for long enough to be let alone.
@FunctionalInterface
public interface GoodHistory {
    /// Nobody is known.
    GoodHistory NONE = (_, _) -> Optional.empty();

    /// One of the good sources in a prefix, if there are any.
    ///
    /// Asked by the thread that bans.
    ///
    /// @param nowNs nanoseconds since 1970
    Optional<IpAddress> goodSourceIn(Prefix prefix, long nowNs);
}
