package dev.winnow.ban.kernel;

import java.util.List;

/// Leaves the kernel alone: for trials and captures.
public final class NoSets implements KernelSets {
    private final String description;

    /// @param description why the kernel is left alone
    public NoSets(String description) {
        this.description = description;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String removal() {
        return "";
    }

    @Override
    public boolean prepare() {
        return false;
    }

    @Override
    public List<Refused> apply(List<SetChange> changes) {
        return List.of();
    }

    @Override
    public List<Held> held() {
        return List.of();
    }

    @Override
    public void close() {}
}
