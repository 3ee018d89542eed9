package dev.winnow.bench.arena.contender;

import dev.winnow.bench.Namespace;
import java.nio.file.Path;
import java.time.Duration;

/// The host that a [Defence] defends: a network namespace in which nginx serves port 80.
///
/// @param namespace of the server; start programs through it, and they end with it at the latest
/// @param interfaceName by which attackers and visitors come
/// @param address of the server, IPv4
/// @param directory that belongs to this defence alone in this run, for its files; deleted with the run
/// @param accessLog of nginx, in the "combined" format
/// @param errorLog of nginx, from "notice" on
/// @param banTime how long whoever is shut out is to stay out, where the defence lets anybody in again
public record ServerHost(
        Namespace namespace,
        String interfaceName,
        String address,
        Path directory,
        Path accessLog,
        Path errorLog,
        Duration banTime) {
    /// Where the web server listens.
    public static final int PORT = 80;
}
