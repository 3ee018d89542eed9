package dev.winnow.detect.reputation;

import dev.winnow.rule.address.AddressNumbers;

/// Countries of addresses, by the two letters of ISO 3166-1. Immutable; lookups allocate nothing and may come from any
/// thread.
public final class Countries {
    /// Knows none.
    public static final Countries NONE = new Countries(new AddressNumbers.Builder().build());

    /// What an address has of which no country is known.
    public static final int UNKNOWN = AddressNumbers.NONE;

    private static final int LETTERS = 2;

    private final AddressNumbers codes;

    Countries(AddressNumbers codes) {
        this.codes = codes;
    }

    /// A country's letters as a number.
    public static int code(String letters) {
        if (letters.length() != LETTERS) {
            throw new IllegalArgumentException("a country has two letters, not " + letters);
        }
        return letters.charAt(0) << Character.SIZE | letters.charAt(1);
    }

    /// The [#code] of the address's country, or [#UNKNOWN].
    ///
    /// @param high upper half in network order, 0 for IPv4
    public int find(long high, long low, int ipVersion) {
        return codes.find(high, low, ipVersion);
    }
}
