package dev.winnow.ban.lockdown;

import dev.winnow.ban.Prefix;
import java.util.List;
import java.util.Optional;

/// What an operator wants shut.
///
/// @param ports      empty: those of ssh
/// @param kept       who gets in all the same
/// @param session    where whoever asks is logged in from
/// @param durationNs for how long
/// @param by         an operator's name
public record LockdownOrder(
        List<PortRange> ports, List<Kept> kept, Optional<Prefix> session, long durationNs, String by) {}
