package dev.winnow.rule.option;

import dev.winnow.rule.syntax.AppProtocol;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The bytes that rules can look into: parts of a packet, and fields of application protocols.
///
/// To add one, name it here with the stage at which it is whole, and fill it in its protocol's transaction.
public enum Field {
    /// The payload of the packet, or of the stream where streams are put together.
    PKT_DATA(Layer.PACKET),
    IPV4_HDR(Layer.PACKET),
    IPV6_HDR(Layer.PACKET),
    TCP_HDR(Layer.PACKET),
    UDP_HDR(Layer.PACKET),
    ICMPV4_HDR(Layer.PACKET),
    ICMPV6_HDR(Layer.PACKET),
    /// The 4 or 16 bytes of an address.
    IP_SRC(Layer.PACKET),
    IP_DST(Layer.PACKET),
    /// What `base64_decode` made of the bytes that it was pointed at.
    BASE64_DATA(Layer.RULE),

    HTTP_METHOD(AppProtocol.HTTP, Flow.Direction.TO_SERVER, Stage.LINE),
    HTTP_URI(AppProtocol.HTTP, Flow.Direction.TO_SERVER, Stage.LINE),
    HTTP_URI_RAW(AppProtocol.HTTP, Flow.Direction.TO_SERVER, Stage.LINE),
    HTTP_REQUEST_LINE(AppProtocol.HTTP, Flow.Direction.TO_SERVER, Stage.LINE),
    HTTP_PROTOCOL(AppProtocol.HTTP, Flow.Direction.ANY, Stage.LINE),
    HTTP_START(AppProtocol.HTTP, Flow.Direction.ANY, Stage.HEADERS),
    HTTP_HEADER(AppProtocol.HTTP, Flow.Direction.ANY, Stage.HEADERS),
    HTTP_HEADER_RAW(AppProtocol.HTTP, Flow.Direction.ANY, Stage.HEADERS),
    HTTP_HEADER_NAMES(AppProtocol.HTTP, Flow.Direction.ANY, Stage.HEADERS),
    /// One instance a header: `name: value`.
    HTTP_REQUEST_HEADER(AppProtocol.HTTP, Flow.Direction.TO_SERVER, Stage.HEADERS),
    HTTP_RESPONSE_HEADER(AppProtocol.HTTP, Flow.Direction.TO_CLIENT, Stage.HEADERS),
    HTTP_HOST(AppProtocol.HTTP, Flow.Direction.TO_SERVER, Stage.HEADERS),
    HTTP_HOST_RAW(AppProtocol.HTTP, Flow.Direction.TO_SERVER, Stage.HEADERS),
    HTTP_USER_AGENT(AppProtocol.HTTP, Flow.Direction.TO_SERVER, Stage.HEADERS),
    HTTP_COOKIE(AppProtocol.HTTP, Flow.Direction.ANY, Stage.HEADERS),
    HTTP_REFERER(AppProtocol.HTTP, Flow.Direction.TO_SERVER, Stage.HEADERS),
    HTTP_ACCEPT(AppProtocol.HTTP, Flow.Direction.TO_SERVER, Stage.HEADERS),
    HTTP_ACCEPT_LANG(AppProtocol.HTTP, Flow.Direction.TO_SERVER, Stage.HEADERS),
    HTTP_ACCEPT_ENC(AppProtocol.HTTP, Flow.Direction.TO_SERVER, Stage.HEADERS),
    HTTP_CONTENT_TYPE(AppProtocol.HTTP, Flow.Direction.ANY, Stage.HEADERS),
    HTTP_CONTENT_LEN(AppProtocol.HTTP, Flow.Direction.ANY, Stage.HEADERS),
    HTTP_CONNECTION(AppProtocol.HTTP, Flow.Direction.ANY, Stage.HEADERS),
    HTTP_REQUEST_BODY(AppProtocol.HTTP, Flow.Direction.TO_SERVER, Stage.BODY),
    HTTP_RESPONSE_BODY(AppProtocol.HTTP, Flow.Direction.TO_CLIENT, Stage.BODY),
    HTTP_RESPONSE_LINE(AppProtocol.HTTP, Flow.Direction.TO_CLIENT, Stage.LINE),
    HTTP_STAT_CODE(AppProtocol.HTTP, Flow.Direction.TO_CLIENT, Stage.LINE),
    HTTP_STAT_MSG(AppProtocol.HTTP, Flow.Direction.TO_CLIENT, Stage.LINE),
    HTTP_SERVER(AppProtocol.HTTP, Flow.Direction.TO_CLIENT, Stage.HEADERS),
    HTTP_LOCATION(AppProtocol.HTTP, Flow.Direction.TO_CLIENT, Stage.HEADERS),
    /// One instance a header.
    HTTP2_HEADER_NAME(AppProtocol.HTTP2, Flow.Direction.ANY, Stage.HEADERS),
    /// The file that is carried: an HTTP body, a mail's attachment, what SMB or FTP hands over.
    FILE_DATA(Flow.Direction.ANY, Stage.BODY),
    /// The name of that file, once there is something of it.
    FILE_NAME(Flow.Direction.ANY, Stage.BODY),
    /// The digests of such files that came whole, one instance each.
    FILE_MD5(Flow.Direction.ANY, Stage.BODY),
    FILE_SHA1(Flow.Direction.ANY, Stage.BODY),
    FILE_SHA256(Flow.Direction.ANY, Stage.BODY),

    /// One instance a query.
    DNS_QUERY(AppProtocol.DNS, Flow.Direction.TO_SERVER, Stage.COMPLETE),

    TLS_SNI(AppProtocol.TLS, Flow.Direction.TO_SERVER, Stage.HEADERS),
    TLS_RANDOM(AppProtocol.TLS, Flow.Direction.ANY, Stage.LINE),
    TLS_RANDOM_TIME(AppProtocol.TLS, Flow.Direction.ANY, Stage.LINE),
    TLS_RANDOM_BYTES(AppProtocol.TLS, Flow.Direction.ANY, Stage.LINE),
    JA3_HASH(AppProtocol.TLS, Flow.Direction.TO_SERVER, Stage.HEADERS),
    JA3_STRING(AppProtocol.TLS, Flow.Direction.TO_SERVER, Stage.HEADERS),
    JA3S_HASH(AppProtocol.TLS, Flow.Direction.TO_CLIENT, Stage.LINE),
    JA3S_STRING(AppProtocol.TLS, Flow.Direction.TO_CLIENT, Stage.LINE),
    JA4_HASH(AppProtocol.TLS, Flow.Direction.TO_SERVER, Stage.HEADERS),
    TLS_CERT_SUBJECT(AppProtocol.TLS, Flow.Direction.ANY, Stage.BODY),
    TLS_CERT_ISSUER(AppProtocol.TLS, Flow.Direction.ANY, Stage.BODY),
    TLS_CERT_SERIAL(AppProtocol.TLS, Flow.Direction.ANY, Stage.BODY),
    TLS_CERT_FINGERPRINT(AppProtocol.TLS, Flow.Direction.ANY, Stage.BODY),
    /// One instance a certificate of the chain.
    TLS_CERTS(AppProtocol.TLS, Flow.Direction.ANY, Stage.BODY),

    SSH_PROTO(AppProtocol.SSH, Flow.Direction.ANY, Stage.LINE),
    SSH_SOFTWARE(AppProtocol.SSH, Flow.Direction.ANY, Stage.LINE),
    SSH_HASSH(AppProtocol.SSH, Flow.Direction.TO_SERVER, Stage.HEADERS),
    SSH_HASSH_STRING(AppProtocol.SSH, Flow.Direction.TO_SERVER, Stage.HEADERS),
    SSH_HASSH_SERVER(AppProtocol.SSH, Flow.Direction.TO_CLIENT, Stage.HEADERS),
    SSH_HASSH_SERVER_STRING(AppProtocol.SSH, Flow.Direction.TO_CLIENT, Stage.HEADERS);

    /// Who has the bytes.
    public enum Layer {
        PACKET,
        TRANSACTION,
        /// The rule itself, while it is evaluated.
        RULE
    }

    private static final Set<Field> MANIFOLD = Collections.unmodifiableSet(EnumSet.of(
            DNS_QUERY,
            FILE_DATA,
            FILE_NAME,
            HTTP_REQUEST_HEADER,
            HTTP_RESPONSE_BODY,
            HTTP_RESPONSE_HEADER,
            HTTP2_HEADER_NAME,
            TLS_CERTS));

    private static final Set<Field> OF_FILES =
            Collections.unmodifiableSet(EnumSet.of(FILE_DATA, FILE_NAME, FILE_MD5, FILE_SHA1, FILE_SHA256));

    private final String keyword;
    private final Layer layer;
    private final Optional<AppProtocol> protocol;
    private final Flow.Direction side;
    private final Stage stage;

    Field(Layer layer) {
        this(layer, Optional.empty(), Flow.Direction.ANY, Stage.NONE);
    }

    Field(AppProtocol protocol, Flow.Direction side, Stage stage) {
        this(Layer.TRANSACTION, Optional.of(protocol), side, stage);
    }

    Field(Flow.Direction side, Stage stage) {
        this(Layer.TRANSACTION, Optional.empty(), side, stage);
    }

    Field(Layer layer, Optional<AppProtocol> protocol, Flow.Direction side, Stage stage) {
        this.keyword = keyword(name().toLowerCase(Locale.ROOT));
        this.layer = layer;
        this.protocol = protocol;
        this.side = side;
        this.stage = stage;
    }

    private static String keyword(String name) {
        return switch (name) {
            case "pkt_data", "base64_data" -> name;
            case "file_md5", "file_sha1", "file_sha256" -> name.replace("_", "");
            case "http_uri_raw",
                    "http_header_raw",
                    "http_host_raw",
                    "ssh_hassh_string",
                    "ssh_hassh_server",
                    "ssh_hassh_server_string" -> name.replace('_', '.');
            case String other -> other.replaceFirst("_", ".");
        };
    }

    /// The keyword that selects the field in a rule.
    public String keyword() {
        return keyword;
    }

    /// Whether a transaction can have several of it, or one that comes in parts. A rule that selects such a field
    /// twice speaks of two of them, which need not be different ones.
    public boolean isManifold() {
        return MANIFOLD.contains(this);
    }

    public Layer layer() {
        return layer;
    }

    /// Whether it is of files, whatever protocol carries them.
    public boolean isOfFiles() {
        return OF_FILES.contains(this);
    }

    /// Whether a rule can say that its options look into it. Digests are only compared.
    public boolean isSelectable() {
        return !isOfFiles() || this == FILE_DATA || this == FILE_NAME;
    }

    /// The protocol whose field it is; empty for parts of a packet, and for files, which several protocols carry.
    public Optional<AppProtocol> protocol() {
        return protocol;
    }

    /// The direction that has the field; ANY if both have one of their own.
    public Flow.Direction side() {
        return side;
    }

    /// The stage at which the field is whole; at BODY it may still grow.
    public Stage stage() {
        return stage;
    }
}
