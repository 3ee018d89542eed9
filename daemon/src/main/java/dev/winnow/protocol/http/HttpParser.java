package dev.winnow.protocol.http;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.AppParser;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.TransactionEvent;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Takes an HTTP/1 connection apart into transactions: pipelined requests get their responses in order, and a
/// response nobody asked for is a transaction of its own.
///
/// Ownership: its factory's, which it goes back to by [#release]. Threading: its flow's. Never throws on
/// hostile bytes.
public final class HttpParser implements AppParser {
    private final HttpParserFactory home;
    private final int maxTransactions;
    private final RequestReader requests;
    private final ResponseReader responses;
    private HttpTransaction[] live = new HttpTransaction[4];
    private MessageReader lastRead;
    private int count;
    private long nextId;
    private boolean handsOver;
    private AppProtocol successor;
    private long givenUp;

    HttpParser(HttpParserFactory home, BlockPool blocks, int maxTransactions) {
        this.home = home;
        this.maxTransactions = maxTransactions;
        requests = new RequestReader(this, blocks);
        responses = new ResponseReader(this, blocks);
        lastRead = requests;
    }

    @Override
    public void bytes(Direction direction, MemorySegment memory, long offset, int length) {
        lastRead = reader(direction);
        lastRead.read(memory, offset, length);
    }

    private MessageReader reader(Direction direction) {
        return direction == Direction.TO_SERVER ? requests : responses;
    }

    @Override
    public void gap(Direction direction, long lostBytes) {
        reader(direction).gap(lostBytes);
    }

    @Override
    public void closed(Direction direction) {
        reader(direction).close();
        if (direction == Direction.TO_CLIENT) {
            giveUpAnswers();
        }
    }

    private void giveUpAnswers() {
        for (int i = count - 1; i >= 0; i--) {
            if (!live[i].isAnswered() && live[i].unanswered()) {
                remove(i);
            }
        }
    }

    @Override
    public boolean handsOver() {
        return handsOver;
    }

    @Override
    public AppProtocol successor() {
        return successor;
    }

    @Override
    public int leftOver() {
        return lastRead.unread();
    }

    @Override
    public boolean isFailed() {
        return requests.isFailed() || responses.isFailed();
    }

    /// Transactions that were dropped before rules had seen all of them, because too many were live.
    public long givenUp() {
        return givenUp;
    }

    @Override
    public int transactionCount() {
        return count;
    }

    @Override
    public Transaction transaction(int index) {
        return live[index];
    }

    @Override
    public void inspected(Transaction transaction, Direction direction) {
        for (int i = 0; i < count; i++) {
            if (live[i] == transaction) {
                if (live[i].inspected(direction)) {
                    remove(i);
                }
                return;
            }
        }
    }

    private void remove(int index) {
        HttpTransaction gone = live[index];
        System.arraycopy(live, index + 1, live, index, count - index - 1);
        live[--count] = null;
        requests.forget(gone.request());
        responses.forget(gone.response());
        gone.clear();
        home.give(gone);
    }

    @Override
    public void release() {
        while (count > 0) {
            remove(count - 1);
        }
        requests.clear();
        responses.clear();
        lastRead = requests;
        handsOver = false;
        successor = null;
        nextId = 0;
        home.give(this);
    }

    /// A transaction for a request that begins; null if none is to be had.
    HttpTransaction open() {
        return add(true);
    }

    /// The transaction that the response that begins belongs to; null if none is to be had.
    HttpTransaction answer() {
        HttpTransaction waiting = waiting();
        if (waiting == null) {
            HttpTransaction unasked = add(false);
            if (unasked != null) {
                unasked.note(TransactionEvent.HTTP_UNASKED);
            }
            return unasked;
        }
        waiting.setAnswered();
        requests.answered(waiting);
        return waiting;
    }

    /// Whether nothing was asked or answered since.
    boolean isNewest(HttpTransaction transaction) {
        return count > 0 && live[count - 1] == transaction;
    }

    /// Whether the next response is for a request of HTTP/0.9.
    boolean answersOld() {
        HttpTransaction waiting = waiting();
        if (waiting != null) {
            requests.answered(waiting);
        }
        return waiting != null && waiting.isOld();
    }

    private HttpTransaction waiting() {
        for (int i = 0; i < count; i++) {
            if (!live[i].isAnswered()) {
                return live[i];
            }
        }
        return null;
    }

    private HttpTransaction add(boolean startsWithRequest) {
        if (count == maxTransactions) {
            giveUpOldest();
        }
        if (count == live.length) {
            live = Arrays.copyOf(live, 2 * live.length);
        }
        HttpTransaction transaction = home.takeTransaction();
        if (transaction != null) {
            transaction.start(nextId++, startsWithRequest);
            live[count++] = transaction;
        }
        return transaction;
    }

    private void giveUpOldest() {
        givenUp++;
        remove(responses.message == live[0].response() && count > 1 ? 1 : 0);
    }

    /// The head of a response has been read.
    void answered(HttpTransaction transaction, int status) {
        if (status == Framing.EXPECTATION_FAILED) {
            requests.refused(transaction);
        }
        if (transaction.method() == Method.CONNECT && !Framing.isTunnel(Method.CONNECT, status)) {
            requests.resume();
        }
    }

    /// Another protocol begins with the next byte; null if it is not known which.
    void handOver(AppProtocol newSuccessor) {
        handsOver = true;
        successor = newSuccessor;
    }
}
