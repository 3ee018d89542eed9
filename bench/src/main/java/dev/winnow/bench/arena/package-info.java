/// The five stories, with real tools on the attackers' side, a real web server in the middle, and visitors who must
/// notice nothing.
///
/// ```
///   visitors 198.18.255.3 ── bridge ──┬── server 198.18.255.1: nginx, the contender
///                                     └── attackers 198.18.255.2
/// ```
///
/// [ArenaBench] plays each [Story] before each contender: calm, attack, after. What visitors saw ([Visit]), what the
/// server had to bear ([Sample]) and what the contender did make an [Outcome]; the story's checks are about it.
package dev.winnow.bench.arena;
