package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.ArrayList;
import java.util.List;

/// Words that only one protocol begins with. Letters match in either case.
final class Signatures {
    private static final String[] HTTP_METHODS = {
        "get",
        "put",
        "post",
        "head",
        "trace",
        "options",
        "connect",
        "delete",
        "patch",
        "propfind",
        "proppatch",
        "mkcol",
        "copy",
        "move",
        "lock",
        "unlock",
        "checkout",
        "checkin",
        "uncheckout",
        "mkworkspace",
        "update",
        "label",
        "report",
        "mkactivity",
        "merge",
        "invalid",
        "version-control",
        "baseline-control"
    };
    private static final Signature[] TO_SERVER = toServer();
    private static final Signature[] TO_CLIENT = {
        new Signature(AppProtocol.HTTP1, "http/0.9"),
        new Signature(AppProtocol.HTTP1, "http/1.0"),
        new Signature(AppProtocol.HTTP1, "http/1.1"),
        new Signature(AppProtocol.SSH, "ssh-"),
        new Signature(AppProtocol.POP3, "+ok"),
        new Signature(AppProtocol.IMAP, "* ok "),
        new Signature(AppProtocol.IMAP, "* preauth ")
    };

    /// @param text in lower case
    private record Signature(AppProtocol protocol, String text) {}

    private Signatures() {}

    private static Signature[] toServer() {
        List<Signature> all = new ArrayList<>();
        for (String method : HTTP_METHODS) {
            all.add(new Signature(AppProtocol.HTTP1, method + ' '));
            all.add(new Signature(AppProtocol.HTTP1, method + '\t'));
        }
        all.add(new Signature(AppProtocol.HTTP2, "pri * http/2.0\r\n"));
        all.add(new Signature(AppProtocol.SSH, "ssh-"));
        for (String word : new String[] {"ehlo", "helo", "quit"}) {
            all.add(new Signature(AppProtocol.SMTP, word));
        }
        for (String word : new String[] {"user ", "pass ", "port ", "feat"}) {
            all.add(new Signature(AppProtocol.FTP, word));
        }
        return all.toArray(Signature[]::new);
    }

    /// @return an ordinal of [AppProtocol], [ProtocolGuess#MORE] or [ProtocolGuess#NONE]
    static int match(Direction direction, Octets bytes) {
        int best = ProtocolGuess.NONE;
        for (Signature signature : direction == Direction.TO_SERVER ? TO_SERVER : TO_CLIENT) {
            int compared = Math.min(signature.text.length(), bytes.length());
            if (agree(signature.text, bytes, compared)) {
                if (compared == signature.text.length()) {
                    return signature.protocol.ordinal();
                }
                best = ProtocolGuess.MORE;
            }
        }
        return best;
    }

    private static boolean agree(String expected, Octets bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (lowerCase(bytes.u8(i)) != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int lowerCase(int letter) {
        return letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter;
    }
}
