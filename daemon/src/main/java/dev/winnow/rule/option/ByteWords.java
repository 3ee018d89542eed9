package dev.winnow.rule.option;

import java.util.StringJoiner;

/// The value of an option that reads numbers, as rules write it: words with commas between them.
final class ByteWords {
    private final StringJoiner words = new StringJoiner(",");

    ByteWords(Object... fixed) {
        for (Object word : fixed) {
            words.add(word.toString());
        }
    }

    ByteWords flag(String name, boolean present) {
        if (present) {
            words.add(name);
        }
        return this;
    }

    /// A name and its number, unless that is what holds when nothing is said.
    ByteWords number(String name, long value, long unsaid) {
        if (value != unsaid) {
            words.add(name + " " + value);
        }
        return this;
    }

    ByteWords format(ByteFormat format) {
        return flag(format.words(), !format.words().isEmpty());
    }

    ByteWords bitmask(long mask) {
        return flag("bitmask 0x" + Long.toHexString(mask), mask != 0);
    }

    @Override
    public String toString() {
        return words.toString();
    }
}
