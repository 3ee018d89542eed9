package dev.winnow.protocol.registry;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.Conversations;
import dev.winnow.protocol.Expectations;
import dev.winnow.protocol.ParserFactory;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.dns.DnsParsers;
import dev.winnow.protocol.ftp.FtpDataParsers;
import dev.winnow.protocol.ftp.FtpParsers;
import dev.winnow.protocol.http.HttpParserFactory;
import dev.winnow.protocol.http2.Http2Parsers;
import dev.winnow.protocol.smb.SmbParsers;
import dev.winnow.protocol.smtp.SmtpParsers;
import dev.winnow.protocol.ssh.SshParsers;
import dev.winnow.protocol.tls.TlsParsers;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// The parsers that a rule set needs.
///
/// To add a protocol, put its factory in here, under the condition that some rule asks for what it yields.
public final class ParserRegistry {
    private static final Set<NumberField> HTTP2_NUMBERS = EnumSet.of(
            NumberField.URI_LENGTH,
            NumberField.RAW_URI_LENGTH,
            NumberField.HTTP2_FRAME_TYPE,
            NumberField.HTTP2_ERROR_CODE,
            NumberField.HTTP2_PRIORITY,
            NumberField.HTTP2_WINDOW,
            NumberField.HTTP2_SIZE_UPDATE);

    private ParserRegistry() {}

    /// The conversations of one thread, with the parsers that the rules need.
    ///
    /// @param blocks outlives them
    /// @param atOnce all is looked into as it comes, as it must be where packets are dropped
    public static Conversations conversations(ProtocolSettings settings, BlockPool blocks, boolean atOnce) {
        Expectations expectations = new Expectations(settings.limits().expectations());
        Map<AppProtocol, ParserFactory> factories = factories(settings, blocks, expectations);
        if (asksFor(settings, AppProtocol.HTTP) || settings.asksFor(Field.FILE_DATA)) {
            factories.put(AppProtocol.HTTP1, new HttpParserFactory(settings, blocks, atOnce));
        }
        if (asksForHttp2(settings)) {
            factories.put(AppProtocol.HTTP2, new Http2Parsers(settings, blocks, atOnce));
        }
        return new Conversations(settings, blocks, factories, expectations, atOnce);
    }

    /// Protocols of which nothing is asked have no factory: they are told but not parsed, unless others follow them.
    /// TLS is always read, to know where it is encrypted.
    private static Map<AppProtocol, ParserFactory> factories(
            ProtocolSettings settings, BlockPool blocks, Expectations expectations) {
        Map<AppProtocol, ParserFactory> factories = new EnumMap<>(AppProtocol.class);
        if (asksFor(settings, AppProtocol.DNS) || asksForDnsNumbers(settings)) {
            factories.put(AppProtocol.DNS, new DnsParsers(settings, blocks));
        }
        if (asksFor(settings, AppProtocol.SSH)) {
            factories.put(AppProtocol.SSH, new SshParsers(settings, blocks));
        }
        if (settings.asksFor(Field.FILE_DATA)) {
            factories.put(AppProtocol.FTP_DATA, new FtpDataParsers(settings, blocks));
        }
        if (settings.asksFor(Field.FILE_DATA) || settings.watchesErrors()) {
            factories.put(AppProtocol.SMB, new SmbParsers(settings, blocks));
        }
        factories.put(AppProtocol.SMTP, new SmtpParsers(settings, blocks));
        factories.put(AppProtocol.FTP, new FtpParsers(settings, blocks, expectations));
        factories.put(AppProtocol.TLS, new TlsParsers(settings, blocks));
        return factories;
    }

    private static boolean asksForHttp2(ProtocolSettings settings) {
        return asksFor(settings, AppProtocol.HTTP)
                || asksFor(settings, AppProtocol.HTTP2)
                || settings.asksFor(Field.FILE_DATA)
                || settings.numbers().stream().anyMatch(HTTP2_NUMBERS::contains);
    }

    private static boolean asksForDnsNumbers(ProtocolSettings settings) {
        return settings.asksFor(NumberField.DNS_OPCODE)
                || settings.asksFor(NumberField.DNS_RCODE)
                || settings.asksFor(NumberField.DNS_RRTYPE);
    }

    private static boolean asksFor(ProtocolSettings settings, AppProtocol protocol) {
        return settings.watchesErrors()
                || settings.fields().stream()
                        .flatMap(field -> field.protocol().stream())
                        .anyMatch(protocol::equals)
                || settings.events().stream().anyMatch(event -> event.protocol() == protocol);
    }
}
