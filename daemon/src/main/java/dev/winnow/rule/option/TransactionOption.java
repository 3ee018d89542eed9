package dev.winnow.rule.option;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/// A condition on what an application protocol's message says in numbers, and not in bytes.
public sealed interface TransactionOption extends RuleOption {
    /// The number that is looked at.
    NumberField field();

    /// Bytes that have to do with the number. Like in Suricata, only their selection survives this option.
    default Buffer buffer() {
        return switch (field()) {
            case URI_LENGTH -> new Buffer(Field.HTTP_URI);
            case RAW_URI_LENGTH -> new Buffer(Field.HTTP_URI_RAW);
            default -> Buffer.PAYLOAD;
        };
    }

    /// Whether a number of the field satisfies the condition. Where a message has several, one of them is enough.
    boolean contains(long number);

    /// What stands for a size that is known to be `size` or more.
    static long atLeast(long size) {
        return ~size;
    }

    /// A number from or outside of a range. Of a file's size that is not known whole, as in Suricata 7.0.10, only a
    /// lower limit holds.
    record NumberTest(NumberField field, NumberRange range) implements TransactionOption {
        @Override
        public boolean contains(long number) {
            if (field == NumberField.FILE_SIZE && number < 0) {
                return range.low() <= ~number && range.high() == Long.MAX_VALUE && !range.negated();
            }
            return range.contains(number);
        }

        @Override
        public void writeTo(OptionWriter out) {
            boolean raw = field == NumberField.RAW_URI_LENGTH;
            out.option(field.keyword(), range + (raw ? ",raw" : "")).leaveFor(buffer());
        }
    }

    /// `tls.version`, `ssl_version`: one of these, or when negated none of them.
    ///
    /// @param versions numbers as on the wire
    record TlsVersions(List<Integer> versions, boolean negated) implements TransactionOption {
        private static final int FIRST_DRAFT = 0x7F00;
        private static final int LAST_DRAFT = 0x7FFF;

        public TlsVersions {
            versions = List.copyOf(versions);
        }

        @Override
        public NumberField field() {
            return NumberField.TLS_VERSION;
        }

        /// Drafts of version 1.3 count as such.
        @Override
        public boolean contains(long number) {
            boolean draft =
                    number >= FIRST_DRAFT && number <= LAST_DRAFT && versions.contains(TlsVersion.TLS_1_3.number());
            return (draft || versions.contains((int) number)) != negated;
        }

        @Override
        public void writeTo(OptionWriter out) {
            if (versions.size() == 1 && !negated) {
                out.option("tls.version", "0x%04x".formatted(versions.getFirst()))
                        .leaveFor(buffer());
                return;
            }
            StringJoiner names = new StringJoiner(",");
            for (int number : versions) {
                Optional<TlsVersion> version = TlsVersion.of(number);
                names.add(OptionWriter.negatable(negated, version.orElseThrow().sslName()));
            }
            out.option("ssl_version", names).leaveFor(buffer());
        }
    }

    /// `tls_cert_notbefore` and `tls_cert_notafter`: the server's certificate begins, or ceases, to be valid in a time
    /// of a range.
    ///
    /// @param seconds since 1970, with [Long#MIN_VALUE] and [Long#MAX_VALUE] for an open end
    record CertificateTime(NumberField field, NumberRange seconds) implements TransactionOption {
        @Override
        public boolean contains(long number) {
            return seconds.contains(number);
        }

        @Override
        public void writeTo(OptionWriter out) {
            out.option(field.keyword(), range()).leaveFor(buffer());
        }

        /// Unlike other numbers a time may be just what is named behind `<` and `>`, or an end of a range.
        private String range() {
            if (seconds.low() == seconds.high()) {
                return Long.toString(seconds.low());
            }
            if (seconds.high() == Long.MAX_VALUE) {
                return ">" + seconds.low();
            }
            return seconds.low() == Long.MIN_VALUE ? "<" + seconds.high() : seconds.low() + "<>" + seconds.high();
        }
    }

    /// `tls_cert_expired` and `tls_cert_valid`: the packet comes later than the server's certificate is valid, or not.
    enum CertificateAge implements TransactionOption {
        EXPIRED("tls_cert_expired"),
        VALID("tls_cert_valid");

        private final String keyword;

        CertificateAge(String keyword) {
            this.keyword = keyword;
        }

        /// Whether it holds at `nowSeconds` of a certificate that is valid until `notAfterSeconds`, both since 1970.
        public boolean holds(long notAfterSeconds, long nowSeconds) {
            return nowSeconds > notAfterSeconds == (this == EXPIRED);
        }

        @Override
        public NumberField field() {
            return NumberField.TLS_NOT_AFTER;
        }

        /// Of every certificate: the time of the packet is asked as well, by [#holds].
        @Override
        public boolean contains(long number) {
            return true;
        }

        @Override
        public void writeTo(OptionWriter out) {
            out.flag(keyword).leaveFor(buffer());
        }
    }

    /// `filestore`: there is a file. What is to become of it is not winnow's business.
    ///
    /// @param value what is to be stored, as the rule says it; empty for the file
    record FileStore(String value) implements TransactionOption {
        @Override
        public NumberField field() {
            return NumberField.FILE_COUNT;
        }

        @Override
        public boolean contains(long number) {
            return number > 0;
        }

        @Override
        public void writeTo(OptionWriter out) {
            (value.isEmpty() ? out.flag("filestore") : out.option("filestore", value)).leaveFor(buffer());
        }
    }

    /// `ftpdata_command`: what the connection's file was sent for.
    ///
    /// @param command 1 for RETR, 2 for STOR
    record FtpDataCommand(int command) implements TransactionOption {
        /// The commands' names, by their numbers from 1.
        public static final List<String> NAMES = List.of("retr", "stor");

        @Override
        public NumberField field() {
            return NumberField.FTP_DATA_COMMAND;
        }

        @Override
        public boolean contains(long number) {
            return number == command;
        }

        @Override
        public void writeTo(OptionWriter out) {
            out.option("ftpdata_command", NAMES.get(command - 1)).leaveFor(buffer());
        }
    }

    /// `ftpbounce`: a client has a file sent to another address than its own.
    enum FtpBounce implements TransactionOption {
        INSTANCE;

        @Override
        public NumberField field() {
            return NumberField.FTP_BOUNCE;
        }

        @Override
        public boolean contains(long number) {
            return number > 0;
        }

        @Override
        public void writeTo(OptionWriter out) {
            out.flag("ftpbounce").leaveFor(buffer());
        }
    }

    /// `http2.settings`: a setting is there, with a value of a range.
    ///
    /// @param setting its identifier, 1 to 6 (RFC 9113, section 6.5.2)
    record Http2Setting(int setting, NumberRange range) implements TransactionOption {
        /// The settings' names, by their identifiers from 1.
        public static final List<String> NAMES = List.of(
                "SETTINGS_HEADER_TABLE_SIZE",
                "SETTINGS_ENABLE_PUSH",
                "SETTINGS_MAX_CONCURRENT_STREAMS",
                "SETTINGS_INITIAL_WINDOW_SIZE",
                "SETTINGS_MAX_FRAME_SIZE",
                "SETTINGS_MAX_HEADER_LIST_SIZE");

        @Override
        public NumberField field() {
            return NumberField.HTTP2_SETTING;
        }

        @Override
        public boolean contains(long number) {
            return number >>> Integer.SIZE == setting && range.contains(number & 0xFFFF_FFFFL);
        }

        @Override
        public void writeTo(OptionWriter out) {
            boolean isAny = range.low() == 0 && range.high() == Long.MAX_VALUE;
            String name = NAMES.get(setting - 1);
            out.option("http2.settings", isAny ? name : name + " " + range).leaveFor(buffer());
        }
    }

    /// `ssl_state`: one of these messages was seen, or one of those was not.
    ///
    /// @param seen bits of [TlsState]
    /// @param unseen likewise
    record TlsStates(int seen, int unseen) implements TransactionOption {
        @Override
        public NumberField field() {
            return NumberField.TLS_STATE;
        }

        @Override
        public boolean contains(long number) {
            return (number & seen) != 0 || (~number & unseen) != 0;
        }

        @Override
        public void writeTo(OptionWriter out) {
            StringJoiner names = new StringJoiner(",");
            for (TlsState state : TlsState.values()) {
                String name = state.name().toLowerCase(Locale.ROOT);
                if ((seen & state.bit()) != 0) {
                    names.add(name);
                }
                if ((unseen & state.bit()) != 0) {
                    names.add("!" + name);
                }
            }
            out.option("ssl_state", names).leaveFor(buffer());
        }
    }
}
