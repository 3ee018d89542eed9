/// What is done about attackers, whom nothing is done to, and what is told of it.
///
/// ```
///   attack ─▶ AttackReactions ─ what a packet's verdict says ─▶ judging thread
///   (due)            │          (SourceGuard: unless he comes first)
///                    └─ BanDoor ─▶ AttackDesk ─▶ bans, and ends of connections ─▶ BanEvents
///                       (ReactionCodes)   (CaptureBans: the same for captures)
/// ```
package dev.winnow.reaction;
