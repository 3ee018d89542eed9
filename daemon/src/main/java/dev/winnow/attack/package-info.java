/// Floods, scans, exhaustion: what packets say only in numbers.
///
/// ```
///   packet ─▶ AttackWatch ─▶ Census: a Tally of each source, network, service, host ─▶ Incidents ─▶ AttackListener
///                                  (Sketch: who gets one)             (Detector: what is too much)
/// ```
///
/// All workers share one census and one set of incidents, because a source's flows are spread over all workers
/// and thresholds are about the source. Counters are written plainly: two workers that change the same one at
/// the same moment lose one of the changes, which no threshold notices, and no worker ever waits for another.
package dev.winnow.attack;
