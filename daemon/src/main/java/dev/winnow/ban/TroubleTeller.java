package dev.winnow.ban;

import java.util.function.Consumer;

/// Tells of something that does not work, once for as long as it is the same.
///
/// Threading: one thread.
final class TroubleTeller {
    private final Consumer<String> listener;
    private String text = "";

    /// @param listener told in words for a person
    TroubleTeller(Consumer<String> listener) {
        this.listener = listener;
    }

    void say(String message) {
        if (!message.equals(text)) {
            text = message;
            listener.accept(message);
        }
    }

    void isOver() {
        text = "";
    }

    /// Empty where all is well.
    String text() {
        return text;
    }
}
