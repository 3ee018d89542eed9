package dev.winnow.bench.load;

/// What packets cost from the sender to the sink, all processes and what the kernel did in their name.
///
/// A kernel built with CONFIG_IRQ_TIME_ACCOUNTING shows the packets' way through it in no process: there only winnow's
/// own share can be told.
///
/// @param packets that winnow judged
/// @param filterSeconds CPU time of winnow, with the kernel's way from the verdict to the sink
/// @param pathSeconds CPU time of udp_load, with the kernel's way from the wire to the queue; of udp_sink; of ksoftirqd
record PacketCost(long packets, double filterSeconds, double pathSeconds) {
    double filterMicros() {
        return filterSeconds * 1e6 / packets;
    }

    double pathMicros() {
        return pathSeconds * 1e6 / packets;
    }

    double micros() {
        return filterMicros() + pathMicros();
    }
}
