package dev.winnow.lane;

import dev.winnow.config.ChecksumChecks;
import dev.winnow.config.WinnowConfig.Checksums;
import dev.winnow.packet.ChecksumMode;

/// Whether a capture's checksums are believed.
///
/// A capture taken on the sending host holds packets whose checksums the network card had still to fill in. With
/// `auto`, checksums are no longer looked at once more than a tenth of the first thousand packets have a wrong one.
/// Where streams do not mind them (`stream.checksum-validation`), rules that ask are told of them all the same.
///
/// Threading: one thread.
final class ChecksumPolicy {
    private static final int SAMPLE = 1_000;
    private static final int MAX_WRONG = SAMPLE / 10;

    private final ChecksumMode first;
    private final boolean isAuto;
    private ChecksumMode mode;
    private int seen;
    private int wrong;

    /// @param asked whether rules ask for checksums
    ChecksumPolicy(Checksums checksums, boolean asked) {
        first = first(checksums, asked);
        isAuto = first.validates() && checksums.captureFile() == ChecksumChecks.AUTO;
        reset();
    }

    private static ChecksumMode first(Checksums checksums, boolean asked) {
        if (!checksums.streamValidation()) {
            return asked ? ChecksumMode.NOTE : ChecksumMode.IGNORE;
        }
        return checksums.captureFile() == ChecksumChecks.NO ? ChecksumMode.IGNORE : ChecksumMode.VALIDATE;
    }

    /// Starts over with another capture.
    void reset() {
        mode = first;
        seen = 0;
        wrong = 0;
    }

    /// How to decode the next packet.
    ChecksumMode mode() {
        return mode;
    }

    /// Learns what the packet just decoded was like.
    void learn(boolean checksumsGood) {
        if (!isAuto || seen == SAMPLE) {
            return;
        }
        seen++;
        if (!checksumsGood && ++wrong > MAX_WRONG) {
            mode = ChecksumMode.IGNORE;
            seen = SAMPLE;
        }
    }
}
