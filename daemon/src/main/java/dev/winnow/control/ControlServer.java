package dev.winnow.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.winnow.agent.Agent;
import dev.winnow.agent.IdleStrategy;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Answers the clients of a [ControlSocket].
///
/// Bounded: so many clients, one request and one answer of each, and a time for everything that a client can be slow
/// in: whoever asks nothing, or does not take what was answered, is cut off.
///
/// Threading: an agent of one thread, which waits in the selector. Ownership: owns the socket.
public final class ControlServer implements Agent, IdleStrategy, AutoCloseable {
    /// The longest answer, with its newline.
    public static final int MAX_ANSWER_BYTES = 1 << 20;

    static final int MAX_CLIENTS = 32;
    static final long IDLE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);
    static final long SEND_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);

    private static final long MAX_WAIT_MS = 100;

    private final ControlSocket socket;
    private final ControlRegistry registry;
    private final Consumer<Throwable> onFault;
    private final LongSupplier clock;
    private final UserPrincipal owner;
    private final Selector selector;
    private final SelectionKey acceptKey;
    private final List<ControlConnection> clients = new ArrayList<>();
    private final SlowCommands slowCommands;

    /// @param onFault told of what a handler throws beyond what it may
    /// @throws IOException if the socket cannot be waited for
    public ControlServer(ControlSocket socket, ControlRegistry registry, Consumer<Throwable> onFault)
            throws IOException {
        this(socket, registry, onFault, System::nanoTime);
    }

    /// @param clock in nanoseconds
    ControlServer(ControlSocket socket, ControlRegistry registry, Consumer<Throwable> onFault, LongSupplier clock)
            throws IOException {
        this.socket = socket;
        this.registry = registry;
        this.onFault = onFault;
        this.clock = clock;
        owner = Files.getOwner(socket.path());
        selector = Selector.open();
        acceptKey = socket.channel().register(selector, SelectionKey.OP_ACCEPT);
        slowCommands = new SlowCommands(selector::wakeup);
    }

    @Override
    public String roleName() {
        return "control";
    }

    /// Serves whoever is ready. Never waits.
    @Override
    public int doWork() {
        int workCount = slowCommands.takeAnswer(this::answerLate);
        try {
            workCount += selector.selectNow(this::serve);
        } catch (IOException e) {
            onFault.accept(e);
        }
        dismissSlow(clock.getAsLong());
        return workCount;
    }

    /// Waits for a client.
    @Override
    public void idle(int workCount) {
        if (workCount == 0) {
            try {
                selector.select(this::serve, MAX_WAIT_MS);
            } catch (IOException e) {
                onFault.accept(e);
            }
        }
    }

    private void serve(SelectionKey key) {
        if (key == acceptKey) {
            accept();
            return;
        }
        ControlConnection client = (ControlConnection) key.attachment();
        try {
            if (key.isReadable()) {
                client.read();
            } else {
                client.send(clock.getAsLong());
            }
            answerAll(client);
        } catch (IOException _) {
            dismiss(client);
        }
    }

    private void accept() {
        try {
            SocketChannel channel = socket.channel().accept();
            if (channel != null) {
                admit(channel);
            }
        } catch (IOException _) {
            // Whoever it was has gone again.
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        try {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            boolean mayChange = Peer.of(channel).mayChange(owner);
            ControlConnection client = new ControlConnection(channel, key, mayChange, clock.getAsLong());
            key.attach(client);
            if (clients.size() == MAX_CLIENTS) {
                refuse(client);
            } else {
                clients.add(client);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void refuse(ControlConnection client) throws IOException {
        ControlException reason = new ControlException(
                ControlException.BUSY, MAX_CLIENTS + " clients are connected already: try again later");
        client.answerLast(ControlAnswer.failed(MissingNode.getInstance(), reason), clock.getAsLong());
        client.close();
    }

    /// Answers all requests that came whole, as far as the client takes the answers.
    private void answerAll(ControlConnection client) throws IOException {
        boolean more = true;
        while (more) {
            try {
                int length = client.nextLine();
                more = length != ControlConnection.NONE;
                if (more) {
                    answer(client, length);
                }
            } catch (ControlException e) {
                more = false;
                client.answer(ControlAnswer.failed(MissingNode.getInstance(), e), clock.getAsLong());
            }
        }
        if (client.isOver()) {
            dismiss(client);
        }
    }

    private void answer(ControlConnection client, int length) throws IOException {
        JsonNode id = MissingNode.getInstance();
        try {
            ControlRequest request = ControlRequest.read(client.received(), length);
            id = request.id();
            ControlCommand command = registry.find(request.command());
            if (command.changes() && !client.mayChange()) {
                throw new ControlException(
                        ControlException.NOT_ALLOWED, "only root may ask for '" + command.name() + "'");
            }
            JsonNode answerId = id;
            if (command.isSlow()) {
                slowCommands.start(command.name(), client, () -> run(command, request, answerId));
                client.work();
            } else {
                client.answer(run(command, request, id), clock.getAsLong());
            }
        } catch (ControlException e) {
            client.answer(ControlAnswer.failed(id, e), clock.getAsLong());
        }
    }

    /// Runs a handler, on whatever thread it belongs to. A fault costs its answer, not the thread.
    private byte[] run(ControlCommand command, ControlRequest request, JsonNode id) {
        try {
            return ControlAnswer.done(id, command.handler().handle(request.parameters()));
        } catch (ControlException e) {
            return ControlAnswer.failed(id, e);
        } catch (RuntimeException e) {
            onFault.accept(e);
            return fault(id, e);
        } catch (LinkageError | OutOfMemoryError | StackOverflowError e) {
            return fault(id, e);
        }
    }

    private static byte[] fault(JsonNode id, Throwable fault) {
        return ControlAnswer.failed(
                id, new ControlException(ControlException.FAILED, "a fault of winnow's own: " + fault));
    }

    private void answerLate(ControlConnection client, byte[] answer) {
        try {
            client.answer(answer, clock.getAsLong());
            answerAll(client);
        } catch (IOException _) {
            dismiss(client);
        }
    }

    private void dismissSlow(long nowNs) {
        for (int i = clients.size() - 1; i >= 0; i--) {
            ControlConnection client = clients.get(i);
            long timeoutNs = client.hasAnswer() ? SEND_TIMEOUT_NS : IDLE_TIMEOUT_NS;
            if (!client.isWorkedFor() && nowNs - client.sinceNs() > timeoutNs) {
                dismiss(client);
            }
        }
    }

    private void dismiss(ControlConnection client) {
        clients.remove(client);
        client.close();
    }

    /// Cuts off all clients, ends what runs for them, and removes the socket. When the agent has ended.
    @Override
    public void close() throws IOException {
        slowCommands.close();
        clients.forEach(ControlConnection::close);
        selector.close();
        socket.close();
    }
}
