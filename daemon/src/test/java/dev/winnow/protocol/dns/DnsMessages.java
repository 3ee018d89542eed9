package dev.winnow.protocol.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Builds DNS messages, right and wrong ones.
public final class DnsMessages {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private DnsMessages() {}

    public static DnsMessages header(int flags, int questions, int answers) {
        DnsMessages message = new DnsMessages();
        return message.u16(0x1234).u16(flags).u16(questions).u16(answers).u16(0).u16(0);
    }

    /// A query for each name, of type A.
    static DnsMessages query(String... names) {
        DnsMessages message = header(0x0100, names.length, 0);
        for (String name : names) {
            message.question(name, 1);
        }
        return message;
    }

    /// @param name labels between dots; empty for the root
    public DnsMessages question(String name, int type) {
        for (String label : name.isEmpty() ? new String[0] : name.split("\\.")) {
            raw(label.length()).text(label);
        }
        return raw(0).u16(type).u16(1);
    }

    /// An answer of the given type to the first question, with four bytes of data that are a name as well.
    DnsMessages answer(int type) {
        return answer(type, new byte[] {2, 'a', 'b', 0});
    }

    DnsMessages answer(int type, byte[] data) {
        u16(0xC00C).u16(type).u16(1).u16(0).u16(60).u16(data.length);
        out.writeBytes(data);
        return this;
    }

    DnsMessages raw(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    DnsMessages text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    DnsMessages u16(int value) {
        return raw(value >> 8, value);
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    /// With its length before it, as over TCP.
    byte[] framed() {
        byte[] message = bytes();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(message.length >> 8);
        frame.write(message.length);
        frame.writeBytes(message);
        return frame.toByteArray();
    }
}
