package dev.winnow.protocol.smtp;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.LineReader;
import dev.winnow.protocol.Octets;
import dev.winnow.protocol.QueuedParser;
import dev.winnow.protocol.TransactionQueue;
import java.lang.foreign.MemorySegment;

/// Follows commands and replies, so that it knows what is mail and what is TLS; each mail is a transaction.
final class SmtpParser extends QueuedParser<SmtpTransaction> {
    private static final int MAX_LINE_LENGTH = 4096;

    private final SmtpParsers home;
    private final SmtpDialogue dialogue = new SmtpDialogue();
    private final MailReader mail;
    private final Octets text = new Octets();
    private final LineReader commands;
    private final LineReader chunks;
    private final LineReader replies;
    private final LineReader.Sink commandSink = this::command;
    private final LineReader.Sink mailSink = this::mail;
    private final LineReader.Sink chunkSink = this::chunk;
    private final LineReader.Sink replySink = this::reply;
    private boolean hasMail;
    private int leftOver;

    SmtpParser(SmtpParsers home, BlockPool blocks, TransactionQueue<SmtpTransaction> transactions) {
        super(transactions);
        this.home = home;
        mail = new MailReader(blocks);
        commands = new LineReader(blocks, MAX_LINE_LENGTH);
        chunks = new LineReader(blocks, MAX_LINE_LENGTH);
        replies = new LineReader(blocks, MAX_LINE_LENGTH);
    }

    void open() {
        dialogue.reset();
        hasMail = false;
        leftOver = 0;
    }

    @Override
    public void bytes(Direction direction, MemorySegment memory, long offset, int length) {
        if (direction == Direction.TO_CLIENT) {
            leftOver = length - replies.read(memory, offset, length, replySink);
            return;
        }
        leftOver = 0;
        int taken = 0;
        while (taken < length) {
            taken += client(memory, offset + taken, length - taken);
        }
    }

    private int client(MemorySegment memory, long offset, int length) {
        return switch (dialogue.turn()) {
            case COMMANDS, TLS -> commands.read(memory, offset, length, commandSink);
            case MAIL_ASKED -> {
                dialogue.beginMail();
                yield 0;
            }
            case MAIL -> {
                beginMail();
                yield commands.read(memory, offset, length, mailSink);
            }
            case CHUNK -> {
                beginMail();
                yield chunkBytes(memory, offset, Math.min(length, dialogue.chunkLength()));
            }
        };
    }

    private void beginMail() {
        if (!hasMail) {
            hasMail = true;
            SmtpTransaction transaction = home.readsFiles() ? transactions.open() : null;
            if (transaction != null) {
                transaction.leaveOut(Direction.TO_CLIENT);
            }
            mail.begin(transaction);
        }
    }

    private void endMail() {
        mail.end();
        hasMail = false;
    }

    private int chunkBytes(MemorySegment memory, long offset, int length) {
        chunks.read(memory, offset, length, chunkSink);
        if (dialogue.takeChunk(length)) {
            chunks.flush(chunkSink);
            endMail();
        }
        return length;
    }

    private boolean command(MemorySegment memory, long offset, int length, boolean begins, boolean ends) {
        if (begins) {
            dialogue.command(text.wrap(memory, offset, length));
        }
        return dialogue.turn() == SmtpDialogue.Turn.COMMANDS;
    }

    private boolean mail(MemorySegment memory, long offset, int length, boolean begins, boolean ends) {
        text.wrap(memory, offset, length);
        if (begins && ends && length == 1 && text.u8(0) == '.') {
            endMail();
            dialogue.endMail();
            return false;
        }
        mail.line(memory, offset, length, begins, ends);
        return true;
    }

    private boolean chunk(MemorySegment memory, long offset, int length, boolean begins, boolean ends) {
        mail.line(memory, offset, length, begins, ends);
        return true;
    }

    private boolean reply(MemorySegment memory, long offset, int length, boolean begins, boolean ends) {
        if (begins) {
            dialogue.reply(text.wrap(memory, offset, length));
        }
        return !handsOver();
    }

    @Override
    public boolean handsOver() {
        return dialogue.turn() == SmtpDialogue.Turn.TLS;
    }

    @Override
    public boolean isFailed() {
        return dialogue.isFailed();
    }

    @Override
    public int leftOver() {
        return leftOver;
    }

    /// Lines begin anew; a mail that lost bytes is looked into as far as it came.
    @Override
    public boolean findsItsWayBehindGaps() {
        return false;
    }

    @Override
    public void gap(Direction direction, long lostBytes) {
        (direction == Direction.TO_SERVER ? commands : replies).clear();
        if (direction == Direction.TO_SERVER) {
            mail.lose();
        }
    }

    @Override
    public void closed(Direction direction) {
        if (direction == Direction.TO_SERVER && hasMail) {
            endMail();
        }
    }

    @Override
    public void release() {
        mail.clear();
        commands.clear();
        chunks.clear();
        replies.clear();
        transactions.clear();
        home.takeBack(this);
    }
}
