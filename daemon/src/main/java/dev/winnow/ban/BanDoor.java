package dev.winnow.ban;

import dev.winnow.ban.allow.AllowedSources;

/// What the threads that judge packets know of bans: where to ask for one and to tell who has behaved, who is banned,
/// who comes first, and who has a good name.
///
/// @param requests answered by a [BanAgent], if one runs
/// @param visits   of addresses; heard by a [BanAgent], if one runs
/// @param sources  who is banned; empty until then
/// @param allowed  whom the operator has named, until somebody looks who else there is
/// @param known    who has a good name; empty until somebody has
public record BanDoor(
        BanRequests requests, BanRequests visits, TimedPrefixes sources, AllowedSources allowed, TimedPrefixes known) {
    private static final int REQUEST_CAPACITY = 4_096;

    public BanDoor(AllowedSources allowed) {
        this(
                new BanRequests(REQUEST_CAPACITY),
                new BanRequests(REQUEST_CAPACITY),
                new TimedPrefixes(),
                allowed,
                new TimedPrefixes());
    }
}
