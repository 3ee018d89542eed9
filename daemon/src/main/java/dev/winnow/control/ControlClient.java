package dev.winnow.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;

/// Asks a running filter, one question after the other. Threading: one thread.
public final class ControlClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUFFER_BYTES = 64 << 10;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private int lastId;

    /// Nobody answers where a filter should.
    public static final class NotRunningException extends Exception {
        private static final long serialVersionUID = 1L;

        NotRunningException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private ControlClient(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        selector = Selector.open();
        key = channel.register(selector, SelectionKey.OP_READ);
    }

    /// Connects to the filter whose socket is `path`.
    ///
    /// @throws NotRunningException if there is none
    /// @throws IOException with words for a person, if the socket may not be used
    public static ControlClient connect(Path path) throws NotRunningException, IOException {
        try {
            return new ControlClient(SocketChannel.open(UnixDomainSocketAddress.of(path)));
        } catch (IOException e) {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotRunningException(
                        "not running: there is no " + path
                                + "; start a filter with 'winnow run', or say where its socket is with --control",
                        e);
            }
            if (!Files.isWritable(path)) {
                throw new IOException(
                        path + ": permission denied: be root, or a member of the group " + ControlSocket.GROUP, e);
            }
            throw new NotRunningException(
                    "not running: " + path + " was left by a filter that has ended; start one with 'winnow run'", e);
        }
    }

    /// Sends a command and waits for its answer.
    ///
    /// @param parameters what the command wants to know beside its name; is not kept
    /// @param timeout    for the whole of it
    /// @return the answer's result
    /// @throws ControlException if the filter says that it was not done
    /// @throws IOException if there is no answer
    public JsonNode ask(String command, ObjectNode parameters, Duration timeout) throws ControlException, IOException {
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        ObjectNode request = JsonNodeFactory.instance
                .objectNode()
                .put("version", ControlRequest.VERSION)
                .put("id", ++lastId)
                .put("command", command)
                .setAll(parameters);
        ByteBuffer line = ByteBuffer.wrap(JSON.writeValueAsBytes(request));
        send(line, deadlineNs);
        send(ByteBuffer.wrap(new byte[] {'\n'}), deadlineNs);
        JsonNode answer = JSON.readTree(receiveLine(deadlineNs));
        if (!answer.path("ok").asBoolean()) {
            JsonNode error = answer.path("error");
            throw new ControlException(
                    error.path("code").asText(), error.path("message").asText(), error.path("details"));
        }
        return answer.path("result");
    }

    /// Waits until the filter has closed the connection.
    ///
    /// @return false if it has not within `timeout`
    public boolean awaitEnd(Duration timeout) {
        long deadlineNs = System.nanoTime() + timeout.toNanos();
        try {
            while (true) {
                buffer.clear();
                if (channel.read(buffer) < 0) {
                    return true;
                }
                if (!await(SelectionKey.OP_READ, deadlineNs)) {
                    return false;
                }
            }
        } catch (IOException _) {
            return true;
        }
    }

    private void send(ByteBuffer bytes, long deadlineNs) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0 && !await(SelectionKey.OP_WRITE, deadlineNs)) {
                throw new IOException("winnow does not take the request: it is stuck, or stopped by a signal");
            }
        }
    }

    private byte[] receiveLine(long deadlineNs) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '\n') {
                    return line.toByteArray();
                }
                line.write(next);
            }
            if (!await(SelectionKey.OP_READ, deadlineNs)) {
                throw new IOException("winnow does not answer: it is stuck, or stopped by a signal");
            }
            buffer.clear();
            int count = channel.read(buffer);
            buffer.flip();
            if (count < 0) {
                throw new IOException("winnow has closed the connection without an answer");
            }
        }
    }

    private boolean await(int operation, long deadlineNs) throws IOException {
        key.interestOps(operation);
        long leftMs = Math.max(1, (deadlineNs - System.nanoTime()) / 1_000_000);
        return System.nanoTime() < deadlineNs && selector.select(_ -> {}, leftMs) > 0;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
