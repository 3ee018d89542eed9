package dev.winnow.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// One client: what it has sent, and what it has not taken yet.
///
/// It gets one answer at a time: while it has not taken one, nothing more is read from it, so that what is kept for it
/// is one request and one answer at most. Threading: the control thread.
final class ControlConnection {
    /// The longest request, with its newline.
    static final int MAX_REQUEST_BYTES = 64 << 10;

    /// What [#nextLine] answers where there is no line.
    static final int NONE = -1;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final boolean mayChange;
    private final byte[] received = new byte[MAX_REQUEST_BYTES];
    private int receivedLength;
    private int lineLength;
    private ByteBuffer answer = ByteBuffer.allocate(0);
    private boolean isWorkedFor;
    private boolean endsAfterAnswer;
    private boolean isAtEnd;
    private long sinceNs;

    /// @param key of `channel`, whose interest is kept up to date here
    ControlConnection(SocketChannel channel, SelectionKey key, boolean mayChange, long nowNs) {
        this.channel = channel;
        this.key = key;
        this.mayChange = mayChange;
        sinceNs = nowNs;
    }

    boolean mayChange() {
        return mayChange;
    }

    /// When the client last got an answer, or the server last an answer to give.
    long sinceNs() {
        return sinceNs;
    }

    /// Whether the client has to take an answer before anything else.
    boolean hasAnswer() {
        return answer.hasRemaining();
    }

    /// Whether a command runs for the client.
    boolean isWorkedFor() {
        return isWorkedFor;
    }

    /// Whether the client will send no more and has all its answers.
    boolean isOver() {
        return !hasAnswer() && !isWorkedFor && (endsAfterAnswer || isAtEnd);
    }

    /// Takes what there is to read.
    void read() throws IOException {
        int count = channel.read(ByteBuffer.wrap(received, receivedLength, received.length - receivedLength));
        if (count < 0) {
            isAtEnd = true;
        } else {
            receivedLength += count;
        }
    }

    /// What was received, with the request that [#nextLine] found at its beginning.
    byte[] received() {
        return received;
    }

    /// Finds the next request, which is good until [#read].
    ///
    /// @return its length without the newline, or [#NONE]: also while the client has an answer to
    /// get or to take
    /// @throws ControlException if it is too long; the client gets nothing behind the answer that says so
    int nextLine() throws ControlException {
        if (isWorkedFor || hasAnswer() || endsAfterAnswer) {
            return NONE;
        }
        System.arraycopy(received, lineLength, received, 0, receivedLength - lineLength);
        receivedLength -= lineLength;
        lineLength = 0;
        for (int i = 0; i < receivedLength; i++) {
            if (received[i] == '\n') {
                lineLength = i + 1;
                return i;
            }
        }
        if (receivedLength == received.length) {
            endsAfterAnswer = true;
            throw new ControlException(
                    ControlException.BAD_REQUEST, "a request has " + MAX_REQUEST_BYTES + " bytes at most");
        }
        return NONE;
    }

    /// Notes that a command runs for the client, which gets its answer later.
    void work() {
        isWorkedFor = true;
        updateInterest();
    }

    /// Gives the client an answer, and sends what the kernel takes of it at once.
    void answer(byte[] line, long nowNs) throws IOException {
        isWorkedFor = false;
        answer = ByteBuffer.wrap(line);
        sinceNs = nowNs;
        send(nowNs);
    }

    /// As [#answer], and the connection is over then.
    void answerLast(byte[] line, long nowNs) throws IOException {
        endsAfterAnswer = true;
        answer(line, nowNs);
    }

    /// Sends what the kernel takes of the answer.
    void send(long nowNs) throws IOException {
        channel.write(answer);
        if (!answer.hasRemaining()) {
            sinceNs = nowNs;
        }
        updateInterest();
    }

    private void updateInterest() {
        key.interestOps(isWorkedFor ? 0 : hasAnswer() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException _) {
            // It is gone in any case.
        }
    }
}
