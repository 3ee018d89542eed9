package dev.winnow.config;

/// Where something was written.
///
/// @param source the file's name, or the command-line option in full
/// @param line   counted from 1; 0 where the source has no lines
/// @param column counted from 1
public record Place(String source, int line, int column) {

    /// A place that has no lines: a whole file, or an option of the command line.
    static Place of(String source) {
        return new Place(source, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
