package dev.winnow.control;

/// A command that clients may send.
///
/// @param name    lower-case words with hyphens: `status`, `bans-add`
/// @param changes whether it changes anything, which only root may ask for
/// @param isSlow  whether it takes longer than others should wait
public record ControlCommand(String name, boolean changes, boolean isSlow, ControlHandler handler) {
    /// A command that only asks.
    public static ControlCommand asks(String name, ControlHandler handler) {
        return new ControlCommand(name, false, false, handler);
    }

    /// A command that changes something.
    public static ControlCommand changes(String name, ControlHandler handler) {
        return new ControlCommand(name, true, false, handler);
    }

    /// The same, run beside the control thread. While one slow command runs, another is refused.
    public ControlCommand slow() {
        return new ControlCommand(name, changes, true, handler);
    }
}
