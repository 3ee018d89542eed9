/// Who defends the server in the arena, each in its own way, behind one interface.
package dev.winnow.bench.arena.contender;
