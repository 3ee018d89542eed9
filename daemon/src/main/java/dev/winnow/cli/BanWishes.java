package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ban.Prefix;
import dev.winnow.control.ControlClient;
import java.util.List;
import java.util.Optional;

/// What an operator wants of a running filter, for one prefix after the other: one that is refused does not keep the
/// others from being done.
final class BanWishes {
    private final ControlClient client;

    /// Does it for one prefix.
    @FunctionalInterface
    interface Wish {
        /// @return what has been done, in words
        /// @throws CommandFailure where it was refused
        String of(BanWishes wishes, String prefix);
    }

    /// @param client is not closed
    BanWishes(ControlClient client) {
        this.client = client;
    }

    /// Says who asks: behind sudo, the one who called it.
    static ObjectNode parameters() {
        String operator = Optional.ofNullable(System.getenv("SUDO_USER")).orElse(System.getProperty("user.name"));
        return JsonNodeFactory.instance.objectNode().put("by", operator);
    }

    /// Says where the operator is logged in from, if he is.
    static void addSession(ObjectNode parameters) {
        String connection = System.getenv("SSH_CONNECTION");
        if (connection != null) {
            parameters.put("session", connection.split(" ", 2)[0]);
        }
    }

    /// @throws CommandFailure where one of them is none
    static void checkPrefixes(List<String> prefixes) {
        for (String prefix : prefixes) {
            if (Prefix.parse(prefix).isEmpty()) {
                throw CommandFailure.usage("'" + prefix + "' is no address and no network such as 198.51.100.0/24");
            }
        }
    }

    JsonNode ask(String command, ObjectNode parameters) {
        return ControlOptions.ask(client, command, parameters);
    }

    /// Says for each what has been done, or why not.
    ///
    /// @return whether all were done
    boolean each(List<String> prefixes, Wish wish) {
        boolean all = true;
        for (String prefix : prefixes) {
            try {
                System.out.println(Terminal.oneLine(wish.of(this, prefix)));
            } catch (CommandFailure e) {
                System.err.println("winnow: " + Terminal.oneLine(e.getMessage()));
                all = false;
            }
        }
        return all;
    }
}
