package dev.winnow.protocol.smb;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.Octets;

/// What the first bytes of an SMB message say of the file data in it. Reused; one thread.
///
/// Only the messages that carry, ask for, or end a file are told apart: WRITE and READ of SMB 2 (MS-SMB2, sections
/// 2.2.19 to 2.2.22), WRITE_ANDX and READ_ANDX of SMB 1 (MS-CIFS, sections 2.2.4.42 and 2.2.4.43), and CLOSE.
final class SmbHead {
    /// As many bytes of a message as are enough for [#read].
    static final int LENGTH = 96;

    /// What a message does with a file.
    enum Act {
        OTHER,
        /// Carries a piece of the file.
        DATA,
        /// Asks for a piece of the file, which the reply with the same [#messageId] carries.
        ASK,
        CLOSE
    }

    private static final int SMB1 = 0xFF534D42;
    private static final int SMB2 = 0xFE534D42;
    private static final int ENCRYPTED = 0xFD534D42;
    private static final int COMPRESSED = 0xFC534D42;

    private static final int SMB1_HEADER = 32;
    private static final int SMB1_COMMAND = 4;
    private static final int SMB1_FLAGS = 9;
    private static final int SMB1_MULTIPLEX_ID = 30;
    /// Behind the header and the count of parameter words.
    private static final int SMB1_WORDS = 33;

    private static final int SMB1_CLOSE = 0x04;
    private static final int SMB1_READ_ANDX = 0x2E;
    private static final int SMB1_WRITE_ANDX = 0x2F;

    private static final int SMB2_COMMAND = 12;
    private static final int SMB2_FLAGS = 16;
    private static final int SMB2_NEXT = 20;
    private static final int SMB2_MESSAGE_ID = 24;
    private static final int SMB2_BODY = 64;
    private static final int SMB2_CLOSE = 6;
    private static final int SMB2_READ = 8;
    private static final int SMB2_WRITE = 9;

    private Act act = Act.OTHER;
    private long messageId;
    private long fileId;
    private int dataStart;
    private long dataLength;
    private long next;
    private boolean isMessage;

    /// Reads a message of which `bytes` are the first, `LENGTH` of them unless it is shorter.
    void read(Octets bytes, Direction direction) {
        act = Act.OTHER;
        next = 0;
        int magic = bytes.u8(0) << 24 | bytes.u24(1);
        isMessage = switch (magic) {
            case SMB1 -> bytes.has(0, SMB1_HEADER);
            case SMB2 -> bytes.has(0, SMB2_BODY);
            case ENCRYPTED, COMPRESSED -> true;
            default -> false;
        };
        if (magic == SMB2 && isMessage) {
            smb2(bytes, direction);
        } else if (magic == SMB1 && bytes.has(0, SMB1_WORDS)) {
            smb1(bytes, direction);
        }
    }

    /// Whether it is a message of either version, or one hidden in a transform (MS-SMB2, sections 2.2.41 and 2.2.42).
    boolean isMessage() {
        return isMessage;
    }

    private void smb2(Octets bytes, Direction direction) {
        messageId = bytes.littleU64(SMB2_MESSAGE_ID);
        next = bytes.littleU32(SMB2_NEXT);
        boolean isReply = (bytes.u8(SMB2_FLAGS) & 1) != 0;
        if (isReply == (direction == Direction.TO_SERVER)) {
            return;
        }
        switch (bytes.littleU16(SMB2_COMMAND)) {
            case SMB2_WRITE -> smb2Write(bytes, isReply);
            case SMB2_READ -> smb2Read(bytes, isReply);
            case SMB2_CLOSE -> file(isReply ? Act.OTHER : Act.CLOSE, smb2FileId(bytes, SMB2_BODY + 8));
            default -> {}
        }
    }

    private void smb2Write(Octets bytes, boolean isReply) {
        if (!isReply) {
            data(bytes.littleU16(SMB2_BODY + 2), bytes.littleU32(SMB2_BODY + 4));
            fileId = smb2FileId(bytes, SMB2_BODY + 16);
        }
    }

    private void smb2Read(Octets bytes, boolean isReply) {
        if (isReply) {
            data(bytes.u8(SMB2_BODY + 2), bytes.littleU32(SMB2_BODY + 4));
        } else {
            file(Act.ASK, smb2FileId(bytes, SMB2_BODY + 16));
        }
    }

    private static long smb2FileId(Octets bytes, int at) {
        return bytes.littleU64(at) * 31 + bytes.littleU64(at + 8);
    }

    private void smb1(Octets bytes, Direction direction) {
        messageId = bytes.littleU16(SMB1_MULTIPLEX_ID);
        boolean isReply = (bytes.u8(SMB1_FLAGS) & 0x80) != 0;
        if (isReply == (direction == Direction.TO_SERVER)) {
            return;
        }
        switch (bytes.u8(SMB1_COMMAND)) {
            case SMB1_WRITE_ANDX -> smb1Write(bytes, isReply);
            case SMB1_READ_ANDX -> smb1Read(bytes, isReply);
            case SMB1_CLOSE -> file(isReply ? Act.OTHER : Act.CLOSE, bytes.littleU16(SMB1_WORDS));
            default -> {}
        }
    }

    private void smb1Write(Octets bytes, boolean isReply) {
        if (!isReply) {
            long high = bytes.littleU16(SMB1_WORDS + 18);
            data(bytes.littleU16(SMB1_WORDS + 22), high << 16 | bytes.littleU16(SMB1_WORDS + 20));
            fileId = bytes.littleU16(SMB1_WORDS + 4);
        }
    }

    private void smb1Read(Octets bytes, boolean isReply) {
        if (isReply) {
            long high = bytes.littleU16(SMB1_WORDS + 14);
            data(bytes.littleU16(SMB1_WORDS + 12), high << 16 | bytes.littleU16(SMB1_WORDS + 10));
        } else {
            file(Act.ASK, bytes.littleU16(SMB1_WORDS + 4));
        }
    }

    private void data(int start, long length) {
        boolean isThere = start > 0 && length > 0;
        act = isThere ? Act.DATA : Act.OTHER;
        dataStart = start;
        dataLength = length;
    }

    private void file(Act newAct, long newFileId) {
        act = newAct;
        fileId = newFileId;
    }

    Act act() {
        return act;
    }

    /// The same in a request and its reply.
    long messageId() {
        return messageId;
    }

    /// The file of a request; replies do not name it.
    long fileId() {
        return fileId;
    }

    /// Where the piece of the file is in the message.
    int dataStart() {
        return dataStart;
    }

    long dataLength() {
        return dataLength;
    }

    /// Where another message begins in the same frame, or 0.
    long next() {
        return next;
    }
}
