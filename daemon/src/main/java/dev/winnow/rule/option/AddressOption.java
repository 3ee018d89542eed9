package dev.winnow.rule.option;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Conditions on a packet's addresses that need data from outside of the rules.
public sealed interface AddressOption extends RuleOption {
    /// Which address of the packet.
    Side side();

    /// Which address of the packet is meant.
    enum Side {
        /// One of them at least.
        ANY,
        SRC,
        DST,
        /// Each of them.
        BOTH;

        /// The name as written in rules.
        public String keyword() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// `iprep`: the address's score in a category of the reputation files.
    ///
    /// @param score 0..127; empty for addresses that have no score there, or 0
    record Reputation(Side side, String category, Optional<NumberRange> score) implements AddressOption {
        @Override
        public void writeTo(OptionWriter out) {
            String condition = score.map(Comparisons::write).orElse("isnotset");
            out.option("iprep", side.keyword() + "," + category + "," + condition);
        }
    }

    /// `geoip`: the address's country.
    ///
    /// @param countries two letters each, in upper case
    record Country(Side side, List<String> countries, boolean negated) implements AddressOption {
        public Country {
            countries = List.copyOf(countries);
        }

        @Override
        public void writeTo(OptionWriter out) {
            out.option("geoip", side.keyword() + "," + OptionWriter.negatable(negated, String.join(",", countries)));
        }
    }
}
