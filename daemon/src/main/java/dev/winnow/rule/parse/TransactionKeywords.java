package dev.winnow.rule.parse;

import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.option.TransactionOption.FtpBounce;
import dev.winnow.rule.option.TransactionOption.FtpDataCommand;
import dev.winnow.rule.option.TransactionOption.Http2Setting;
import dev.winnow.rule.option.TransactionOption.NumberTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Keywords about numbers of application protocols, but those of TLS (user guide: "HTTP Keywords", "DNS Keywords",
/// "HTTP2 Keywords").
final class TransactionKeywords {
    private static final int U8_MAX = 0xFF;
    private static final int U16_MAX = 0xFFFF;
    private static final long U31_MAX = 0x7FFF_FFFFL;
    private static final long U32_MAX = 0xFFFF_FFFFL;

    /// RFC 9113 section 6.
    private static final Map<String, Integer> FRAME_TYPES = names(List.of(
            "data",
            "headers",
            "priority",
            "rststream",
            "settings",
            "pushpromise",
            "ping",
            "goaway",
            "windowupdate",
            "continuation"));

    /// RFC 9113 section 7.
    private static final Map<String, Integer> ERROR_CODES = names(List.of(
            "no_error",
            "protocol_error",
            "internal_error",
            "flow_control_error",
            "settings_timeout",
            "stream_closed",
            "frame_size_error",
            "refused_stream",
            "cancel",
            "compression_error",
            "connect_error",
            "enhance_your_calm",
            "inadequate_security",
            "http_1_1_required"));

    private TransactionKeywords() {}

    private static Map<String, Integer> names(List<String> inOrder) {
        return inOrder.stream().collect(Collectors.toUnmodifiableMap(name -> name, inOrder::indexOf));
    }

    static void addTo(KeywordTable table) {
        table.add("urilen", Keyword.required(TransactionKeywords::uriLength));
        add(table, NumberField.DNS_OPCODE, U8_MAX);
        add(table, NumberField.DNS_RCODE, U16_MAX);
        add(table, NumberField.DNS_RRTYPE, U16_MAX);
        add(table, NumberField.HTTP2_PRIORITY, U8_MAX);
        add(table, NumberField.HTTP2_WINDOW, U31_MAX);
        add(table, NumberField.HTTP2_SIZE_UPDATE, U32_MAX);
        table.add("http2.frametype", named(NumberField.HTTP2_FRAME_TYPE, FRAME_TYPES, U8_MAX));
        table.add("http2.settings", Keyword.condition(TransactionKeywords::setting));
        table.add("ftpdata_command", Keyword.condition(TransactionKeywords::ftpDataCommand));
        table.add("ftpbounce", Keyword.flag(FtpBounce.INSTANCE));
        table.add("http2.errorcode", named(NumberField.HTTP2_ERROR_CODE, ERROR_CODES, U32_MAX));
    }

    private static void add(KeywordTable table, NumberField field, long max) {
        String keyword = field.keyword();
        table.add(keyword, Keyword.condition(value -> new NumberTest(field, value.range(keyword, max))));
    }

    private static Keyword named(NumberField field, Map<String, Integer> names, long max) {
        return Keyword.condition(value -> number(value, field, names, max));
    }

    private static RuleOption number(Value value, NumberField field, Map<String, Integer> names, long max)
            throws Mistake {
        Integer number = names.get(value.text().toLowerCase(Locale.ROOT));
        NumberRange range = number == null ? value.range(field.keyword(), max) : NumberRange.exactly(number);
        return new NumberTest(field, range);
    }

    private static RuleOption ftpDataCommand(Value value) throws Mistake {
        int index = FtpDataCommand.NAMES.indexOf(value.text());
        if (index < 0) {
            throw value.mistake("expected `retr` or `stor`");
        }
        return new FtpDataCommand(index + 1);
    }

    /// The setting's name alone, or with a condition on its value behind it.
    private static RuleOption setting(Value value) throws Mistake {
        String text = value.text().toUpperCase(Locale.ROOT);
        for (int i = 0; i < Http2Setting.NAMES.size(); i++) {
            String name = Http2Setting.NAMES.get(i);
            if (text.startsWith(name)) {
                Value rest = value.drop(name.length()).trim();
                NumberRange range =
                        rest.isEmpty() ? NumberRange.between(0, Long.MAX_VALUE) : rest.range("http2.settings", U32_MAX);
                return new Http2Setting(i + 1, range);
            }
        }
        throw value.mistake("expected one of " + String.join(", ", Http2Setting.NAMES));
    }

    private static void uriLength(Value value, RuleDraft rule) throws Mistake {
        List<Value> parts = value.split(',');
        String form = parts.size() == 2 ? parts.getLast().text() : "norm";
        if (parts.size() > 2 || (!form.equals("raw") && !form.equals("norm"))) {
            throw value.mistake("expected a length, and after it `,raw` or `,norm`");
        }
        NumberField field = form.equals("raw") ? NumberField.RAW_URI_LENGTH : NumberField.URI_LENGTH;
        rule.add(new NumberTest(field, lengths(parts.getFirst(), rule)));
    }

    /// As in Suricata 7.0.10, limits with nothing between them mean the first.
    private static NumberRange lengths(Value value, RuleDraft rule) throws Mistake {
        int between = value.text().indexOf("<>");
        if (between > 0) {
            long low = value.slice(0, between).trim().number("urilen", 0, U16_MAX);
            long high = value.drop(between + 2).trim().number("urilen", 0, U16_MAX);
            if (high - low < 2) {
                rule.warn(value, "nothing is between these lengths: it means `urilen:" + low + "`");
                return NumberRange.exactly(low);
            }
        }
        return value.range("urilen", U16_MAX);
    }
}
