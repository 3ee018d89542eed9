package dev.winnow.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.TcpFlags;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Several workers at once, who share what they count without waiting for each other.
class WorkersTest {
    private static final int WORKERS = 3;
    private static final int SYNS = 300_000;

    /// What one worker has heard.
    private record Heard(int starts, int bans) {}

    @Test
    void shouldTellOneFloodOnceWhoeverSeesIt() throws InterruptedException, ExecutionException {
        byte[] syn = PacketBuilder.raw()
                .ipv4("198.18.0.1", Talk.SERVER)
                .tcp(1, 80)
                .flags(TcpFlags.SYN)
                .bytes();
        try (Arena arena = Arena.ofShared();
                ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            AttackMonitor monitor = SpoofedFlood.monitor(arena);
            List<Callable<Heard>> floods = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                int first = worker * SYNS;
                floods.add(() -> flood(monitor, syn, first));
            }
            int starts = 0;
            int bans = 0;
            for (Future<Heard> flood : workers.invokeAll(floods)) {
                starts += flood.get().starts();
                bans += flood.get().bans();
            }

            assertThat(starts).isEqualTo(1);
            assertThat(bans).isZero();
        }
    }

    private static Heard flood(AttackMonitor monitor, byte[] syn, int first) {
        try (SpoofedFlood flood = new SpoofedFlood(monitor, syn, first)) {
            flood.send(SYNS);
            return new Heard(flood.starts(), flood.bans());
        }
    }
}
