package dev.winnow.config;

/// One key of the configuration: the only place where its name, its default and its meaning are written.
///
/// @param name         dotted path from the document's root
/// @param defaultValue what holds where nobody says anything
/// @param shared       true where a `suricata.yaml` has the same key with the same meaning; a key of winnow's own, or
///                     one that says where this host's files are, is not taken from a foreign file
/// @param help         what it is, in a few words, for whoever got its value wrong
record ConfigKey<T>(String name, ValueType<T> type, T defaultValue, boolean shared, String help) {}
