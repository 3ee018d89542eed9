package dev.winnow.rule.option;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// `datarep`: the reputation of the whole buffer in a named set compares with a number.
///
/// @param type empty if another rule or the configuration says it
/// @param load a file of entries and their reputations, one pair a line; relative to the folder of the rule
/// @param memcap bytes that the set may have at most, as in [Dataset]
public record DataReputation(
        Buffer buffer,
        String name,
        NumberRange reputation,
        Optional<Dataset.Type> type,
        Optional<String> load,
        OptionalLong memcap)
        implements BufferOption {
    @Override
    public void writeTo(OptionWriter out) {
        StringBuilder value = new StringBuilder(name).append(',').append(Comparisons.write(reputation));
        load.ifPresent(file -> value.append(",load ").append(file));
        type.ifPresent(known -> value.append(",type ").append(known.name().toLowerCase(Locale.ROOT)));
        memcap.ifPresent(bytes -> value.append(",memcap ").append(bytes));
        out.select(buffer).option("datarep", value);
    }
}
