/// Programs that visit and attack the arena's server from inside a network namespace, by real sockets. They end by
/// themselves.
package dev.winnow.bench.arena.traffic;
