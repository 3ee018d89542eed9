package dev.winnow.rule.option;

/// `xbits`, `hostbits`: bits with names that an address has, or a pair of addresses.
///
/// @param expireSeconds at least 1: how long the bit stays once it is set
public record HostBits(BitCommand command, String name, Owner owner, int expireSeconds) implements RuleOption {
    /// `expire` where `xbits` does not say it.
    public static final int DEFAULT_EXPIRE_SECONDS = 30;

    /// What `hostbits` has, which cannot say it.
    public static final int HOSTBITS_EXPIRE_SECONDS = 300;

    /// Whose bit it is.
    public enum Owner {
        SOURCE("ip_src"),
        DESTINATION("ip_dst"),
        /// The two addresses together, in either order.
        PAIR("ip_pair");

        private final String keyword;

        Owner(String keyword) {
            this.keyword = keyword;
        }

        /// The name as written after `track`.
        public String keyword() {
            return keyword;
        }
    }

    @Override
    public void writeTo(OptionWriter out) {
        out.option("xbits", command.keyword() + "," + name + ",track " + owner.keyword() + ",expire " + expireSeconds);
    }
}
