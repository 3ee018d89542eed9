package dev.winnow.protocol.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.Talk;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Stage;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SshParserTest {
    private static final int PORT = 22;
    private static final String CLIENT_OFFER = "kex1,kex2;enc-cs;mac-cs;comp-cs";
    private static final String SERVER_OFFER = "kex1,kex2;enc-sc;mac-sc;comp-sc";

    /// The fields are Suricata 7.0.10's.
    @ParameterizedTest
    @CsvSource({
        "'SSH-2.0-OpenSSH_9\r\n', 2.0, OpenSSH_9",
        "'SSH-2.0-OpenSSH_9\n', 2.0, OpenSSH_9",
        "'SSH-2.0-OpenSSH_9 Debian-1 x\r\n', 2.0, OpenSSH_9",
        "'SSH-2.0-Open-SSH\r\n', 2.0, Open-SSH",
        "'SSH-2.0-\r\n', 2.0, ",
        "'SSH-2.0- x\r\n', 2.0, ' x'",
        "'SSH-1.99-x\r\n', 1.99, x",
        "'SSH-2.0-x\ry\r\n', 2.0, x",
        "'SSH-2.0\r\n', , ",
        "'SSH--x\r\n', , ",
        "'ssh-2.0-x\r\n', , ",
        "'SSH-2.0-x', , ",
        "'SSH-2.0-x\r', , "
    })
    void shouldReadTheGreeting(String greeting, String proto, String software) {
        for (Direction direction : Direction.values()) {
            try (Talk talk = Talk.tcp(PORT)) {
                talk.say(direction, Talk.bytes(greeting));
                assertThat(talk.all(Field.SSH_PROTO, direction)).isEqualTo(listOf(proto));
                assertThat(talk.all(Field.SSH_SOFTWARE, direction)).isEqualTo(listOf(software));
                assertThat(talk.all(Field.SSH_PROTO, direction.opposite())).isEmpty();
            }
        }
    }

    private static List<String> listOf(String value) {
        return value == null ? List.of() : List.of(value);
    }

    @Property(tries = 60)
    void shouldFingerprintBothSidesHoweverTheyAreCut(@ForAll @IntRange(min = 1, max = 80) int pieceLength) {
        byte[] said = Talk.bytes("SSH-2.0-x\r\n" + SshMessages.keyExchange("kex1,kex2") + "encrypted");
        try (Talk talk = Talk.tcp(PORT)) {
            talk.say(Direction.TO_SERVER, said, pieceLength).say(Direction.TO_CLIENT, said, pieceLength);
            assertThat(talk.all(Field.SSH_HASSH_STRING, Direction.TO_SERVER)).containsExactly(CLIENT_OFFER);
            assertThat(talk.all(Field.SSH_HASSH_SERVER_STRING, Direction.TO_CLIENT))
                    .containsExactly(SERVER_OFFER);
            assertThat(talk.all(Field.SSH_HASSH, Direction.TO_SERVER))
                    .containsExactly("fc22a1b6eca4ffaf070a1bf0b1a5daea");
            assertThat(talk.all(Field.SSH_HASSH_SERVER, Direction.TO_CLIENT))
                    .containsExactly("0b23480fe52dd9c899318e2461b602e2");
        }
    }

    /// RFC 4253, section 11: such messages may come at any time; of what a side says else the offer is the first.
    @ParameterizedTest
    @CsvSource({
        "'\u0002\0\0\0\1x', 1, true",
        "'\u0004\1\0\0\0\3dbg\0\0\0\0', 1, true",
        "'\u0002\0\0\0\1x', 5000, true",
        "'\u0002', 1, true",
        "'\u0013', 1, true",
        "'\u0015', 1, false",
        "'\u001e\0\0\0\1x', 1, false",
        "'', 1, false"
    })
    void shouldFingerprintBehindWhatMeansNothing(String message, int count, boolean isSeen) {
        String before = SshMessages.packet(message).repeat(count);
        byte[] said = Talk.bytes("SSH-2.0-x\r\n" + before + SshMessages.keyExchange("kex1,kex2") + "encrypted");
        for (int pieceLength : new int[] {1, 7, 1460, said.length}) {
            try (Talk talk = Talk.tcp(PORT)) {
                talk.say(Direction.TO_SERVER, said, pieceLength);
                assertThat(talk.all(Field.SSH_HASSH_STRING, Direction.TO_SERVER))
                        .isEqualTo(isSeen ? List.of(CLIENT_OFFER) : List.of());
            }
        }
    }

    @Test
    void shouldBeDoneOnceBothSidesWereLookedInto() {
        try (Talk talk = Talk.tcp(PORT)) {
            talk.server("SSH-2.0-x\r\n" + SshMessages.keyExchange("kex1,kex2")).client("SSH-2.0-y\r\n");
            Transaction opening = talk.conversation().transaction(0);
            assertThat(opening.stage(Direction.TO_CLIENT)).isEqualTo(Stage.COMPLETE);
            assertThat(opening.stage(Direction.TO_SERVER)).isEqualTo(Stage.LINE);
            talk.conversation().inspected(opening, Direction.TO_CLIENT);
            talk.conversation().closed(Direction.TO_SERVER);
            assertThat(opening.stage(Direction.TO_SERVER)).isEqualTo(Stage.COMPLETE);
            talk.conversation().inspected(opening, Direction.TO_SERVER);
            assertThat(talk.conversation().transactionCount()).isZero();
            talk.client("encrypted").server("encrypted");
            assertThat(talk.conversation().transactionCount()).isZero();
        }
    }

    @Property(tries = 500)
    void shouldSurviveAnyPacket(@ForAll @Size(max = 60) byte[] packet, @ForAll boolean isKeyExchange) {
        try (Talk talk = Talk.tcp(PORT)) {
            talk.client("SSH-2.0-x\r\n");
            talk.client(isKeyExchange ? SshMessages.keyExchange("kex1,kex2").substring(0, 20) : "");
            talk.say(Direction.TO_SERVER, packet);
            assertThat(talk.all(Field.SSH_SOFTWARE, Direction.TO_SERVER)).containsExactly("x");
        }
    }
}
