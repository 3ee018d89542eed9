package dev.winnow.rule.option;

import java.util.Locale;
import java.util.Optional;

/// `dataset`: whether the whole buffer is in a named set; or puts it there.
///
/// @param type empty if another rule or the configuration says it
/// @param load a file of entries, one a line
/// @param save a file to which the set is written when winnow ends
public record Dataset(
        Buffer buffer, Command command, String name, Optional<Type> type, Optional<String> load, Optional<String> save)
        implements BufferOption {
    /// What is done with the set.
    public enum Command {
        ISSET,
        ISNOTSET,
        SET,
        UNSET
    }

    /// What a set has in it, and so what its file's lines look like.
    public enum Type {
        /// Bytes, in base64.
        STRING,
        /// The hash of the buffer, 32 hex digits.
        MD5,
        /// The hash of the buffer, 64 hex digits.
        SHA256,
        IPV4,
        /// Addresses of both versions.
        IP
    }

    @Override
    public void writeTo(OptionWriter out) {
        StringBuilder value = new StringBuilder(command.name().toLowerCase(Locale.ROOT))
                .append(',')
                .append(name);
        type.ifPresent(known -> value.append(",type ").append(known.name().toLowerCase(Locale.ROOT)));
        load.ifPresent(file -> value.append(",load ").append(file));
        save.ifPresent(file -> value.append(",save ").append(file));
        out.select(buffer).option("dataset", value);
    }
}
