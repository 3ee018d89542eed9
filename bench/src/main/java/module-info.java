/// Benchmarks: JMH per hop, whole processes against their peers, the arena.
module dev.winnow.bench {
    requires dev.winnow.bindings;
    requires dev.winnow.daemon;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires jmh.core;

    opens dev.winnow.bench.arena to
            info.picocli;
    opens dev.winnow.bench.arena.traffic to
            info.picocli;
    opens dev.winnow.bench.load to
            info.picocli;
}
