package dev.winnow.detect.transform;

/// Transforms of header lines, `name: value`, each ended by a line feed.
enum HeaderTransform implements ByteTransform {
    /// `header_lowercase`: names in lower case, values as they are. A line without a colon is a name.
    LOWER_NAMES {
        @Override
        public int apply(TransformSpace space, int length) {
            boolean inName = true;
            for (int i = 0; i < length; i++) {
                byte value = space.get(i);
                if (inName) {
                    space.set(i, LetterCase.LOWER.of(value));
                }
                inName = value == '\n' || (inName && value != ':');
            }
            return length;
        }
    },
    /// `strip_pseudo_headers`: without the lines that begin with a colon (HTTP/2, RFC 9113 section 8.3).
    STRIP_PSEUDO {
        @Override
        public int apply(TransformSpace space, int length) {
            int kept = 0;
            boolean atStart = true;
            boolean inPseudo = false;
            for (int i = 0; i < length; i++) {
                byte value = space.get(i);
                inPseudo = atStart ? value == ':' : inPseudo;
                if (!inPseudo) {
                    space.set(kept++, value);
                }
                atStart = value == '\n';
            }
            return kept;
        }
    }
}
