package dev.winnow.rule.option;

import java.util.Locale;
import java.util.Optional;

/// What a rule that matches has done beyond its action. None of them is a condition.
public sealed interface AlertOption extends RuleOption {
    /// `tag`: asks for the packets after this one to be noted too.
    ///
    /// @param direction whose packets, for [Scope#HOST]; the receiver's where it is not said
    /// @param count of `metric`, with the packet that is tagged: 0 to 2^32 - 1
    record Tag(Scope scope, Optional<Direction> direction, long count, Metric metric) implements AlertOption {
        /// `count` where the rule does not say it, in packets.
        public static final int DEFAULT_COUNT = 256;

        /// Which packets.
        public enum Scope {
            /// Those of the connection.
            SESSION,
            /// Those of an address.
            HOST
        }

        /// Whose packets.
        public enum Direction {
            SRC,
            DST
        }

        /// What `count` counts.
        public enum Metric {
            PACKETS,
            SECONDS,
            BYTES
        }

        @Override
        public void writeTo(OptionWriter out) {
            String end = direction.map(d -> "," + d).orElse("");
            out.option("tag", (scope + "," + count + "," + metric + end).toLowerCase(Locale.ROOT));
        }
    }

    /// `target`: which end of the packet is the one that was attacked, for events.
    enum Target implements AlertOption {
        SRC_IP,
        DEST_IP;

        @Override
        public void writeTo(OptionWriter out) {
            out.option("target", name().toLowerCase(Locale.ROOT));
        }
    }

    /// `tls.store`: the certificate is to be kept, so that the rule is for TLS. Whether it is kept is not winnow's
    /// business.
    enum StoreCertificate implements AlertOption {
        INSTANCE;

        @Override
        public void writeTo(OptionWriter out) {
            out.flag("tls.store");
        }
    }

    /// `nfq_set_mark`: the packet's mark becomes `mark` in the bits of `mask`.
    record SetMark(int mark, int mask) implements AlertOption {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("nfq_set_mark", "0x" + Integer.toHexString(mark) + "/0x" + Integer.toHexString(mask));
        }
    }
}
