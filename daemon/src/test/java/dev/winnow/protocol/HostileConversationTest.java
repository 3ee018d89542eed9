package dev.winnow.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Direction;
import dev.winnow.memory.ByteRange;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Conversations of every protocol with bytes that are changed, lost, doubled and cut anywhere: every field may
/// be asked for at any time, nothing throws, and all memory comes back.
final class HostileConversationTest {
    private static final int MAX_INSTANCES = 200;
    private static final int MAX_MUTATIONS = 6;

    /// What each side says in turn, the client first.
    private static final List<List<String>> CONVERSATIONS = List.of(
            List.of(
                    """
                    POST /a%2fb?c=d HTTP/1.1\r
                    Host: Evil:80\r
                    Transfer-Encoding: chunked\r
                    Cookie: a=b\r
                    \r
                    5;x=y\r
                    abcde\r
                    0\r
                    T: v\r
                    \r
                    GET / HTTP/1.0\r
                    \r
                    """,
                    "HTTP/1.1 200 OK\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9\r\n\r\n--b\r\n\r\nx"
                            + "HTTP/1.1 404 No\r\nContent-Encoding: gzip, deflate\r\n\r\n\u001f\u008b\b\0\0\0\0\0\0\3KL"),
            List.of(
                    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\6\4\0\0\0\0\0\0\3\0\0\0\2"
                            + "\0\0\5\1\5\0\0\0\1\u0082\u0086\u0084\u0001\u0000\0\0\3\0\1\0\0\0\1abc",
                    "\0\0\0\4\0\0\0\0\0\0\0\1\1\4\0\0\0\1\u0088\0\0\4\0\1\0\0\0\1body\0\0\4\b\0\0\0\0\0\0\0\0\1"),
            List.of(
                    "\0\u001e\1\2\1\0\0\1\0\0\0\0\0\0\4evil\7example\0\0\1\0\1",
                    "\0.\1\2\u0081\u0080\0\1\0\1\0\0\0\0\4evil\7example\0\0\1\0\1\u00c0\f\0\1\0\1\0\0\0\1\0\4abcd"),
            List.of(
                    "\u0016\3\1\0<\1\0\08\3\3" + "r".repeat(32) + "\0\0\2\u0013\1\1\0\0\r\0\0\0\t\0\7\0\0\4evil",
                    "\u0016\3\3\0*\2\0\0&\3\3" + "s".repeat(32) + "\0\u0013\1\0"
                            + "\u0016\3\3\0\u0014\u000b\0\0\u0010\0\0\r\0\0\n0\b0\6\2\1\1\60\1\2"),
            List.of(
                    "SSH-2.0-client_1 hi\r\n\0\0\0 \4\u0014" + "c".repeat(16) + "\0\0\0\1a\0\0\0\1b\0\0\0\0",
                    "SSH-2.0-server_2\r\n\0\0\0 \4\u0014" + "s".repeat(16) + "\0\0\0\1a\0\0\0\1b\0\0\0\0"),
            List.of(
                    "EHLO a\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n",
                    "220 x ESMTP\r\n250 a\r\n250 b\r\n250 c\r\n354 go\r\n",
                    """
                    Content-Type: multipart/mixed; boundary=q\r
                    \r
                    --q\r
                    Content-Transfer-Encoding: base64\r
                    Content-Disposition: attachment; filename="f"\r
                    \r
                    Zm9v\r
                    --q--\r
                    .\r
                    QUIT\r
                    """),
            List.of(
                    "USER a\r\nPASS b\r\nPORT 198,18,0,1,4,1\r\nRETR f\r\n",
                    "220 x\r\n331 y\r\n230 z\r\n200 p\r\n227 q (198,18,0,2,4,2)\r\n150 r\r\n"),
            List.of(
                    "\0\0\0H\u00feSMB@\0\0\0\0\0\0\0\t\0\1\0\0\0\0\0\0\0\0\0" + "\1".repeat(44),
                    "\0\0\0H\u00ffSMB.\0\0\0\0\u0080" + "\2".repeat(58)));

    @Property(tries = 3000)
    void shouldNeitherThrowNorKeepMemory(@ForAll long seed) {
        Random random = new Random(seed);
        try (Talk talk = random.nextBoolean() ? Talk.tcp(port(random)) : Talk.udp(53)) {
            Direction direction = Direction.TO_SERVER;
            for (String said : CONVERSATIONS.get(random.nextInt(CONVERSATIONS.size()))) {
                say(talk, random.nextInt(20) == 0 ? direction.opposite() : direction, mutated(said, random), random);
                direction = direction.opposite();
            }
            if (random.nextBoolean()) {
                talk.conversation().closed(Direction.TO_CLIENT);
                talk.conversation().closed(Direction.TO_SERVER);
                askAll(talk.conversation(), true);
            }
        }
    }

    @Test
    void shouldBeginWithConversationsThatAreUnderstood() {
        List<AppProtocol> told = new ArrayList<>();
        for (List<String> conversation : CONVERSATIONS) {
            try (Talk talk = Talk.tcp(53)) {
                talk.client(conversation.getFirst());
                told.add(talk.conversation().protocol());
            }
        }

        assertThat(told)
                .containsExactly(
                        AppProtocol.HTTP1,
                        AppProtocol.HTTP2,
                        AppProtocol.DNS,
                        AppProtocol.TLS,
                        AppProtocol.SSH,
                        AppProtocol.SMTP,
                        AppProtocol.FTP,
                        AppProtocol.SMB);
    }

    private static int port(Random random) {
        return List.of(80, 53, 21, 4321).get(random.nextInt(4));
    }

    private static byte[] mutated(String said, Random random) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : Talk.bytes(said)) {
            bytes.add(b);
        }
        for (int i = random.nextInt(MAX_MUTATIONS); i > 0 && !bytes.isEmpty(); i--) {
            int at = random.nextInt(bytes.size());
            int to = Math.min(bytes.size(), at + 1 + random.nextInt(8));
            switch (random.nextInt(4)) {
                case 0 -> bytes.set(at, (byte) random.nextInt(256));
                case 1 -> bytes.set(at, (byte) (bytes.get(at) ^ (1 << random.nextInt(8))));
                case 2 -> bytes.subList(at, to).clear();
                default -> bytes.addAll(at, new ArrayList<>(bytes.subList(at, to)));
            }
        }
        byte[] all = new byte[bytes.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = bytes.get(i);
        }
        return all;
    }

    private static void say(Talk talk, Direction direction, byte[] said, Random random) {
        int at = 0;
        while (at < said.length) {
            int to = Math.min(said.length, at + 1 + random.nextInt(random.nextBoolean() ? 5 : 200));
            if (random.nextInt(40) == 0) {
                talk.conversation().gap(direction, to - at);
            } else {
                talk.say(direction, Arrays.copyOfRange(said, at, to));
            }
            at = to;
            askAll(talk.conversation(), random.nextInt(4) == 0);
        }
    }

    /// @param inspects whether transactions that are over are let go
    private static void askAll(Conversation conversation, boolean inspects) {
        for (Direction direction : Direction.values()) {
            for (int i = 0; i < conversation.transactionCount(); i++) {
                Transaction transaction = conversation.transaction(i);
                ask(transaction, direction);
                int before = conversation.transactionCount();
                if (inspects) {
                    conversation.inspected(transaction, direction);
                }
                i -= before - conversation.transactionCount();
            }
        }
    }

    private static void ask(Transaction transaction, Direction direction) {
        ByteRange range = new ByteRange();
        assertThat(transaction.stage(direction)).isNotNull();
        for (Field field : Field.values()) {
            int instance = 0;
            while (transaction.find(field, direction, instance, range)) {
                assertThat(range.length()).isNotNegative();
                assertThat(range.memory()
                                .asSlice(range.offset(), range.length())
                                .byteSize())
                        .isEqualTo(range.length());
                assertThat(++instance).isLessThan(MAX_INSTANCES);
            }
        }
        for (NumberField field : NumberField.values()) {
            int instance = 0;
            while (transaction.number(field, direction, instance) != Transaction.NO_NUMBER) {
                assertThat(++instance).isLessThan(MAX_INSTANCES);
            }
        }
    }
}
