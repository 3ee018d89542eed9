package dev.winnow.bench.arena;

import java.util.List;

/// The stories, in the order in which they are told.
final class Stories {
    static final List<Story> ALL =
            List.of(new SubnetStory(), new ExhaustionStory(), new NoiseStory(), new SynFloodStory(), new StormStory());

    private Stories() {}
}
