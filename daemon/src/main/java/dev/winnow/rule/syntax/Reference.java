package dev.winnow.rule.syntax;

/// `reference:system,id`: where to read more.
///
/// @param system a name of reference.config, such as `cve` or `url`
public record Reference(String system, String id) {}
