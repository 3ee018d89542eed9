package dev.winnow.detect;

/// The rules that packets of one kind can match. Immutable, shared by all threads.
///
/// @param ruleCount how many rules there are
/// @param unfilteredCount how many of them have no literal to look for
/// @param packets literals of rules that look into packets, in a stream or not; null where there are none
/// @param streams literals of rules that look into streams, and into packets that are in none; null likewise
record RuleGroup(
        int ruleCount, int unfilteredCount, UnfilteredRules unfiltered, Prefilter packets, Prefilter streams) {}
