package dev.winnow.ban;

import dev.winnow.rule.address.IpAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sources as people keep them in files: an address a line, perhaps with a weight behind it; `#` begins a comment.
///
/// @param sources  what could be read
/// @param problems lines that could not, with their number and what is wrong
public record SourceList(List<Source> sources, List<String> problems) {
    private static final int LONGEST_QUOTE = 60;

    /// Reads to the end, past every line that makes no sense.
    ///
    /// @throws IOException if `text` cannot be read, or is not text
    public static SourceList read(BufferedReader text) throws IOException {
        List<Source> sources = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            String content = line.replaceFirst("#.*", "").strip();
            if (content.isEmpty()) {
                continue;
            }
            Optional<Source> source = source(content.split("\\s+"));
            source.ifPresent(sources::add);
            if (source.isEmpty()) {
                String quote = content.substring(0, Math.min(LONGEST_QUOTE, content.length()));
                problems.add(number + ": '" + quote.replaceAll("\\p{Cntrl}", "?")
                        + "' is no address, or no address and a weight of at least 1");
            }
        }
        return new SourceList(List.copyOf(sources), List.copyOf(problems));
    }

    private static Optional<Source> source(String[] words) {
        if (words.length > 2 || (words.length == 2 && !words[1].matches("[1-9][0-9]{0,8}"))) {
            return Optional.empty();
        }
        long weight = words.length == 2 ? Long.parseLong(words[1]) : 1;
        return IpAddress.parse(words[0]).map(address -> new Source(address, weight));
    }
}
