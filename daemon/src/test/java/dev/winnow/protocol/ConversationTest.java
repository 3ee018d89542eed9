package dev.winnow.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Direction;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConversationTest {
    /// Writes down what it is told; hands over behind an exclamation mark.
    private static final class Scribe implements AppParser, ParserFactory {
        private final StringBuilder heard = new StringBuilder();
        private int leftOver;
        private boolean handsOver;

        @Override
        public AppParser take(Endpoints endpoints) {
            handsOver = false;
            return this;
        }

        @Override
        public void bytes(Direction direction, MemorySegment memory, long offset, int length) {
            byte[] copy = memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
            String text = new String(copy, StandardCharsets.ISO_8859_1);
            handsOver = text.indexOf('!') >= 0;
            leftOver = handsOver ? text.length() - 1 - text.indexOf('!') : 0;
            heard.append(direction == Direction.TO_SERVER ? '>' : '<').append(text, 0, length - leftOver);
        }

        @Override
        public boolean handsOver() {
            return handsOver;
        }

        @Override
        public int leftOver() {
            return leftOver;
        }

        @Override
        public void gap(Direction direction, long lostBytes) {
            heard.append('(').append(lostBytes).append(')');
        }

        @Override
        public void closed(Direction direction) {
            heard.append('.');
        }

        @Override
        public int transactionCount() {
            return 0;
        }

        @Override
        public Transaction transaction(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public void inspected(Transaction transaction, Direction direction) {}

        @Override
        public void release() {
            heard.append('/');
        }
    }

    private final Scribe http = new Scribe();
    private final Scribe ssh = new Scribe();
    private final Talk talk = Talk.with(Map.of(AppProtocol.HTTP1, http, AppProtocol.SSH, ssh));

    @Test
    void shouldHandOnWhatCameBeforeTheProtocolWasKnown() {
        talk.server("junk").client("G").client("ET /");
        assertThat(http.heard).hasToString("<junk>GET /");
        talk.close();
        assertThat(http.heard).hasToString("<junk>GET //");
    }

    @Test
    void shouldKeepTheProtocolThatWasToldFirst() {
        talk.server("SSH-2.0-x").client("GET / ");
        assertThat(talk.conversation().protocol()).isEqualTo(AppProtocol.SSH);
        assertThat(talk.conversation().isMismatched()).isTrue();
        assertThat(ssh.heard).hasToString("<SSH-2.0-x>GET / ");
    }

    @Test
    void shouldNotCallBytesOfNoProtocolAMismatch() {
        talk.client("GET / ").server("junk");
        assertThat(talk.conversation().isMismatched()).isFalse();
    }

    @Test
    void shouldFailOnceNeitherDirectionCanTell() {
        talk.client("junk");
        assertThat(talk.conversation().detection()).isEqualTo(Detection.UNDECIDED);
        talk.server("junk").client("GET / ");
        assertThat(talk.conversation().detection()).isEqualTo(Detection.FAILED);
        assertThat(talk.conversation().protocol()).isNull();
        assertThat(talk.blocks().lentBytes()).isZero();
    }

    @Test
    void shouldTellOfBytesThatWereTooManyToKeep() {
        for (int i = 0; i < 5; i++) {
            talk.client("j".repeat(4096));
        }
        talk.server("HTTP/1.1 200 OK");
        assertThat(http.heard.toString()).startsWith(">jjj").endsWith("j(4096)<HTTP/1.1 200 OK");
    }

    @Test
    void shouldStartAnewBehindAProtocolThatHandsOver() {
        talk.client("CONNECT a!SSH-2.0-x").server("SSH-2.0-y");
        assertThat(talk.conversation().protocol()).isEqualTo(AppProtocol.SSH);
        assertThat(talk.conversation().originalProtocol()).isEqualTo(AppProtocol.HTTP1);
        assertThat(http.heard).hasToString(">CONNECT a!");
        assertThat(ssh.heard).hasToString(">SSH-2.0-x<SSH-2.0-y");
    }

    @Test
    void shouldStopGuessingAfterManyChanges() {
        talk.client("GET !".repeat(20));
        assertThat(talk.conversation().detection()).isEqualTo(Detection.FAILED);
        assertThat(talk.blocks().lentBytes()).isZero();
    }

    @Test
    void shouldPassOnGapsAndEnds() {
        talk.client("GET / ");
        talk.conversation().gap(Direction.TO_CLIENT, 7);
        talk.conversation().closed(Direction.TO_SERVER);
        assertThat(http.heard).hasToString(">GET / (7).");
    }
}
