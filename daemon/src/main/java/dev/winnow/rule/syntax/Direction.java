package dev.winnow.rule.syntax;

/// Which way a packet must go between the two ends of a rule's header.
public enum Direction {
    /// From the left end to the right one.
    FORWARD("->"),
    /// Either way.
    BOTH("<>");

    private final String sign;

    Direction(String sign) {
        this.sign = sign;
    }

    /// The arrow as written.
    public String sign() {
        return sign;
    }
}
