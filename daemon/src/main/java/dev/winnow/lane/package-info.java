/// The way of a packet from the kernel's queue to its verdict, and the same way from a capture.
///
/// ```
///                 ┌──────────── SPSC, free slots ◀───────────────┐
///                 ▼                                              │
///   kernel ─▶ QueueIntake ─ SPSC ─▶ FilterWorker ─ SPSC ─▶ VerdictSender ─▶ kernel
///                          (a flow stays on one worker, whose thread its verdict sender shares)
/// ```
///
/// A [dev.winnow.lane.Slot] belongs to whoever took it from a queue, until they offer it to the next.
package dev.winnow.lane;
