/// What a filter has done and met, kept for reports: counters by the minute, attacks, and who offended most.
///
/// Counts come from the filter's counters, so that no event that was lost is missing in them; attacks and offences
/// come from the event writer. Nothing here is on the way of a packet. Bounded: of each hour the thousand rows that
/// stand out, of attacks and runs the newest, and all of it goes when its time is over.
package dev.winnow.history;
