package dev.winnow.detect.dataset;

import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Dataset;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// A file of values, one a line, each perhaps with a comma and its reputation (Suricata's user guide, "Datasets",
/// "File formats").
public final class DatasetFile {
    private static final int MD5_BYTES = 16;
    private static final int SHA256_BYTES = 32;
    private static final int MAX_REPUTATION = 0xFFFF;
    private static final int IPV4_BYTES = 4;

    private DatasetFile() {}

    /// One line.
    ///
    /// @param reputation 0 where the line has none
    public record Entry(Bytes value, int reputation) {}

    /// The values of a file. Empty lines are passed over.
    ///
    /// @throws IOException if the file cannot be read
    /// @throws IllegalArgumentException if a line is no value; the message names it
    public static List<Entry> read(Path file, Dataset.Type type) throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                entries.add(entry(line, type, file, i + 1));
            }
        }
        return entries;
    }

    private static Entry entry(String line, Dataset.Type type, Path file, int number) {
        int comma = line.indexOf(',');
        try {
            String text = comma < 0 ? line : line.substring(0, comma).strip();
            int reputation =
                    comma < 0 ? 0 : reputation(line.substring(comma + 1).strip());
            return new Entry(Bytes.of(value(text, type)), reputation);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ":" + number + ": " + e.getMessage(), e);
        }
    }

    private static int reputation(String digits) {
        int reputation = Integer.parseInt(digits);
        if (reputation < 0 || reputation > MAX_REPUTATION) {
            throw new IllegalArgumentException("a reputation is 0.." + MAX_REPUTATION);
        }
        return reputation;
    }

    private static byte[] value(String text, Dataset.Type type) {
        return switch (type) {
            case STRING -> Base64.getDecoder().decode(text);
            case MD5 -> digest(text, MD5_BYTES);
            case SHA256 -> digest(text, SHA256_BYTES);
            case IPV4 -> ipv4(text);
            case IP -> address(text);
        };
    }

    private static byte[] digest(String hex, int length) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != length) {
            throw new IllegalArgumentException("expected " + 2 * length + " hex digits");
        }
        return bytes;
    }

    private static byte[] ipv4(String text) {
        byte[] address = address(text);
        if (address.length != IPV4_BYTES) {
            throw new IllegalArgumentException("expected an IPv4 address");
        }
        return address;
    }

    /// An IPv4 address that is mapped into IPv6 counts as itself.
    private static byte[] address(String text) {
        return InetAddress.ofLiteral(text).getAddress();
    }

    /// Writes values so that [#read] finds them, all or none: a file that was there stays whole until the new one is.
    ///
    /// @throws IOException if the file cannot be written
    public static void write(Path file, Dataset.Type type, List<byte[]> values) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
        try {
            Files.write(draft, values.stream().map(value -> text(value, type)).toList(), StandardCharsets.ISO_8859_1);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static String text(byte[] value, Dataset.Type type) {
        return switch (type) {
            case STRING -> Base64.getEncoder().encodeToString(value);
            case MD5, SHA256 -> HexFormat.of().formatHex(value);
            case IPV4, IP -> addressText(value);
        };
    }

    private static String addressText(byte[] value) {
        try {
            return InetAddress.getByAddress(value).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address has " + value.length + " bytes", e);
        }
    }
}
