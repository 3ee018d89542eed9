package dev.winnow.protocol.ssh;

import java.util.List;

/// Builds SSH messages, as Latin-1 text.
public final class SshMessages {
    private static final List<String> OTHERS =
            List.of("hk", "enc-cs", "enc-sc", "mac-cs", "mac-sc", "comp-cs", "comp-sc", "", "");

    private SshMessages() {}

    /// A binary packet with a KEXINIT (RFC 4253, sections 6 and 7.1).
    ///
    /// @param algorithms of the exchange of keys, between commas
    public static String keyExchange(String algorithms) {
        StringBuilder payload = new StringBuilder("\u0014cookiecookie1234").append(list(algorithms));
        OTHERS.forEach(list -> payload.append(list(list)));
        payload.append("\0\0\0\0\0");
        return packet(payload.toString());
    }

    /// A binary packet (RFC 4253, section 6).
    static String packet(String payload) {
        String padding = "padd";
        return u32(1 + payload.length() + padding.length()) + (char) padding.length() + payload + padding;
    }

    private static String list(String names) {
        return u32(names.length()) + names;
    }

    private static String u32(int value) {
        return "\0\0" + (char) (value >> 8) + (char) (value & 0xFF);
    }
}
