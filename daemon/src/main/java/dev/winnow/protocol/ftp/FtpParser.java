package dev.winnow.protocol.ftp;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.Endpoints;
import dev.winnow.protocol.LineReader;
import dev.winnow.protocol.Octets;
import dev.winnow.protocol.QueuedParser;
import dev.winnow.protocol.TransactionQueue;
import dev.winnow.protocol.Words;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.option.TransactionEvent;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.MemorySegment;

/// Follows the dialogue to know the connections that files take, and where TLS begins. Only what rules ask for is a
/// transaction.
final class FtpParser extends QueuedParser<FtpTransaction> {
    private static final int MAX_LINE_LENGTH = 1024;
    private static final int COMMAND_LENGTH = 4;
    /// Longer lines are odd, as Suricata counts them: 4,096 bytes with their end.
    private static final int MAX_TOLD_LENGTH = 4093;

    private final FtpParsers home;
    private final FtpDialogue dialogue = new FtpDialogue();
    private final Octets text = new Octets();
    private final LineReader commands;
    private final LineReader replies;
    private final LineReader.Sink commandSink = this::command;
    private final LineReader.Sink replySink = this::reply;
    private Endpoints endpoints;
    private int leftOver;
    private int commandLength;
    private int replyLength;

    FtpParser(FtpParsers home, BlockPool blocks, TransactionQueue<FtpTransaction> transactions) {
        super(transactions);
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
        commandLength = count(commandLength, length, begins, TransactionEvent.FTP_LONG_COMMAND);
        if (begins) {
            text.wrap(memory, offset, length);
            int sent = dialogue.command(text);
            if (sent != FtpDialogue.NO_FILE) {
                expectFile(sent);
            }
            if (home.tellsBounces() && endpoints.isIpv4() && FtpDialogue.isBounce(text, (int) endpoints.clientLow())) {
                bounces();
            }
        }
        return true;
    }

    private void bounces() {
        FtpTransaction bounce = transactions.open();
        if (bounce != null) {
            bounce.bounces();
            bounce.leaveOut(Direction.TO_CLIENT);
            bounce.reach(Direction.TO_SERVER, Stage.COMPLETE);
        }
    }

    /// Counts a line's bytes, and tells of one that is too long, once.
    ///
    /// @return the bytes of the line up to now
    private int count(int before, int length, boolean begins, TransactionEvent event) {
        int counted = begins ? length : before + length;
        boolean wasShort = begins || before <= MAX_TOLD_LENGTH;
        if (home.tellsEvents() && wasShort && counted > MAX_TOLD_LENGTH) {
            FtpTransaction line = transactions.open();
            if (line != null) {
                line.note(event);
                line.reach(Direction.TO_SERVER, Stage.COMPLETE);
                line.reach(Direction.TO_CLIENT, Stage.COMPLETE);
            }
        }
        return Math.min(counted, MAX_TOLD_LENGTH + 1);
    }

    /// The name is the rest of the line, which [#text] is at.
    private void expectFile(int command) {
        int from = Words.skipBlanks(text, COMMAND_LENGTH);
        int to = text.length();
        while (to > from && text.u8(to - 1) <= ' ') {
            to--;
        }
        text.wrap(text.memory(), text.offset(from), Math.max(0, to - from));
        boolean toServer = dialogue.isDataToServer();
        long high = toServer ? endpoints.serverHigh() : endpoints.clientHigh();
        long low = toServer ? endpoints.serverLow() : endpoints.clientLow();
        home.expectations().expect(high, low, dialogue.takeDataPort(), AppProtocol.FTP_DATA, command, text);
    }

    private boolean reply(MemorySegment memory, long offset, int length, boolean begins, boolean ends) {
        replyLength = count(replyLength, length, begins, TransactionEvent.FTP_LONG_REPLY);
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
    public boolean findsItsWayBehindGaps() {
        return false;
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
    public void release() {
        transactions.clear();
        commands.clear();
        replies.clear();
        home.takeBack(this);
    }
}
