package dev.winnow.attack;

import java.lang.foreign.Arena;

/// What all workers of a filter know together about who attacks whom.
///
/// Threading: [#newWatch] by whoever starts the workers. Ownership: the arena owns the memory, all of which is
/// taken at the start.
public final class AttackMonitor {
    private final AttackSettings settings;
    private final Census census;
    private final Incidents incidents;

    /// @param arena outlives the monitor and its watches; shared where there are several workers
    public AttackMonitor(Arena arena, AttackSettings settings) {
        this.settings = settings;
        census = new Census(arena, settings.sourcesThatFit(), settings.seed());
        incidents = new Incidents(census);
    }

    /// A watch for one worker.
    public AttackWatch newWatch(AttackListener listener) {
        return new AttackWatch(census, incidents, settings, listener);
    }

    /// Forgets everybody, as between two captures. Not while a worker counts.
    public void clear() {
        census.clear();
    }
}
