package dev.winnow.rule.resolve;

import java.util.Map;

/// What `$NAME` stands for in rules, as text.
///
/// @param addressGroups by name without `$`, such as `HOME_NET` → `[10.0.0.0/8,!10.1.0.0/16]`
/// @param portGroups by name without `$`, such as `HTTP_PORTS` → `80`
public record Variables(Map<String, String> addressGroups, Map<String, String> portGroups) {
    /// No variables at all.
    public static final Variables NONE = new Variables(Map.of(), Map.of());

    public Variables {
        addressGroups = Map.copyOf(addressGroups);
        portGroups = Map.copyOf(portGroups);
    }
}
