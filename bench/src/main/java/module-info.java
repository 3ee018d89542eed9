/// Benchmarks: JMH per hop, whole processes against their peers.
module dev.winnow.bench {
    requires dev.winnow.daemon;
    requires jmh.core;
}
