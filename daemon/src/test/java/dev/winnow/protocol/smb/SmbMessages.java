package dev.winnow.protocol.smb;

import dev.winnow.protocol.Talk;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Builds SMB messages, as little of them as a reader of files needs.
public final class SmbMessages {
    private static final int SMB2_BODY = 64;
    private static final int SMB1_WORDS = 33;
    private static final int DATA = 112;

    private SmbMessages() {}

    /// A file that the client writes in two messages, and closes.
    public static byte[] written(String file) {
        return join(frame(write2(7, file.substring(0, 1))), frame(write2(7, file.substring(1))), frame(close2(7)));
    }

    static byte[] write2(long fileId, String data) {
        ByteBuffer message = smb2(9, false, 1, DATA + data.length());
        message.putShort(SMB2_BODY, (short) 49).putShort(SMB2_BODY + 2, (short) DATA);
        message.putInt(SMB2_BODY + 4, data.length()).putLong(SMB2_BODY + 16, fileId);
        return bytes(message.put(DATA, Talk.bytes(data)));
    }

    static byte[] readRequest2(long messageId, long fileId) {
        ByteBuffer message = smb2(8, false, messageId, DATA);
        return bytes(message.putShort(SMB2_BODY, (short) 49).putLong(SMB2_BODY + 16, fileId));
    }

    static byte[] readReply2(long messageId, String data) {
        int start = SMB2_BODY + 16;
        ByteBuffer message = smb2(8, true, messageId, start + data.length());
        message.putShort(SMB2_BODY, (short) 17).put(SMB2_BODY + 2, (byte) start).putInt(SMB2_BODY + 4, data.length());
        return bytes(message.put(start, Talk.bytes(data)));
    }

    static byte[] close2(long fileId) {
        return bytes(smb2(6, false, 1, SMB2_BODY + 24)
                .putShort(SMB2_BODY, (short) 24)
                .putLong(SMB2_BODY + 8, fileId));
    }

    private static byte[] bytes(ByteBuffer message) {
        byte[] copy = new byte[message.capacity()];
        message.get(0, copy);
        return copy;
    }

    private static ByteBuffer smb2(int command, boolean isReply, long messageId, int length) {
        ByteBuffer message = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        message.put(0, Talk.bytes("\u00feSMB@")).putShort(12, (short) command).putInt(16, isReply ? 1 : 0);
        return message.putLong(24, messageId);
    }

    static byte[] write1(int fileId, String data) {
        int start = SMB1_WORDS + 31;
        ByteBuffer message = smb1(0x2F, false, 1, start + data.length());
        message.putShort(SMB1_WORDS + 4, (short) fileId).putShort(SMB1_WORDS + 20, (short) data.length());
        return bytes(message.putShort(SMB1_WORDS + 22, (short) start).put(start, Talk.bytes(data)));
    }

    static byte[] readRequest1(int messageId, int fileId) {
        return bytes(smb1(0x2E, false, messageId, SMB1_WORDS + 26).putShort(SMB1_WORDS + 4, (short) fileId));
    }

    static byte[] readReply1(int messageId, String data) {
        int start = SMB1_WORDS + 27;
        ByteBuffer message = smb1(0x2E, true, messageId, start + data.length());
        message.putShort(SMB1_WORDS + 10, (short) data.length()).putShort(SMB1_WORDS + 12, (short) start);
        return bytes(message.put(start, Talk.bytes(data)));
    }

    static byte[] close1(int fileId) {
        return bytes(smb1(0x04, false, 1, SMB1_WORDS + 8).putShort(SMB1_WORDS, (short) fileId));
    }

    private static ByteBuffer smb1(int command, boolean isReply, int messageId, int length) {
        ByteBuffer message = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        message.put(0, Talk.bytes("\u00ffSMB")).put(4, (byte) command).put(9, (byte) (isReply ? 0x80 : 0));
        return message.putShort(30, (short) messageId);
    }

    /// The messages in one frame; where there are several, each but the last says how long it is.
    static byte[] frame(byte[]... messages) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < messages.length; i++) {
            if (i < messages.length - 1) {
                ByteBuffer.wrap(messages[i]).order(ByteOrder.LITTLE_ENDIAN).putInt(20, messages[i].length);
            }
            body.writeBytes(messages[i]);
        }
        return bytes(ByteBuffer.allocate(4 + body.size()).putInt(body.size()).put(body.toByteArray()));
    }

    static byte[] join(byte[]... all) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] each : all) {
            out.writeBytes(each);
        }
        return out.toByteArray();
    }
}
