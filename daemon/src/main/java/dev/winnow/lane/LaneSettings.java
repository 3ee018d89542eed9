package dev.winnow.lane;

import dev.winnow.event.EventOrigin;

/// What is decided for all lanes of a run.
///
/// @param workers       workers of each lane
/// @param dryRun        accept everything, and report what would have been done
/// @param eventCapacity events of one worker that may wait for the event writer
/// @param packetLength  bytes of an event's packet that go along, as evidence
/// @param origin        where events say that the packets come from
record LaneSettings(int workers, boolean dryRun, int eventCapacity, int packetLength, EventOrigin origin) {}
