package dev.winnow.ban;

import dev.winnow.rule.address.IpAddress;

/// An address and how much it counts for: an attacker's share of the attack, a visitor's visits.
///
/// @param weight at least 1
public record Source(IpAddress address, long weight) {
    public Source {
        if (weight < 1) {
            throw new IllegalArgumentException("weight must be at least 1, got " + weight);
        }
    }
}
