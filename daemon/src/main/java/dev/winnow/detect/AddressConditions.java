package dev.winnow.detect;

import dev.winnow.detect.header.PacketCondition;
import dev.winnow.detect.reputation.Countries;
import dev.winnow.detect.reputation.Reputations;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.option.AddressOption;
import dev.winnow.rule.option.AddressOption.Side;
import dev.winnow.rule.option.NumberRange;
import java.util.List;

/// `iprep` and `geoip`.
final class AddressConditions {
    private AddressConditions() {}

    private interface AddressTest {
        boolean test(long high, long low, int ipVersion);

        default boolean source(PacketView view) {
            return test(view.sourceHigh(), view.sourceLow(), view.ipVersion());
        }

        default boolean destination(PacketView view) {
            return test(view.destinationHigh(), view.destinationLow(), view.ipVersion());
        }
    }

    /// @throws IllegalArgumentException if nothing is known of what the option asks for
    static PacketCondition of(AddressOption option, RuleData data) {
        AddressTest test = switch (option) {
            case AddressOption.Reputation reputation -> of(reputation, data.reputations());
            case AddressOption.Country country -> of(country, data.countries());
        };
        return on(option.side(), test);
    }

    private static PacketCondition on(Side side, AddressTest test) {
        return switch (side) {
            case ANY -> (view, _) -> test.source(view) || test.destination(view);
            case SRC -> (view, _) -> test.source(view);
            case DST -> (view, _) -> test.destination(view);
            case BOTH -> (view, _) -> test.source(view) && test.destination(view);
        };
    }

    private static AddressTest of(AddressOption.Reputation option, Reputations known) {
        int category = known.category(option.category())
                .orElseThrow(() -> new IllegalArgumentException(
                        "iprep: no category `" + option.category() + "` is in reputation-categories-file"));
        if (option.score().isEmpty()) {
            return (high, low, version) -> known.score(category, high, low, version) <= 0;
        }
        NumberRange range = option.score().get();
        return (high, low, version) -> {
            int score = known.score(category, high, low, version);
            return score != Reputations.UNKNOWN && range.contains(score);
        };
    }

    private static AddressTest of(AddressOption.Country option, Countries known) {
        if (known == Countries.NONE) {
            throw new IllegalArgumentException("geoip: the configuration names no geoip-database");
        }
        int[] codes = codes(option.countries());
        boolean negated = option.negated();
        return (high, low, version) -> {
            int code = known.find(high, low, version);
            return code != Countries.UNKNOWN && contains(codes, code) != negated;
        };
    }

    private static int[] codes(List<String> countries) {
        return countries.stream().mapToInt(Countries::code).toArray();
    }

    private static boolean contains(int[] codes, int code) {
        for (int wanted : codes) {
            if (wanted == code) {
                return true;
            }
        }
        return false;
    }
}
