package dev.winnow.ban;

/// What the threads that judge packets know of bans: where to ask for one, and who is banned.
///
/// @param requests answered by a [BanAgent], if one runs
/// @param sources  empty until then
public record BanDoor(BanRequests requests, BannedSources sources) {
    private static final int REQUEST_CAPACITY = 4_096;

    public BanDoor() {
        this(new BanRequests(REQUEST_CAPACITY), new BannedSources());
    }
}
