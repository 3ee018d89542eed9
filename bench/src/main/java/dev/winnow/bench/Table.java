package dev.winnow.bench;

import java.util.ArrayList;
import java.util.List;

/// A Markdown table with aligned columns, so that it reads well on a terminal too. The first column is text, the
/// others are numbers.
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    /// A table without rows.
    public Table(String... header) {
        rows.add(List.of(header));
    }

    /// Adds a row below the others.
    ///
    /// @throws IllegalArgumentException where the row has another number of cells than the header
    public void add(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("%d cells under %d headers".formatted(cells.length, columns()));
        }
        rows.add(List.of(cells));
    }

    private int columns() {
        return rows.getFirst().size();
    }

    /// The whole table as text, each row a line.
    public String render() {
        StringBuilder text = new StringBuilder();
        appendRow(text, rows.getFirst());
        text.append('|').append("-".repeat(width(0) + 2));
        for (int column = 1; column < columns(); column++) {
            text.append('|').append("-".repeat(width(column) + 1)).append(':');
        }
        text.append("|\n");
        rows.stream().skip(1).forEach(row -> appendRow(text, row));
        return text.toString();
    }

    private void appendRow(StringBuilder text, List<String> row) {
        for (int column = 0; column < columns(); column++) {
            String blanks = " ".repeat(width(column) - row.get(column).length());
            text.append("| ")
                    .append(column == 0 ? row.get(column) + blanks : blanks + row.get(column))
                    .append(' ');
        }
        text.append("|\n");
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
