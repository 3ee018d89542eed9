package dev.winnow.protocol.ftp;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.AppParser;
import dev.winnow.protocol.Endpoints;
import dev.winnow.protocol.LineReader;
import dev.winnow.protocol.Octets;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.MemorySegment;

/// Follows the dialogue to know the connections that files take, and where TLS begins. It has no transactions.
final class FtpParser implements AppParser {
    private static final int MAX_LINE_LENGTH = 1024;

    private final FtpParsers home;
    private final FtpDialogue dialogue = new FtpDialogue();
    private final Octets text = new Octets();
    private final LineReader commands;
    private final LineReader replies;
    private final LineReader.Sink commandSink = this::command;
    private final LineReader.Sink replySink = this::reply;
    private Endpoints endpoints;
    private int leftOver;

    FtpParser(FtpParsers home, BlockPool blocks) {
        this.home = home;
        commands = new LineReader(blocks, MAX_LINE_LENGTH);
        replies = new LineReader(blocks, MAX_LINE_LENGTH);
    }

    void open(Endpoints newEndpoints) {
        endpoints = newEndpoints;
        dialogue.reset();
        leftOver = 0;
    }

    @Override
    public void bytes(Direction direction, MemorySegment memory, long offset, int length) {
        boolean toServer = direction == Direction.TO_SERVER;
        LineReader reader = toServer ? commands : replies;
        leftOver = length - reader.read(memory, offset, length, toServer ? commandSink : replySink);
    }

    private boolean command(MemorySegment memory, long offset, int length, boolean begins, boolean ends) {
        if (begins && dialogue.command(text.wrap(memory, offset, length))) {
            expectFile();
        }
        return true;
    }

    private void expectFile() {
        boolean toServer = dialogue.isDataToServer();
        long high = toServer ? endpoints.serverHigh() : endpoints.clientHigh();
        long low = toServer ? endpoints.serverLow() : endpoints.clientLow();
        home.expectations().expect(high, low, dialogue.takeDataPort(), AppProtocol.FTP_DATA);
    }

    private boolean reply(MemorySegment memory, long offset, int length, boolean begins, boolean ends) {
        if (begins) {
            dialogue.reply(text.wrap(memory, offset, length));
        }
        return !dialogue.isTls();
    }

    @Override
    public boolean handsOver() {
        return dialogue.isTls();
    }

    @Override
    public int leftOver() {
        return leftOver;
    }

    @Override
    public void gap(Direction direction, long lostBytes) {
        (direction == Direction.TO_SERVER ? commands : replies).clear();
    }

    @Override
    public void closed(Direction direction) {
        gap(direction, 0);
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
        commands.clear();
        replies.clear();
        home.takeBack(this);
    }
}
