package dev.winnow.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.winnow.agent.AgentRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever clients send, and however slowly, each gets its answer or is cut off.
@Timeout(60)
final class ControlServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    @TempDir
    private Path folder;

    private final AtomicLong nowNs = new AtomicLong();
    private final AtomicReference<Throwable> fault = new AtomicReference<>();
    private final CountDownLatch slowMayEnd = new CountDownLatch(1);
    private Path path;
    private ControlServer server;
    private AgentRunner runner;

    @BeforeEach
    void start() throws IOException {
        path = folder.resolve("sub/control.sock");
        ControlRegistry registry = new ControlRegistry(List.of(
                ControlCommand.asks("status", _ -> TextNode.valueOf("fine")),
                ControlCommand.asks("echo", parameters -> parameters.path("what")),
                ControlCommand.asks("long", _ -> TextNode.valueOf("x".repeat(ControlServer.MAX_ANSWER_BYTES - 100))),
                ControlCommand.asks("longer", _ -> TextNode.valueOf("x".repeat(ControlServer.MAX_ANSWER_BYTES))),
                ControlCommand.asks("faulty", _ -> {
                    throw new IllegalStateException("oops");
                }),
                ControlCommand.asks("picky", _ -> {
                    throw new ControlException(ControlException.BAD_PARAMETER, "no");
                }),
                ControlCommand.changes("stop", _ -> TextNode.valueOf("stopped")),
                ControlCommand.changes("reload", this::waitLong).slow()));
        server = new ControlServer(ControlSocket.open(path), registry, fault::set, nowNs::get);
        runner = new AgentRunner(server, server, () -> {}, fault::set).start();
    }

    private JsonNode waitLong(JsonNode parameters) {
        try {
            slowMayEnd.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return TextNode.valueOf("reloaded");
    }

    @AfterEach
    void stop() throws IOException {
        slowMayEnd.countDown();
        runner.close();
        server.close();
        assertThat(path).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"version":1,"id":7,"command":"status"}          | {"version":1,"id":7,"ok":true,"result":"fine"}
            {"version":1,"command":"status"}                 | {"version":1,"ok":true,"result":"fine"}
            {"version":1,"id":"a","command":"echo","what":3} | {"version":1,"id":"a","ok":true,"result":3}
            {"version":1,"id":[],"command":"stop"}           | {"version":1,"ok":true,"result":"stopped"}
            """)
    void shouldAnswerARequest(String request, String answer) throws IOException {
        try (TestClient client = new TestClient(path)) {
            assertThat(client.send(request + "\n").answer()).hasToString(answer);
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {"version":1,"command":"staus"}         | unknown-command | did you mean 'status'?
            {"version":1,"command":"zzzzzzzz"}      | unknown-command | known are echo, faulty, long
            {"version":1,"command":7}               | bad-request     | names its command
            {"version":1}                           | bad-request     | names its command
            {"version":2,"command":"status"}        | bad-version     | speaks version 1
            {"version":"1","command":"status"}      | bad-version     | speaks version 1
            {"command":"status"}                    | bad-version     | speaks version 1
            {"version":1,"version":1}               | bad-request     | Duplicate field
            {"version":1,"command":"status"         | bad-request     | no JSON
            {"version":1,"command":"status"} {}     | bad-request     | no JSON
            []                                      | bad-request     | a JSON object
            status                                  | bad-request     | no JSON
            ``                                      | bad-request     | a JSON object
            {"version":1,"command":"picky"}         | bad-parameter   | no
            {"version":1,"command":"longer"}        | too-long        | ask for less
            {"version":1,"command":"faulty"}        | failed          | oops
            """)
    void shouldSayWhatIsWrongWithARequestAndGoOn(String request, String code, String message) throws IOException {
        try (TestClient client = new TestClient(path)) {
            JsonNode answer = client.send(request + "\n").answer();
            assertThat(answer.path("ok").asBoolean(true)).isFalse();
            assertThat(answer.path("error").path("code").asText()).isEqualTo(code);
            assertThat(answer.path("error").path("message").asText()).contains(message);
            assertThat(client.send("{\"version\":1,\"command\":\"status\"}\n")
                            .answer()
                            .path("ok")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void shouldRefuseDeepNesting() throws IOException {
        try (TestClient client = new TestClient(path)) {
            JsonNode answer = client.send("{\"a\":" + "[".repeat(50_000) + "\n").answer();
            assertThat(answer.path("error").path("code").asText()).isEqualTo(ControlException.BAD_REQUEST);
        }
    }

    @Test
    void shouldAnswerRequestsSentTogetherInOrder() throws IOException {
        try (TestClient client = new TestClient(path)) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                requests.append("{\"version\":1,\"id\":").append(i).append(",\"command\":\"status\"}\n");
            }
            client.send(requests.toString());
            for (int i = 0; i < 500; i++) {
                assertThat(client.answer().path("id").intValue()).isEqualTo(i);
            }
        }
    }

    @Test
    void shouldPutARequestTogetherThatComesInPieces() throws IOException {
        try (TestClient client = new TestClient(path)) {
            for (char c : "{\"version\":1,\"command\":\"status\"}\n".toCharArray()) {
                client.send(Character.toString(c));
            }
            assertThat(client.answer().path("result").asText()).isEqualTo("fine");
        }
    }

    @Test
    void shouldCutOffWhoSendsALineWithoutEnd() throws IOException {
        try (TestClient client = new TestClient(path)) {
            client.send(" ".repeat(ControlConnection.MAX_REQUEST_BYTES));
            assertThat(client.answer().path("error").path("message").asText()).contains("65536 bytes at most");
            assertThat(client.isCutOff()).isTrue();
        }
    }

    @Test
    void shouldTakeALineOfTheLongestLength() throws IOException {
        try (TestClient client = new TestClient(path)) {
            String request = "{\"version\":1,\"command\":\"status\"}";
            client.send(request + " ".repeat(ControlConnection.MAX_REQUEST_BYTES - request.length() - 1) + "\n");
            assertThat(client.answer().path("ok").asBoolean()).isTrue();
        }
    }

    @Test
    void shouldRefuseOneClientTooManyAndAdmitAnotherLater() throws Exception {
        List<TestClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < ControlServer.MAX_CLIENTS; i++) {
                clients.add(new TestClient(path));
                clients.getLast()
                        .send("{\"version\":1,\"command\":\"status\"}\n")
                        .answer();
            }
            try (TestClient oneMore = new TestClient(path)) {
                assertThat(oneMore.answer().path("error").path("code").asText()).isEqualTo(ControlException.BUSY);
                assertThat(oneMore.isCutOff()).isTrue();
            }
            nowNs.addAndGet(ControlServer.IDLE_TIMEOUT_NS + 1);
            assertThat(clients).allMatch(TestClient::isCutOff);
        } finally {
            for (TestClient client : clients) {
                client.close();
            }
        }
        try (ControlClient client = ControlClient.connect(path)) {
            assertThat(client.ask("status", NOTHING, PATIENCE).asText()).isEqualTo("fine");
        }
    }

    @Test
    void shouldCutOffWhoDoesNotTakeAnAnswerAndServeOthersMeanwhile() throws Exception {
        try (TestClient slow = new TestClient(path);
                ControlClient other = ControlClient.connect(path)) {
            slow.send("{\"version\":1,\"command\":\"long\"}\n");
            assertThat(other.ask("status", NOTHING, PATIENCE).asText()).isEqualTo("fine");
            nowNs.addAndGet(ControlServer.SEND_TIMEOUT_NS + 1);
            assertThat(other.ask("status", NOTHING, PATIENCE).asText()).isEqualTo("fine");
            assertThat(other.ask("status", NOTHING, PATIENCE).asText()).isEqualTo("fine");
            assertThat(slow.isCutOff()).isTrue();
        }
    }

    @Test
    void shouldSendALongAnswerWhole() throws Exception {
        try (ControlClient client = ControlClient.connect(path)) {
            assertThat(client.ask("long", NOTHING, PATIENCE).asText()).hasSize(ControlServer.MAX_ANSWER_BYTES - 100);
        }
    }

    @Test
    void shouldServeOthersWhileASlowCommandRunsAndRefuseASecondOne() throws Exception {
        try (TestClient waiting = new TestClient(path);
                TestClient second = new TestClient(path)) {
            waiting.send(
                    "{\"version\":1,\"id\":1,\"command\":\"reload\"}\n{\"version\":1,\"id\":2,\"command\":\"status\"}\n");
            JsonNode answer =
                    second.send("{\"version\":1,\"command\":\"status\"}\n").answer();
            assertThat(answer.path("ok").asBoolean()).isTrue();
            awaitBusy(second);
            nowNs.addAndGet(ControlServer.IDLE_TIMEOUT_NS + 1);
            slowMayEnd.countDown();
            assertThat(waiting.answer().path("result").asText()).isEqualTo("reloaded");
            assertThat(waiting.answer().path("id").intValue()).isEqualTo(2);
        }
    }

    private static void awaitBusy(TestClient client) throws IOException {
        JsonNode answer =
                client.send("{\"version\":1,\"command\":\"reload\"}\n").answer();
        assertThat(answer.path("error").path("code").asText()).isEqualTo(ControlException.BUSY);
        assertThat(answer.path("error").path("message").asText()).contains("'reload' is under way");
    }

    @Test
    void shouldTellOfFaults() throws Exception {
        try (TestClient client = new TestClient(path)) {
            client.send("{\"version\":1,\"command\":\"faulty\"}\n").answer();
            assertThat(fault.get()).hasMessage("oops");
        }
    }

    @Test
    void shouldKeepTheSocketFromOthers() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-rw----");
    }

    @Test
    void shouldLetOnlyRootChangeAnything() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can be somebody else");
        for (Path at = path; !at.equals(folder.getParent()); at = at.getParent()) {
            Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        String program = """
                use Socket; socket(my $s, AF_UNIX, SOCK_STREAM, 0) or die "socket: $!";
                connect($s, pack_sockaddr_un($ARGV[0])) or die "connect: $!"; $s->autoflush(1);
                for my $c ("status", "stop") { print $s qq({"version":1,"command":"$c"}\\n); print scalar <$s>; }
                """;
        Process nobody = new ProcessBuilder(
                        "setpriv", "--reuid=65534", "--clear-groups", "perl", "-MIO::Handle", "-e", program, path + "")
                .redirectErrorStream(true)
                .start();
        String answers = new String(nobody.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(answers.lines())
                .containsExactly(
                        "{\"version\":1,\"ok\":true,\"result\":\"fine\"}",
                        "{\"version\":1,\"ok\":false,\"error\":{\"code\":\"not-allowed\","
                                + "\"message\":\"only root may ask for 'stop'\"}}");
    }
}
