package dev.winnow.control;

import dev.winnow.config.Suggestion;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// The commands that a control socket knows. Immutable.
public final class ControlRegistry {
    private final Map<String, ControlCommand> byName = new TreeMap<>();

    /// @throws IllegalArgumentException if two commands have the same name
    public ControlRegistry(Collection<ControlCommand> commands) {
        for (ControlCommand command : commands) {
            if (byName.put(command.name(), command) != null) {
                throw new IllegalArgumentException("two commands named " + command.name());
            }
        }
    }

    /// The command of that name.
    ///
    /// @throws ControlException if there is none; its message names the nearest
    ControlCommand find(String name) throws ControlException {
        ControlCommand command = byName.get(name);
        if (command == null) {
            String advice = Suggestion.nearest(name, byName.keySet())
                    .map(nearest -> "did you mean '" + nearest + "'?")
                    .orElse("known are " + String.join(", ", byName.keySet()));
            throw new ControlException(
                    ControlException.UNKNOWN_COMMAND, "there is no command '" + name + "': " + advice);
        }
        return command;
    }
}
