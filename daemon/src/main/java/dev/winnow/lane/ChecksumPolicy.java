package dev.winnow.lane;

import dev.winnow.config.ChecksumChecks;
import dev.winnow.packet.ChecksumMode;

/// Whether a capture's checksums are believed.
///
/// A capture taken on the sending host holds packets whose checksums the network card had still to fill in. With
/// `auto`, checksums are no longer looked at once more than a tenth of the first thousand packets have a wrong one.
///
/// Threading: one thread.
final class ChecksumPolicy {
    private static final int SAMPLE = 1_000;
    private static final int MAX_WRONG = SAMPLE / 10;

    private final ChecksumChecks checks;
    private ChecksumMode mode;
    private int seen;
    private int wrong;

    ChecksumPolicy(ChecksumChecks checks) {
        this.checks = checks;
        reset();
    }

    /// Starts over with another capture.
    void reset() {
        mode = checks == ChecksumChecks.NO ? ChecksumMode.IGNORE : ChecksumMode.VALIDATE;
        seen = 0;
        wrong = 0;
    }

    /// How to decode the next packet.
    ChecksumMode mode() {
        return mode;
    }

    /// Learns what the packet just decoded was like.
    void learn(boolean checksumsGood) {
        if (checks != ChecksumChecks.AUTO || seen == SAMPLE) {
            return;
        }
        seen++;
        if (!checksumsGood && ++wrong > MAX_WRONG) {
            mode = ChecksumMode.IGNORE;
            seen = SAMPLE;
        }
    }
}
