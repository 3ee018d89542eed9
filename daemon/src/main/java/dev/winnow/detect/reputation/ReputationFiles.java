package dev.winnow.detect.reputation;

import dev.winnow.rule.address.IpAddress;
import dev.winnow.rule.address.IpRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the files of [Reputations] (Suricata's user guide, "IP Reputation Format"): lines with commas, `#` comments.
public final class ReputationFiles {
    private static final int MAX_SCORE = 127;
    private static final int CATEGORY_PARTS = 3;
    private static final int ADDRESS_PARTS = 3;

    private ReputationFiles() {}

    /// One line's reader.
    private interface LineReader {
        /// @throws IllegalArgumentException if the line says something else
        void read(String[] parts);
    }

    /// @param categories lines of `number,name,description`
    /// @param addresses  files with lines of `address,category,score`; an address may have a prefix length
    /// @throws IOException if a file cannot be read
    /// @throws IllegalArgumentException if a line cannot be understood; the message names it
    public static Reputations read(Path categories, List<Path> addresses) throws IOException {
        Map<String, Integer> names = new HashMap<>();
        readLines(
                categories,
                CATEGORY_PARTS,
                parts -> names.put(parts[1].strip(), number(parts[0], 1, Reputations.MAX_CATEGORY)));
        Reputations.Builder scores = new Reputations.Builder(names);
        for (Path file : addresses) {
            readLines(
                    file,
                    ADDRESS_PARTS,
                    parts -> scores.add(
                            network(parts[0].strip()),
                            number(parts[1], 1, Reputations.MAX_CATEGORY),
                            number(parts[2], 0, MAX_SCORE)));
        }
        return scores.build();
    }

    private static void readLines(Path file, int partCount, LineReader reader) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                String[] parts = line.split(",", partCount);
                if (parts.length < partCount) {
                    throw new IllegalArgumentException("expected " + partCount + " values with commas between them");
                }
                reader.read(parts);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ":" + (i + 1) + ": " + e.getMessage(), e);
            }
        }
    }

    private static int number(String text, int min, int max) {
        int number = Integer.parseInt(text.strip());
        if (number < min || number > max) {
            throw new IllegalArgumentException("expected " + min + ".." + max + ", found " + number);
        }
        return number;
    }

    private static IpRange network(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(text + " is no address"));
        return slash < 0
                ? new IpRange(address, address)
                : IpRange.ofPrefix(address, Integer.parseInt(text.substring(slash + 1)));
    }
}
