package dev.winnow.bench.arena;

import dev.winnow.bench.arena.Timing.Phases;
import dev.winnow.bench.arena.traffic.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// 2003: hundreds of half-open connections, from machines that somebody has taken over and from addresses that nobody
/// has.
final class SynFloodStory implements Story {
    /// Three quarters of what the server lets wait: with more it turns away whom it does not know.
    private static final double MOST_HALF_OPEN = 96;

    private static final double BY_THEN_S = 3;

    private static final int PACKETS_PER_SECOND = 5_000;
    private static final double SETTLED_S = 15;

    /// 100,352 addresses, none of which is anybody's here.
    private static final List<String> SPOOFED = List.of("198.19.0.0-198.19.239.255", "198.18.0.0-198.18.151.255");

    @Override
    public String name() {
        return "synflood";
    }

    @Override
    public String about() {
        return "trafgen sends %,d SYNs a second from 100,352 made-up addresses; 500 bots connect, and ask nothing."
                .formatted(PACKETS_PER_SECOND);
    }

    @Override
    public void attack(Arena arena, Phases phases) throws IOException {
        Path packets = Files.writeString(arena.folder("trafgen").resolve("flood.cfg"), packets(arena));
        arena.attack(
                phases,
                "trafgen",
                List.of(
                        "trafgen",
                        "--dev",
                        Arena.ATTACKERS_DEVICE,
                        "--conf",
                        packets.toString(),
                        "--cpus",
                        "1",
                        "--qdisc-path",
                        "--gap",
                        1_000_000 / PACKETS_PER_SECOND + "us"));
        arena.attackByProgram(phases, "bots");
    }

    /// In trafgen's language; the packets take turns.
    private static String packets(Arena arena) throws IOException {
        String hardware = arena.serverHardwareAddress();
        StringBuilder text = new StringBuilder();
        for (String range : SPOOFED) {
            String[] ends = range.split("-", 2);
            text.append("""
                    {
                      eth(daddr=%s, saddr=02:00:00:00:00:01),
                      ipv4(id=drnd(), ttl=64, saddr=drnd(%s, %s), daddr=%s),
                      tcp(sport=drnd(1024, 65535), dport=80, seq=drnd(), syn, window=64240)
                    }
                    """.formatted(hardware, number(ends[0]), number(ends[1]), Addresses.SERVER));
        }
        return text.toString();
    }

    private static String number(String address) {
        StringBuilder number = new StringBuilder("0x");
        for (String part : address.split("\\.", -1)) {
            number.append("%02x".formatted(Integer.parseInt(part)));
        }
        return number.toString();
    }

    @Override
    public String burden() {
        return "half-open sockets";
    }

    @Override
    public double burden(Sample before, Sample now) {
        return now.sockets().halfOpen();
    }

    @Override
    public double burdenLimit() {
        return MOST_HALF_OPEN;
    }

    @Override
    public List<Check> checks(Outcome outcome) {
        Networks banned = new Networks(outcome.bannedEver());
        List<String> innocent = outcome.bannedEver().stream()
                .filter(prefix -> !Networks.ATTACKERS.covers(prefix))
                .toList();
        long free = Sources.bots().stream().filter(bot -> !banned.contains(bot)).count();
        double held = outcome.samples().stream()
                .filter(sample -> sample.atMs() > outcome.phases().attackMs() + SETTLED_S * 1e3)
                .filter(sample -> sample.atMs() < outcome.phases().afterMs())
                .mapToInt(sample -> sample.sockets().established())
                .max()
                .orElse(0);
        return List.of(
                Check.that(
                        "no spoofed address banned",
                        innocent.isEmpty() ? "none" : "banned: " + innocent,
                        innocent.isEmpty()),
                Check.atMost(
                        "half-open sockets from %.0f s on".formatted(BY_THEN_S),
                        outcome.burden().peakFrom(BY_THEN_S),
                        MOST_HALF_OPEN,
                        "sockets"),
                Check.atMost(
                        "bots that were not banned",
                        (double) free,
                        0,
                        "of " + Sources.bots().size()),
                Check.atMost("connections that bots hold from %.0f s on".formatted(SETTLED_S), held, 0, "connections"));
    }
}
