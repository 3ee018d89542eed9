package dev.winnow.protocol.smtp;

import dev.winnow.protocol.Octets;
import dev.winnow.protocol.Words;

/// What client and server have agreed on: whose turn it is to send commands, a mail, or TLS. Threading: its flow's.
final class SmtpDialogue {
    /// What the client sends next.
    enum Turn {
        COMMANDS,
        /// A mail, unless the server says no.
        MAIL_ASKED,
        MAIL,
        /// A counted piece of a mail (RFC 3030).
        CHUNK,
        TLS
    }

    private static final int READY = 220;
    private static final int SEND_MAIL = 354;

    private Turn turn = Turn.COMMANDS;
    private boolean asksForTls;
    private boolean isLastChunk;
    private int chunkLength;
    private int unanswered;
    private boolean isFailed;

    void reset() {
        turn = Turn.COMMANDS;
        asksForTls = false;
        unanswered = 0;
        isFailed = false;
    }

    /// Whether one of both said what is no SMTP.
    boolean isFailed() {
        return isFailed;
    }

    Turn turn() {
        return turn;
    }

    /// Bytes of the chunk that are still to come.
    int chunkLength() {
        return chunkLength;
    }

    void command(Octets line) {
        unanswered++;
        asksForTls = Words.isFirst(line, "starttls");
        if (Words.isFirst(line, "data")) {
            turn = Turn.MAIL_ASKED;
        } else if (Words.isFirst(line, "bdat")) {
            chunk(line);
        }
    }

    private void chunk(Octets line) {
        int length = Words.number(line, Words.skipBlanks(line, "bdat".length()));
        isFailed |= length < 0;
        if (length >= 0) {
            turn = Turn.CHUNK;
            chunkLength = length;
            isLastChunk = Words.find(line, 0, " last") > 0;
        }
    }

    /// Says that bytes of the chunk have come.
    ///
    /// @return whether the mail is over with them
    boolean takeChunk(int length) {
        chunkLength -= length;
        if (chunkLength > 0) {
            return false;
        }
        turn = Turn.COMMANDS;
        return isLastChunk;
    }

    /// The client sends a mail without waiting, or has been told to.
    void beginMail() {
        turn = Turn.MAIL;
    }

    void endMail() {
        turn = Turn.COMMANDS;
    }

    void reply(Octets line) {
        isFailed |= !Words.isReply(line);
        int code = Words.lastReplyCode(line);
        if (code < 0) {
            return;
        }
        unanswered = Math.max(0, unanswered - 1);
        if (unanswered > 0) {
            return;
        }
        if (turn == Turn.MAIL_ASKED) {
            turn = code == SEND_MAIL ? Turn.MAIL : Turn.COMMANDS;
        } else if (turn == Turn.COMMANDS && asksForTls && code == READY) {
            turn = Turn.TLS;
        }
    }
}
