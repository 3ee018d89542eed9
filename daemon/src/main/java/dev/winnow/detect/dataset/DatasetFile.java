package dev.winnow.detect.dataset;

import dev.winnow.rule.option.Dataset;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// A file of values, one a line (Suricata's user guide, "Datasets", "File formats").
public final class DatasetFile {
    private static final int MD5_BYTES = 16;
    private static final int SHA256_BYTES = 32;

    private DatasetFile() {}

    /// The values of a file. Empty lines are passed over.
    ///
    /// @throws IOException if the file cannot be read
    /// @throws IllegalArgumentException if a line is no value; the message names it
    public static List<byte[]> read(Path file, Dataset.Type type) throws IOException {
        List<byte[]> values = new ArrayList<>();
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                values.add(value(line, type, file, i + 1));
            }
        }
        return values;
    }

    private static byte[] value(String line, Dataset.Type type, Path file, int number) {
        try {
            return switch (type) {
                case STRING -> Base64.getDecoder().decode(line);
                case MD5 -> digest(line, MD5_BYTES);
                case SHA256 -> digest(line, SHA256_BYTES);
                case IPV4, IP -> address(line);
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ":" + number + ": " + e.getMessage(), e);
        }
    }

    private static byte[] digest(String hex, int length) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != length) {
            throw new IllegalArgumentException("expected " + 2 * length + " hex digits");
        }
        return bytes;
    }

    /// An IPv4 address that is mapped into IPv6 counts as itself.
    private static byte[] address(String text) {
        return InetAddress.ofLiteral(text).getAddress();
    }
}
