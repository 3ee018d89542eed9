package dev.winnow.protocol.smtp;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.CarriedFile;
import dev.winnow.protocol.Octets;
import dev.winnow.rule.option.Stage;
import java.lang.foreign.MemorySegment;

/// Finds the attached files of a mail, line by line, and decodes them. A part is a file if it has a name.
///
/// As Suricata 7 does it: the dot that SMTP doubles stays doubled, and the line end before a boundary is the
/// boundary's, except in quoted-printable. Threading: its flow's.
final class MailReader {
    private static final int MAX_HEADER_LENGTH = 4096;

    private enum Place {
        HEADER,
        BODY,
        /// What is before the first part or behind the last one.
        BETWEEN
    }

    private final Boundaries boundaries = new Boundaries();
    private final PartHeader header = new PartHeader();
    private final Base64Decoder base64 = new Base64Decoder();
    private final FileName name;
    private final GrowingBytes headerLine;
    private final Octets text = new Octets();
    private SmtpTransaction mail;
    private CarriedFile file;
    private Place place = Place.HEADER;
    private boolean owesLineEnd;

    MailReader(BlockPool blocks) {
        name = new FileName(blocks);
        headerLine = new GrowingBytes(blocks, MAX_HEADER_LENGTH);
    }

    /// Begins a mail; null to read without.
    void begin(SmtpTransaction newMail) {
        clear();
        mail = newMail;
        boundaries.reset();
        beginHeader();
    }

    private void beginHeader() {
        place = Place.HEADER;
        header.reset();
        name.clear();
        headerLine.clear();
    }

    /// Takes a line or a piece of one, as [dev.winnow.protocol.LineReader.Sink#line].
    void line(MemorySegment memory, long offset, int length, boolean begins, boolean ends) {
        if (mail == null) {
            return;
        }
        text.wrap(memory, offset, length);
        int level = begins ? boundaries.match(text) : Boundaries.NONE;
        if (level != Boundaries.NONE) {
            boundary(level);
        } else if (place == Place.HEADER) {
            headerPiece(begins);
        } else if (file != null) {
            body(ends);
        }
    }

    private void boundary(int level) {
        endFile();
        boolean isLast = boundaries.leave(text, level);
        beginHeader();
        place = isLast ? Place.BETWEEN : Place.HEADER;
    }

    private void headerPiece(boolean begins) {
        int first = text.u8(0);
        boolean isFolded = first == ' ' || first == '\t';
        boolean isEmpty = text.length() == 0 && begins;
        MemorySegment memory = text.memory();
        long offset = text.offset(0);
        int length = text.length();
        if (begins && !isFolded) {
            takeHeaderLine();
        }
        if (isEmpty) {
            endHeader();
        } else {
            headerLine.append(memory, offset, length);
        }
    }

    private void takeHeaderLine() {
        text.wrap(headerLine.memory(), headerLine.address(), headerLine.length());
        header.line(text, boundaries, name);
        headerLine.clear();
    }

    private void endHeader() {
        if (header.isMessage()) {
            beginHeader();
            return;
        }
        place = Place.BODY;
        if (!name.isEmpty()) {
            file = mail.addFile();
            base64.reset();
            owesLineEnd = false;
        }
        if (file != null) {
            name.giveTo(file);
            mail.reach(Direction.TO_SERVER, Stage.HEADERS);
        }
    }

    private void body(boolean ends) {
        switch (header.encoding()) {
            case BASE64 -> base64.decode(text, file);
            case QUOTED_PRINTABLE -> QuotedPrintableDecoder.decode(text, ends, file);
            case NONE -> plain(ends);
        }
        mail.reach(Direction.TO_SERVER, Stage.BODY);
        mail.grow(Direction.TO_SERVER);
    }

    private void plain(boolean ends) {
        if (owesLineEnd) {
            file.append('\r');
            file.append('\n');
        }
        owesLineEnd = ends;
        file.append(text.memory(), text.offset(0), text.length());
    }

    private void endFile() {
        if (file != null) {
            base64.finish(file);
            mail.endFile();
            mail.grow(Direction.TO_SERVER);
            file = null;
        }
    }

    /// Lines begin anew behind bytes that will never come.
    void lose() {
        if (mail != null) {
            mail.lose();
        }
    }

    /// Ends the mail.
    void end() {
        endFile();
        if (mail != null) {
            mail.reach(Direction.TO_SERVER, Stage.COMPLETE);
        }
        clear();
    }

    /// Forgets everything and gives memory back.
    void clear() {
        mail = null;
        file = null;
        name.clear();
        headerLine.clear();
    }
}
