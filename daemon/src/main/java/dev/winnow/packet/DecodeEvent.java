package dev.winnow.packet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is odd about a packet's headers, malformed or not; `decode-event`. Suricata's names: the layer, a dot, the
/// oddity.
public enum DecodeEvent {
    // Link layers.
    ETHERNET_PKT_TOO_SMALL,
    SLL_PKT_TOO_SMALL,
    CHDLC_PKT_TOO_SMALL,
    LTNULL_PKT_TOO_SMALL,
    LTNULL_UNSUPPORTED_TYPE,
    IPRAW_INVALID_IP_VERSION,
    VLAN_HEADER_TOO_SMALL,
    VLAN_UNKNOWN_TYPE,
    VLAN_TOO_MANY_LAYERS,
    MPLS_HEADER_TOO_SMALL,
    MPLS_PKT_TOO_SMALL,
    MPLS_BAD_LABEL_ROUTER_ALERT,
    MPLS_BAD_LABEL_IMPLICIT_NULL,
    MPLS_BAD_LABEL_RESERVED,
    MPLS_UNKNOWN_PAYLOAD_TYPE,
    PPP_PKT_TOO_SMALL,
    PPP_IP4_PKT_TOO_SMALL,
    PPP_IP6_PKT_TOO_SMALL,
    PPP_WRONG_TYPE,
    PPP_UNSUP_PROTO,
    PPPOE_PKT_TOO_SMALL,
    PPPOE_WRONG_CODE,
    PPPOE_MALFORMED_TAGS,
    // IPv4 and its options.
    IPV4_PKT_TOO_SMALL,
    IPV4_WRONG_IP_VERSION,
    IPV4_HLEN_TOO_SMALL,
    IPV4_IPLEN_SMALLER_THAN_HLEN,
    IPV4_TRUNC_PKT,
    IPV4_OPT_INVALID,
    IPV4_OPT_INVALID_LEN,
    IPV4_OPT_MALFORMED,
    IPV4_OPT_DUPLICATE,
    IPV4_OPT_PAD_REQUIRED,
    IPV4_OPT_EOL_REQUIRED,
    IPV4_ICMPV6,
    IPV4_FRAG_OVERLAP,
    IPV4_FRAG_PKT_TOO_LARGE,
    IPV4_FRAG_IGNORED,
    // IPv6 and its extension headers.
    IPV6_PKT_TOO_SMALL,
    IPV6_WRONG_IP_VERSION,
    IPV6_TRUNC_PKT,
    IPV6_TRUNC_EXTHDR,
    IPV6_EXTHDR_INVALID_OPTLEN,
    IPV6_EXTHDR_DUPL_HH,
    IPV6_EXTHDR_DUPL_DH,
    IPV6_EXTHDR_DUPL_RH,
    IPV6_EXTHDR_DUPL_FH,
    IPV6_EXTHDR_DUPL_AH,
    IPV6_EXTHDR_USELESS_FH,
    IPV6_EXTHDR_AH_RES_NOT_NULL,
    IPV6_FH_NON_ZERO_RESERVED_FIELD,
    IPV6_HOPOPTS_UNKNOWN_OPT,
    IPV6_HOPOPTS_ONLY_PADDING,
    IPV6_DSTOPTS_UNKNOWN_OPT,
    IPV6_DSTOPTS_ONLY_PADDING,
    IPV6_ZERO_LEN_PADN,
    IPV6_RH_TYPE_0,
    IPV6_DATA_AFTER_NONE_HEADER,
    IPV6_UNKNOWN_NEXT_HEADER,
    IPV6_ICMPV4,
    IPV6_IPV4_IN_IPV6_TOO_SMALL,
    IPV6_IPV4_IN_IPV6_WRONG_VERSION,
    IPV6_IPV6_IN_IPV6_TOO_SMALL,
    IPV6_IPV6_IN_IPV6_WRONG_VERSION,
    IPV6_FRAG_OVERLAP,
    IPV6_FRAG_PKT_TOO_LARGE,
    IPV6_FRAG_INVALID_LENGTH,
    IPV6_FRAG_IGNORED,
    // Transport headers.
    TCP_PKT_TOO_SMALL,
    TCP_HLEN_TOO_SMALL,
    TCP_INVALID_OPTLEN,
    TCP_OPT_INVALID_LEN,
    TCP_OPT_DUPLICATE,
    UDP_HLEN_TOO_SMALL,
    UDP_LEN_INVALID,
    UDP_PKT_TOO_SMALL,
    SCTP_PKT_TOO_SMALL,
    ESP_PKT_TOO_SMALL,
    ICMPV4_PKT_TOO_SMALL,
    ICMPV4_UNKNOWN_TYPE,
    ICMPV4_UNKNOWN_CODE,
    ICMPV4_IPV4_TRUNC_PKT,
    ICMPV4_IPV4_UNKNOWN_VER,
    ICMPV6_PKT_TOO_SMALL,
    ICMPV6_UNKNOWN_TYPE,
    ICMPV6_UNKNOWN_CODE,
    ICMPV6_UNASSIGNED_TYPE,
    ICMPV6_EXPERIMENTATION_TYPE,
    ICMPV6_IPV6_TRUNC_PKT,
    ICMPV6_IPV6_UNKNOWN_VERSION,
    ICMPV6_MLD_MESSAGE_WITH_INVALID_HL,
    // Tunnels.
    GRE_PKT_TOO_SMALL,
    GRE_WRONG_VERSION,
    GRE_VERSION0_RECUR,
    GRE_VERSION0_FLAGS,
    GRE_VERSION0_HDR_TOO_BIG,
    GRE_VERSION1_CHKSUM,
    GRE_VERSION1_ROUTE,
    GRE_VERSION1_SSR,
    GRE_VERSION1_RECUR,
    GRE_VERSION1_FLAGS,
    GRE_VERSION1_NO_KEY,
    GRE_VERSION1_WRONG_PROTOCOL,
    GRE_VERSION1_HDR_TOO_BIG,
    ERSPAN_HEADER_TOO_SMALL,
    ERSPAN_UNSUPPORTED_VERSION,
    ERSPAN_TOO_MANY_VLAN_LAYERS,
    /// More tunnels inside each other than are followed.
    TOO_MANY_LAYERS("too_many_layers");

    private final String keyword;

    DecodeEvent() {
        keyword = name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
    }

    DecodeEvent(String keyword) {
        this.keyword = keyword;
    }

    /// The event's name in rules.
    public String keyword() {
        return keyword;
    }

    /// The event that rules name so; empty where winnow does not tell it.
    public static Optional<DecodeEvent> named(String keyword) {
        return Arrays.stream(values())
                .filter(event -> event.keyword.equals(keyword))
                .findFirst();
    }
}
