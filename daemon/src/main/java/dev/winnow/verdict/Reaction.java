package dev.winnow.verdict;

import java.util.Locale;

/// What is due about somebody, from mild to harsh.
public enum Reaction {
    /// Say it, and nothing else.
    NOTE,
    /// Let through as much as is usual.
    THROTTLE,
    /// Make those who come prove that they are where they say: drop the first SYN, or answer it with a cookie.
    CHALLENGE,
    /// End the connections that take part.
    CUT,
    /// Shut out an address.
    BAN_SOURCE,
    /// Shut out networks, the narrowest that hold those who take part.
    BAN_COVER;

    /// Whether it is over after a time, unless it is due again.
    public boolean lasts() {
        return this == THROTTLE || compareTo(BAN_SOURCE) >= 0;
    }

    /// The name in events.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
