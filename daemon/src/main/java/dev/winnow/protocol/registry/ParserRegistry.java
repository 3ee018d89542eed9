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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The parsers that a rule set needs.
///
/// To add a protocol, put its factory in here, under the condition that some rule asks for what it yields.
public final class ParserRegistry {
    private ParserRegistry() {}

    /// The conversations of one thread, with the parsers that the rules need.
    ///
    /// @param blocks outlives them
    /// @param atOnce all is looked into as it comes, as it must be where packets are dropped
    public static Conversations conversations(ProtocolSettings settings, BlockPool blocks, boolean atOnce) {
        return conversations(
                settings, blocks, new Expectations(settings.limits().expectations()), atOnce);
    }

    /// As above; conversations that follow others, because rules ask for other things now, share what these know.
    ///
    /// @param expectations connections that parsers know of before they come
    public static Conversations conversations(
            ProtocolSettings settings, BlockPool blocks, Expectations expectations, boolean atOnce) {
        Map<AppProtocol, ParserFactory> factories = factories(settings, blocks, expectations);
        boolean asksWhatFollows = !settings.protocols().isEmpty();
        if (asksFor(settings, AppProtocol.HTTP) || settings.asksForFiles() || asksWhatFollows) {
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
        if (asksFor(settings, AppProtocol.DNS)) {
            factories.put(AppProtocol.DNS, new DnsParsers(settings, blocks));
        }
        if (asksFor(settings, AppProtocol.SSH)) {
            factories.put(AppProtocol.SSH, new SshParsers(settings, blocks));
        }
        if (settings.asksForFiles() || asksFor(settings, AppProtocol.FTP_DATA)) {
            factories.put(AppProtocol.FTP_DATA, new FtpDataParsers(settings, blocks, expectations));
        }
        if (settings.asksForFiles() || settings.watchesErrors()) {
            factories.put(AppProtocol.SMB, new SmbParsers(settings, blocks));
        }
        factories.put(AppProtocol.SMTP, new SmtpParsers(settings, blocks));
        factories.put(AppProtocol.FTP, new FtpParsers(settings, blocks, expectations));
        factories.put(AppProtocol.TLS, new TlsParsers(settings, blocks));
        return factories;
    }

    private static boolean asksForHttp2(ProtocolSettings settings) {
        return asksFor(settings, AppProtocol.HTTP) || asksFor(settings, AppProtocol.HTTP2) || settings.asksForFiles();
    }

    private static boolean asksFor(ProtocolSettings settings, AppProtocol protocol) {
        return settings.watchesErrors()
                || Stream.concat(
                                settings.fields().stream().map(Field::protocol),
                                settings.numbers().stream().map(NumberField::protocol))
                        .flatMap(Optional::stream)
                        .anyMatch(protocol::equals)
                || settings.asksForEventsOf(protocol);
    }
}
