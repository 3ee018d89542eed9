package dev.winnow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How far a replay has come, drawn on a terminal, and silent elsewhere.
///
/// The bytes of packets stand for the bytes of files. Where the files' sizes are unknown or compressed, only the bytes
/// are told.
final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 40;
    private static final double MB = 1 << 20;

    private final boolean visible;
    private final long totalBytes;

    private ProgressBar(boolean visible, long totalBytes) {
        this.visible = visible;
        this.totalBytes = totalBytes;
    }

    static ProgressBar of(List<String> captures) {
        return new ProgressBar(
                Terminal.isInteractive(),
                captures.stream().mapToLong(ProgressBar::size).sum());
    }

    private static long size(String capture) {
        try {
            return capture.equals("-") ? 0 : Files.size(Path.of(capture));
        } catch (IOException _) {
            return 0;
        }
    }

    /// @param bytes of packets so far
    void show(long bytes) {
        if (!visible) {
            return;
        }
        if (bytes > totalBytes) {
            Terminal.redraw("%,.0f MB".formatted(bytes / MB));
            return;
        }
        int filled = (int) (WIDTH * bytes / Math.max(1, totalBytes));
        Terminal.redraw("[%s%s] %3d %%  %,.0f MB"
                .formatted("#".repeat(filled), ".".repeat(WIDTH - filled), 100 * bytes / totalBytes, bytes / MB));
    }

    void captureDone(long bytes) {
        show(bytes);
    }

    @Override
    public void close() {
        if (visible) {
            Terminal.clear();
        }
    }
}
