package dev.winnow.bench.load;

import java.util.List;
import java.util.regex.Pattern;

/// A program that replays captures.
///
/// @param name of the program, as in the table
/// @param withRules whether it has the rules and the marker rule, or none
/// @param before its command up to the capture's name, `after` what follows
/// @param speed finds in what it prints how long it read (`seconds`) or how fast (`mbits`), loading left out
record ReplayContender(String name, boolean withRules, List<String> before, List<String> after, Pattern speed) {}
