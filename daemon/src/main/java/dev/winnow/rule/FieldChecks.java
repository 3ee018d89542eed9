package dev.winnow.rule;

import dev.winnow.rule.option.AlertOption;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.EventCondition;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.option.TransactionOption;
import dev.winnow.rule.syntax.AppProtocol;
import dev.winnow.rule.syntax.Protocol;
import dev.winnow.rule.syntax.Rule;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What the fields that a rule looks into say of the connections that it is for: their protocol, and who speaks.
final class FieldChecks {
    private final Set<Field> fields = EnumSet.noneOf(Field.class);
    private final Set<NumberField> numbers = EnumSet.noneOf(NumberField.class);
    private Flow.Direction flowDirection = Flow.Direction.ANY;
    private Flow.Direction side = Flow.Direction.ANY;
    private Optional<AppProtocol> application;
    private Optional<String> contradiction = Optional.empty();
    private Optional<String> warning = Optional.empty();

    FieldChecks(Rule rule) {
        application = rule.header().application();
        rule.options().forEach(this::take);
        if (turnsFlow()) {
            warning = Optional.of("servers send `http.response_body`: `flow:to_server` is passed over, as in Suricata");
        } else {
            speaks(flowDirection, "flow");
        }
        if (fields.contains(Field.HTTP_HEADER_RAW) && side == Flow.Direction.ANY) {
            contradiction = Optional.of("`http.header.raw` needs `flow:to_server` or `flow:to_client`");
        }
        fields.forEach(this::take);
        fields.forEach(field -> isOf(field, rule.header().protocol()));
        numbers.forEach(this::take);
        if (fields.contains(Field.FILE_NAME) && application.equals(Optional.of(AppProtocol.HTTP2))) {
            contradiction = Optional.of("HTTP/2 names no files");
        }
        if (fields.stream().anyMatch(Field::isOfFiles) || numbers.stream().anyMatch(NumberField::isOfFiles)) {
            carriesFiles(rule.header().protocol());
        }
    }

    private void take(RuleOption option) {
        switch (option) {
            case BufferOption buffered -> fields.add(buffered.buffer().field());
            case TransactionOption number -> numbers.add(number.field());
            case EventCondition event ->
                event.ofMessage().ifPresent(message -> belongs(message.protocol(), message.keyword()));
            case AlertOption.StoreCertificate _ -> belongs(AppProtocol.TLS, "tls.store");
            case Flow flow -> flowDirection = flow.direction();
            case RuleOption _ -> {}
        }
    }

    private void take(Field field) {
        field.protocol().ifPresent(protocol -> belongs(protocol, field.keyword()));
        speaks(field.side(), field.keyword());
    }

    private void take(NumberField field) {
        field.protocol().ifPresent(protocol -> belongs(protocol, field.keyword()));
        speaks(field.side(), field.keyword());
    }

    private void carriesFiles(Protocol protocol) {
        boolean carries = application.map(FieldChecks::carriesFiles).orElse(true);
        // Only the side that sends a mail sends files.
        boolean fromMailServer = application.equals(Optional.of(AppProtocol.SMTP)) && side == Flow.Direction.TO_CLIENT;
        String complaint = "no files are carried by what the rule is for";
        if (!carries || fromMailServer || (!canBeTcp(protocol) && fields.contains(Field.FILE_DATA))) {
            contradiction = Optional.of(complaint);
        } else if (application.isEmpty() && !canBeTcp(protocol)) {
            warning = Optional.of(complaint + ": it never matches");
        }
    }

    private void isOf(Field field, Protocol protocol) {
        if (!canHave(protocol, field)) {
            contradiction = Optional.of("packets of `" + protocol.keyword() + "` have no `" + field.keyword() + "`");
        }
    }

    /// Whether packets of `protocol` can have such a header.
    private static boolean canHave(Protocol protocol, Field header) {
        boolean isIp = protocol == Protocol.IP || protocol == Protocol.IPV4 || protocol == Protocol.IPV6;
        return switch (header) {
            case TCP_HDR -> canBeTcp(protocol);
            case UDP_HDR -> isIp || protocol == Protocol.UDP;
            case ICMPV4_HDR -> isIp || protocol == Protocol.ICMP || protocol == Protocol.ICMPV4;
            case ICMPV6_HDR -> isIp || protocol == Protocol.ICMP || protocol == Protocol.ICMPV6;
            default -> true;
        };
    }

    private static boolean canBeTcp(Protocol protocol) {
        return switch (protocol) {
            case IP, IPV4, IPV6, TCP, TCP_PACKET, TCP_STREAM -> true;
            case UDP, SCTP, ICMP, ICMPV4, ICMPV6 -> false;
        };
    }

    private static boolean carriesFiles(AppProtocol protocol) {
        return switch (protocol) {
            case HTTP, HTTP1, HTTP2, SMTP, FTP_DATA, SMB -> true;
            case DNS, TLS, SSH, FTP, DCERPC, IMAP, POP3 -> false;
        };
    }

    private void belongs(AppProtocol protocol, String keyword) {
        Optional<AppProtocol> both = application.isEmpty()
                ? Optional.of(protocol)
                : application.get().and(protocol);
        if (both.isEmpty()) {
            contradiction = Optional.of("`" + keyword + "` is a part of " + protocol.keyword()
                    + ", and the rule is for " + application.get().keyword());
        } else {
            application = both;
        }
    }

    private void speaks(Flow.Direction direction, String keyword) {
        if (direction != Flow.Direction.ANY && side != Flow.Direction.ANY && side != direction) {
            contradiction = Optional.of("`" + keyword + "` and another keyword of the rule are of opposite directions");
        } else if (direction != Flow.Direction.ANY) {
            side = direction;
        }
    }

    /// As in Suricata 7.0.10, this field and no other says more than `flow`.
    boolean turnsFlow() {
        return fields.contains(Field.HTTP_RESPONSE_BODY) && flowDirection == Flow.Direction.TO_SERVER;
    }

    /// What is odd about the rule, if something is.
    Optional<String> warning() {
        return warning;
    }

    /// Why the rule can never match, if that is so.
    Optional<String> contradiction() {
        return contradiction;
    }

    /// The protocol of the header, or else of the fields.
    Optional<AppProtocol> application() {
        return application;
    }

    /// The direction of `flow` and of the fields.
    Flow.Direction side() {
        return side;
    }
}
