package dev.winnow.rule.option;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// `dataset`: whether the whole buffer is in a named set; or puts it there.
///
/// @param type empty if another rule or the configuration says it
/// @param files where its entries come from and go to
/// @param memcap bytes that the set may have at most, without what keeps them in order; empty: as configured
public record Dataset(
        Buffer buffer, Command command, String name, Optional<Type> type, Files files, OptionalLong memcap)
        implements BufferOption {
    /// Files of entries, one a line.
    ///
    /// @param load read at the start, and must be there; relative to the folder of the rule
    /// @param save written at the end; relative to the folder for data
    /// @param state read at the start if it is there, and written at the end; relative to the folder for data
    public record Files(Optional<String> load, Optional<String> save, Optional<String> state) {
        /// A set that begins empty and is forgotten.
        public static final Files NONE = new Files(Optional.empty(), Optional.empty(), Optional.empty());

        public Files {
            if (state.isPresent() && (load.isPresent() || save.isPresent())) {
                throw new IllegalArgumentException("`state` says both what `load` and what `save` say");
            }
        }
    }

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
        IP;

        private static final int MD5_BYTES = 16;
        private static final int SHA256_BYTES = 32;
        private static final int IPV4_BYTES = 4;
        private static final int IPV6_BYTES = 16;

        /// Whether `length` bytes can be one of the set's values.
        public boolean takes(int length) {
            return switch (this) {
                case STRING -> true;
                case MD5 -> length == MD5_BYTES;
                case SHA256 -> length == SHA256_BYTES;
                case IPV4 -> length == IPV4_BYTES;
                case IP -> length == IPV4_BYTES || length == IPV6_BYTES;
            };
        }
    }

    @Override
    public void writeTo(OptionWriter out) {
        StringBuilder value = new StringBuilder(command.name().toLowerCase(Locale.ROOT))
                .append(',')
                .append(name);
        type.ifPresent(known -> value.append(",type ").append(known.name().toLowerCase(Locale.ROOT)));
        files.load().ifPresent(file -> value.append(",load ").append(file));
        files.save().ifPresent(file -> value.append(",save ").append(file));
        files.state().ifPresent(file -> value.append(",state ").append(file));
        memcap.ifPresent(bytes -> value.append(",memcap ").append(bytes));
        out.select(buffer).option("dataset", value);
    }
}
