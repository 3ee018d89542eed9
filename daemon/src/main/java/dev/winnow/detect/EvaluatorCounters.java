package dev.winnow.detect;

import dev.winnow.detect.content.Inspection;

/// What one [RuleEvaluator] has done since it was made. Written by its thread alone; others may read, and see values
/// that lag behind.
public final class EvaluatorCounters {
    long scans;
    long candidates;
    long matches;

    private final PrefilterScanner scanner;
    private final Inspection inspection;

    EvaluatorCounters(PrefilterScanner scanner, Inspection inspection) {
        this.scanner = scanner;
        this.inspection = inspection;
    }

    /// Payloads that went through a prefilter.
    public long scans() {
        return scans;
    }

    /// Scans that failed, so that every rule of the group was looked at.
    public long failedScans() {
        return scanner.failures();
    }

    /// Rules that were looked at.
    public long candidates() {
        return candidates;
    }

    /// Rules that matched.
    public long matches() {
        return matches;
    }

    /// Rules that did not match because their contents allowed too many combinations to try them all.
    public long inspectionsCutShort() {
        return inspection.cutShort();
    }

    /// Regular expressions that did not match because they reached their limit.
    public long regexesCutShort() {
        return inspection.regexesCutShort();
    }
}
