package dev.winnow.event;

import dev.winnow.rule.address.IpAddress;
import java.util.List;
import java.util.Optional;

/// The address that an HTTP proxy forwards for, in the header that it adds to requests.
///
/// @param header the header's name
/// @param overwrites whether events carry the address in the place of the packet's, too
/// @param first whether the first address of a list is meant; otherwise the last
public record ForwardedAddress(String header, boolean overwrites, boolean first) {
    /// What the header says, as Suricata 7 reads it: the first of a list ends at a comma, the last begins behind
    /// a space; a port behind the address is left out. Empty where that is no address.
    ///
    /// @param values of all headers of that name
    Optional<String> in(List<String> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = (first ? values.getFirst() : values.getLast()).strip();
        int comma = value.indexOf(',');
        String word = first
                ? value.substring(0, comma < 0 ? value.length() : comma)
                : value.substring(value.lastIndexOf(' ') + 1);
        return Optional.of(withoutPort(word))
                .filter(text -> IpAddress.parse(text).isPresent());
    }

    private static String withoutPort(String word) {
        int bracket = word.indexOf(']');
        if (word.startsWith("[") && bracket > 0) {
            return word.substring(1, bracket);
        }
        int colon = word.indexOf(':');
        boolean hasPort = colon >= 0 && colon == word.lastIndexOf(':') && word.indexOf('.') >= 0;
        return hasPort ? word.substring(0, colon) : word;
    }
}
