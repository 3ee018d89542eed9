package dev.winnow.rule.option;

import java.util.Locale;
import java.util.Optional;

/// Options of the IPv4 header that `ipopts` asks for, by their type bytes (RFC 791 section 3.1, RFC 1108).
public enum IpOption {
    RR(0x07),
    LSRR(0x83),
    EOL(0x00),
    NOP(0x01),
    TS(0x44),
    SEC(0x82),
    ESEC(0x85),
    SSRR(0x89),
    SATID(0x88),
    /// Whatever option.
    ANY(-1);

    private final int type;

    IpOption(int type) {
        this.type = type;
    }

    /// The option called `keyword` in rules, in whatever case.
    public static Optional<IpOption> of(String keyword) {
        for (IpOption option : values()) {
            if (option.name().equalsIgnoreCase(keyword)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    /// The name as written in rules.
    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The type byte, or -1 for [#ANY].
    public int type() {
        return type;
    }
}
