package dev.winnow.rule.parse;

import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.syntax.AppProtocol;
import dev.winnow.rule.syntax.Direction;
import dev.winnow.rule.syntax.Protocol;
import dev.winnow.rule.syntax.RuleHeader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads what stands before the options of a rule:
/// `action protocol source sourcePort -> destination destinationPort`.
final class HeaderReader {
    private static final List<String> ACTIONS =
            Arrays.stream(Action.values()).map(Action::keyword).toList();
    private static final List<String> PROTOCOLS = Stream.concat(
                    Arrays.stream(Protocol.values()).map(Protocol::keyword),
                    Arrays.stream(AppProtocol.values()).map(AppProtocol::keyword))
            .toList();

    private final Value text;
    private int at;

    HeaderReader(Value text) {
        this.text = text;
    }

    Action action() throws Mistake {
        Value word = word("an action");
        return Action.of(word.text().toLowerCase(Locale.ROOT))
                .orElseThrow(
                        () -> word.mistake("unknown action " + word.quoted() + Nearest.hint(word.text(), ACTIONS)));
    }

    RuleHeader header() throws Mistake {
        Value protocolName = word("a protocol");
        Optional<AppProtocol> application = AppProtocol.of(protocolName.text().toLowerCase(Locale.ROOT));
        Protocol protocol = application.isPresent() ? application.get().transport() : protocol(protocolName);
        Value source = word("the source address");
        Value sourcePort = word("the source port");
        Direction direction = direction(word("`->` or `<>`"));
        Value destination = word("the destination address");
        Value destinationPort = word("the destination port");
        Value rest = text.drop(at).trim();
        if (!rest.isEmpty()) {
            throw rest.mistake("expected `(`, found " + rest.quoted());
        }
        return new RuleHeader(
                protocol,
                application,
                AddressReader.read(source),
                PortReader.read(sourcePort),
                direction,
                AddressReader.read(destination),
                PortReader.read(destinationPort));
    }

    /// A mistake at the end of the header.
    Mistake atEnd(String message) {
        return text.drop(text.length()).mistake(message);
    }

    private static Protocol protocol(Value word) throws Mistake {
        String name = word.text().toLowerCase(Locale.ROOT);
        if (UnsupportedProtocols.NAMES.contains(name)) {
            throw word.mistake("protocol " + word.quoted() + " is not supported yet");
        }
        return Protocol.of(name)
                .orElseThrow(
                        () -> word.mistake("unknown protocol " + word.quoted() + Nearest.hint(word.text(), PROTOCOLS)));
    }

    private static Direction direction(Value word) throws Mistake {
        return switch (word.text()) {
            case "->" -> Direction.FORWARD;
            case "<>" -> Direction.BOTH;
            case "=>" -> throw word.mistake("direction `=>` is not supported yet");
            case "<-" -> throw word.mistake("there is no `<-`: exchange the two ends and write `->`");
            default -> throw word.mistake("expected `->` or `<>`, found " + word.quoted());
        };
    }

    /// The next word; white space inside brackets does not end it.
    private Value word(String what) throws Mistake {
        Value rest = text.drop(at);
        int from = at + rest.length() - rest.trimStart().length();
        int depth = 0;
        int to = from;
        while (to < text.length() && (depth > 0 || !Value.isSpace(text.at(to)))) {
            char c = text.at(to++);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        }
        at = to;
        Value word = text.slice(from, to);
        if (word.isEmpty()) {
            throw word.mistake("expected " + what + ", found the end of the header");
        }
        return word;
    }
}
