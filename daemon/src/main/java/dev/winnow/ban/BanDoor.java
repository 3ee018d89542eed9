package dev.winnow.ban;

import dev.winnow.ban.allow.AllowedSources;

/// What the threads that judge packets know of bans: where to ask for one, who is banned, and who comes first.
///
/// @param requests answered by a [BanAgent], if one runs
/// @param sources  empty until then
/// @param allowed  whom the operator has named, until somebody looks who else there is
public record BanDoor(BanRequests requests, BannedSources sources, AllowedSources allowed) {
    private static final int REQUEST_CAPACITY = 4_096;

    public BanDoor(AllowedSources allowed) {
        this(new BanRequests(REQUEST_CAPACITY), new BannedSources(), allowed);
    }
}
