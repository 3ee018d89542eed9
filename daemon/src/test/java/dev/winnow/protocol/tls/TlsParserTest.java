package dev.winnow.protocol.tls;

import static dev.winnow.protocol.tls.DerMessages.certificate;
import static dev.winnow.protocol.tls.TlsMessages.CHANGE_CIPHER_SPEC;
import static dev.winnow.protocol.tls.TlsMessages.CLIENT_KEY;
import static dev.winnow.protocol.tls.TlsMessages.DATA;
import static dev.winnow.protocol.tls.TlsMessages.FINISHED;
import static dev.winnow.protocol.tls.TlsMessages.HELLO_DONE;
import static dev.winnow.protocol.tls.TlsMessages.SERVER_KEY;
import static dev.winnow.protocol.tls.TlsMessages.bytes;
import static dev.winnow.protocol.tls.TlsMessages.certificates;
import static dev.winnow.protocol.tls.TlsMessages.clientHello;
import static dev.winnow.protocol.tls.TlsMessages.clientHelloRecord;
import static dev.winnow.protocol.tls.TlsMessages.extension;
import static dev.winnow.protocol.tls.TlsMessages.join;
import static dev.winnow.protocol.tls.TlsMessages.record;
import static dev.winnow.protocol.tls.TlsMessages.serverHello;
import static dev.winnow.protocol.tls.TlsMessages.serverName;
import static dev.winnow.protocol.tls.TlsMessages.ssl2ClientHello;
import static dev.winnow.protocol.tls.TlsMessages.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.Talk;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.option.TlsState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class TlsParserTest {
    private static final Direction CLIENT = Direction.TO_SERVER;
    private static final Direction SERVER = Direction.TO_CLIENT;
    private static final byte[] CERTIFICATES = record(22, certificates(certificate("x"), certificate("y")));
    private static final byte[] ANSWER = join(serverHello(), CERTIFICATES, SERVER_KEY, HELLO_DONE);

    private static void assertStages(Talk talk, Stage client, Stage server) {
        Transaction transaction = talk.conversation().transaction(0);
        assertThat(transaction.stage(CLIENT)).isEqualTo(client);
        assertThat(transaction.stage(SERVER)).isEqualTo(server);
    }

    private static long state(Talk talk) {
        return talk.conversation().transaction(0).number(NumberField.TLS_STATE, CLIENT, 0);
    }

    @Test
    void shouldComeToItsStagesOneByOne() {
        try (Talk talk = Talk.tcp(443)) {
            talk.say(CLIENT, clientHelloRecord(serverName("a.b")));
            assertStages(talk, Stage.HEADERS, Stage.STARTED);
            assertThat(state(talk)).isEqualTo(TlsState.CLIENT_HELLO.bit());
            talk.say(SERVER, serverHello());
            assertStages(talk, Stage.HEADERS, Stage.LINE);
            assertThat(state(talk)).isEqualTo(TlsState.SERVER_HELLO.bit());
            talk.say(SERVER, CERTIFICATES);
            assertStages(talk, Stage.HEADERS, Stage.BODY);
            talk.say(SERVER, SERVER_KEY);
            assertThat(state(talk)).isEqualTo(TlsState.SERVER_KEYX.bit());
            talk.say(CLIENT, join(CLIENT_KEY, CHANGE_CIPHER_SPEC, FINISHED));
            assertThat(state(talk)).isEqualTo(TlsState.CLIENT_KEYX.bit());
            assertStages(talk, Stage.HEADERS, Stage.BODY);
            talk.say(SERVER, join(CHANGE_CIPHER_SPEC, FINISHED));
            assertStages(talk, Stage.COMPLETE, Stage.COMPLETE);
        }
    }

    @Test
    void shouldBeOpaqueFromTheFirstDataOn() {
        try (Talk talk = Talk.tcp(443)) {
            talk.say(CLIENT, clientHelloRecord()).say(SERVER, ANSWER);
            talk.say(CLIENT, join(CHANGE_CIPHER_SPEC, FINISHED)).say(SERVER, join(CHANGE_CIPHER_SPEC, FINISHED));
            assertThat(talk.conversation().isOpaque()).isFalse();
            talk.say(CLIENT, DATA);
            assertThat(talk.conversation().isOpaque()).isTrue();
        }
    }

    @Test
    void shouldReadTheServersHelloAfterEarlyData() {
        try (Talk talk = Talk.tcp(443)) {
            talk.say(CLIENT, join(clientHelloRecord(), CHANGE_CIPHER_SPEC, DATA));
            assertStages(talk, Stage.COMPLETE, Stage.STARTED);
            talk.say(SERVER, join(serverHello(extension(43, bytes(3, 4))), CHANGE_CIPHER_SPEC, DATA));
            assertStages(talk, Stage.COMPLETE, Stage.COMPLETE);
            assertThat(talk.all(Field.JA3S_STRING, SERVER)).containsExactly("771,49199,43");
            assertThat(talk.conversation().transaction(0).number(NumberField.TLS_VERSION, SERVER, 0))
                    .isEqualTo(0x0304);
        }
    }

    @Test
    void shouldReadTheHelloOfASideThatHasSentDataBefore() {
        try (Talk talk = Talk.tcp(443)) {
            talk.say(CLIENT, join(DATA, DATA)).say(SERVER, join(DATA, serverHello()));
            talk.say(CLIENT, clientHelloRecord(serverName("hidden")));
            assertThat(talk.all(Field.TLS_SNI, CLIENT)).containsExactly("hidden");
            assertThat(talk.all(Field.JA3S_STRING, SERVER)).containsExactly("771,49199,");
        }
    }

    @Test
    void shouldGiveUpASideThatHasOnlySentData() {
        try (Talk talk = Talk.tcp(443)) {
            talk.say(CLIENT, clientHelloRecord());
            for (int i = 1; i < 16; i++) {
                talk.say(SERVER, DATA);
                assertStages(talk, Stage.COMPLETE, Stage.STARTED);
            }
            talk.say(SERVER, DATA);
            assertStages(talk, Stage.COMPLETE, Stage.COMPLETE);
        }
    }

    @Test
    void shouldKeepTheFirstHelloOfEachSide() {
        try (Talk talk = Talk.tcp(443)) {
            talk.say(CLIENT, clientHelloRecord(serverName("first"))).say(SERVER, serverHello());
            talk.say(CLIENT, clientHelloRecord(serverName("second")));
            talk.say(SERVER, join(serverHello(extension(43, bytes(3, 4))), CERTIFICATES));
            talk.say(SERVER, record(22, certificates(certificate("other"))));
            assertThat(talk.all(Field.TLS_SNI, CLIENT)).containsExactly("first");
            assertThat(talk.all(Field.JA3S_STRING, SERVER)).containsExactly("771,49199,");
            assertThat(talk.all(Field.JA3S_HASH, SERVER)).containsExactly("174e7e4992a63f6d419626d97363adb8");
            assertThat(talk.all(Field.TLS_CERT_SUBJECT, SERVER)).containsExactly("CN=x");
        }
    }

    @Test
    void shouldHaveTheCertificatesOfEachSide() {
        byte[] own = record(22, certificates(certificate("c"), certificate("d")));
        try (Talk talk = Talk.tcp(443)) {
            talk.say(CLIENT, clientHelloRecord()).say(SERVER, ANSWER).say(CLIENT, own);
            assertStages(talk, Stage.BODY, Stage.BODY);
            assertThat(talk.all(Field.TLS_CERT_SUBJECT, CLIENT)).containsExactly("CN=c");
            assertThat(talk.all(Field.TLS_CERT_SUBJECT, SERVER)).containsExactly("CN=x");
            assertThat(talk.all(Field.TLS_CERTS, CLIENT))
                    .hasSize(2)
                    .doesNotContainAnyElementsOf(talk.all(Field.TLS_CERTS, SERVER));
        }
        try (Talk talk = Talk.tcp(443)) {
            talk.say(CLIENT, join(clientHelloRecord(), own));
            assertThat(talk.all(Field.TLS_CERT_SUBJECT, CLIENT)).containsExactly("CN=c");
            assertThat(talk.all(Field.TLS_CERT_SUBJECT, SERVER)).isEmpty();
        }
    }

    @Test
    void shouldHaveTheRandomOfEachSide() {
        try (Talk talk = Talk.tcp(443)) {
            talk.say(CLIENT, clientHelloRecord()).say(SERVER, serverHello());
            String client = new String(TlsMessages.random(0), java.nio.charset.StandardCharsets.ISO_8859_1);
            String server = new String(TlsMessages.random(32), java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(talk.all(Field.TLS_RANDOM, CLIENT)).containsExactly(client);
            assertThat(talk.all(Field.TLS_RANDOM, SERVER)).containsExactly(server);
            assertThat(talk.all(Field.TLS_RANDOM_TIME, SERVER)).containsExactly(server.substring(0, 4));
            assertThat(talk.all(Field.TLS_RANDOM_BYTES, CLIENT)).containsExactly(client.substring(4));
        }
    }

    @Test
    void shouldGoOnWithTlsAfterAHelloOfSsl2() {
        try (Talk talk = Talk.tcp(443)) {
            talk.say(CLIENT, ssl2ClientHello(0x0301)).say(SERVER, ANSWER).say(CLIENT, CLIENT_KEY);
            assertThat(state(talk)).isEqualTo(TlsState.CLIENT_KEYX.bit());
            assertThat(talk.conversation().transaction(0).number(NumberField.TLS_VERSION, CLIENT, 0))
                    .isEqualTo(0x0301);
            assertThat(talk.all(Field.JA3_STRING, CLIENT)).isEmpty();
            assertThat(talk.all(Field.TLS_RANDOM, CLIENT)).isEmpty();
            assertThat(talk.all(Field.TLS_CERT_SUBJECT, SERVER)).containsExactly("CN=x");
        }
    }

    @Test
    void shouldEndWithSsl2() {
        try (Talk talk = Talk.tcp(443)) {
            talk.say(CLIENT, ssl2ClientHello(0x0002));
            talk.say(SERVER, join(bytes(0x80, 6, 4, 0, 1, 0, 2, 0), text("more")));
            assertStages(talk, Stage.COMPLETE, Stage.COMPLETE);
            Transaction transaction = talk.conversation().transaction(0);
            assertThat(transaction.number(NumberField.TLS_VERSION, CLIENT, 0)).isEqualTo(0x0200);
            assertThat(transaction.number(NumberField.TLS_VERSION, SERVER, 0)).isEqualTo(0x0200);
            assertThat(talk.conversation().isOpaque()).isFalse();
        }
    }

    @Test
    void shouldReadAHelloThatIsSpreadOverRecords() {
        byte[] hello = clientHello(serverName("spread.example"));
        try (Talk talk = Talk.tcp(443)) {
            for (int at = 0; at < hello.length; at += 3) {
                talk.say(CLIENT, record(22, Arrays.copyOfRange(hello, at, Math.min(at + 3, hello.length))));
            }
            assertThat(talk.all(Field.TLS_SNI, CLIENT)).containsExactly("spread.example");
        }
    }

    @Test
    void shouldReadNothingBehindAGap() {
        try (Talk talk = Talk.tcp(443)) {
            talk.say(CLIENT, clientHelloRecord()).say(SERVER, serverHello());
            talk.conversation().gap(SERVER, 10);
            talk.say(SERVER, CERTIFICATES);
            assertStages(talk, Stage.HEADERS, Stage.COMPLETE);
            assertThat(talk.all(Field.TLS_CERTS, SERVER)).isEmpty();
        }
    }

    @Test
    void shouldReadNothingBehindWhatIsNoRecord() {
        for (byte[] no : List.of(text("HTTP/1.1 "), bytes(22, 3, 3, 0xFF, 0xFF), bytes(22, 4, 3, 0, 1))) {
            try (Talk talk = Talk.tcp(443)) {
                talk.say(CLIENT, clientHelloRecord()).say(SERVER, join(no, ANSWER, DATA));
                assertStages(talk, Stage.HEADERS, Stage.COMPLETE);
                assertThat(talk.all(Field.TLS_CERTS, SERVER)).isEmpty();
                assertThat(talk.conversation().isOpaque()).isFalse();
            }
        }
    }

    @Test
    void shouldGiveTheTransactionBackWhenBothSidesHaveBeenLookedAt() {
        try (Talk talk = Talk.tcp(443)) {
            talk.say(CLIENT, join(clientHelloRecord(), CHANGE_CIPHER_SPEC));
            talk.say(SERVER, join(ANSWER, CHANGE_CIPHER_SPEC));
            Transaction transaction = talk.conversation().transaction(0);
            talk.conversation().inspected(transaction, CLIENT);
            assertThat(talk.conversation().transactionCount()).isOne();
            talk.conversation().inspected(transaction, SERVER);
            assertThat(talk.conversation().transactionCount()).isZero();
            talk.say(CLIENT, join(clientHelloRecord(), DATA));
            assertThat(talk.conversation().transactionCount()).isZero();
            assertThat(talk.conversation().isOpaque()).isTrue();
        }
    }

    private static List<Object> everything(Talk talk) {
        List<Object> all = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            for (Field field : Field.values()) {
                all.add(talk.all(field, direction));
            }
            all.add(talk.conversation().transaction(0).stage(direction));
            for (NumberField number : NumberField.values()) {
                all.add(talk.conversation().transaction(0).number(number, direction, 0));
            }
        }
        all.add(talk.conversation().isOpaque());
        return all;
    }

    @Property(tries = 300)
    void shouldNotMindHowTheBytesAreCut(
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 150) Integer> clientCuts,
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 600) Integer> serverCuts) {
        byte[] client = clientHelloRecord(serverName("a.b"), TlsMessages.groups(29, 23));
        byte[] server = join(ANSWER, CHANGE_CIPHER_SPEC, DATA);
        try (Talk whole = Talk.tcp(443);
                Talk cut = Talk.tcp(443)) {
            whole.say(CLIENT, client).say(SERVER, server);
            cut.sayCut(CLIENT, client, clientCuts);
            cut.sayCut(SERVER, server, serverCuts);
            assertThat(everything(cut)).isEqualTo(everything(whole));
        }
    }

    @Property(tries = 2000)
    void shouldNeverThrow(
            @ForAll @Size(max = 6) List<@IntRange(max = 700) Integer> places,
            @ForAll @IntRange(max = 255) int value,
            @ForAll boolean isClients) {
        byte[] client = clientHelloRecord(serverName("a.b"), TlsMessages.groups(29, 23), extension(43, bytes(2, 3, 4)));
        byte[] server = join(ANSWER, CHANGE_CIPHER_SPEC, DATA);
        byte[] spoilt = isClients ? client : server;
        for (int place : places) {
            spoilt[9 + place % (spoilt.length - 9)] = (byte) (value + place);
        }
        try (Talk talk = Talk.tcp(443)) {
            talk.say(CLIENT, client).say(SERVER, server);
            assertThat(everything(talk)).isNotEmpty();
        }
    }
}
