package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ban.Ban;
import dev.winnow.ban.Ban.Cause;
import dev.winnow.ban.BanAgent.Question;
import dev.winnow.ban.BanKeeper;
import dev.winnow.ban.BanOutcome;
import dev.winnow.ban.BanRunner;
import dev.winnow.ban.BanStatus;
import dev.winnow.ban.Explanation;
import dev.winnow.ban.Prefix;
import dev.winnow.ban.Source;
import dev.winnow.config.DurationType;
import dev.winnow.control.ControlCommand;
import dev.winnow.control.ControlException;
import dev.winnow.rule.address.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/// What a running filter answers to `winnow bans`. Threading: that of slow control commands.
final class BanAnswers {
    /// Bans in one answer.
    private static final int PAGE = 1_000;
    private static final int VISITORS_PAGE = 10_000;
    private static final List<Prefix> EVERYWHERE = List.of(
            Prefix.parse("0.0.0.0/0").orElseThrow(), Prefix.parse("::/0").orElseThrow());

    static final String LIST = "bans-list";
    static final String EXPLAIN = "bans-explain";
    static final String VISITORS = "bans-visitors";
    static final String ADD = "bans-add";
    static final String REMOVE = "bans-remove";

    private final BanRunner bans;

    BanAnswers(BanRunner bans) {
        this.bans = bans;
    }

    /// The commands that a control socket is to know.
    List<ControlCommand> commands() {
        return List.of(
                ControlCommand.asks(LIST, this::list).slow(),
                ControlCommand.asks(EXPLAIN, this::explain).slow(),
                ControlCommand.asks(VISITORS, this::visitors).slow(),
                ControlCommand.changes(ADD, this::add).slow(),
                ControlCommand.changes(REMOVE, this::remove).slow());
    }

    /// How the bans stand, for `status`.
    static ObjectNode status(BanStatus status) {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("active", status.active())
                .put("refused", status.refused())
                .put("enforced_by", status.enforcement())
                .put("strangers", status.strangers());
        return status.trouble().isEmpty() ? answer : answer.put("trouble", status.trouble());
    }

    private JsonNode list(JsonNode parameters) throws ControlException {
        int offset = parameters.path("offset").asInt();
        long sinceNs = parameters.path("since_ns").asLong();
        List<Ban> all = ask((keeper, _) -> sinceNs > 0 ? keeper.since(sinceNs, offset + PAGE + 1) : keeper.list());
        ObjectNode answer = status(bans.status());
        ArrayNode page = answer.putArray("bans");
        all.stream().skip(Math.max(0, offset)).limit(PAGE).map(BanJson::of).forEach(page::add);
        return answer.put("more", all.size() > offset + PAGE);
    }

    private JsonNode explain(JsonNode parameters) throws ControlException {
        Prefix prefix = prefix(parameters.path("prefix").asText());
        Explanation explanation = ask((keeper, nowNs) -> keeper.explain(prefix, nowNs));
        return BanJson.of(explanation);
    }

    /// Who has been served within a day, for the choice of a cover.
    private JsonNode visitors(JsonNode parameters) throws ControlException {
        int offset = Math.max(0, parameters.path("offset").asInt());
        List<Source> all = ask((keeper, nowNs) -> EVERYWHERE.stream()
                .flatMap(prefix -> keeper.visitorsIn(prefix, nowNs).stream())
                .toList());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode page = answer.putArray("visitors");
        all.stream()
                .skip(offset)
                .limit(VISITORS_PAGE)
                .forEach(visitor -> page.add(visitor.address().toString()));
        return answer.put("more", all.size() > offset + VISITORS_PAGE);
    }

    private JsonNode add(JsonNode parameters) throws ControlException {
        Prefix prefix = prefix(parameters.path("prefix").asText());
        Optional<IpAddress> session = IpAddress.parse(parameters.path("session").asText());
        if (session.filter(prefix::contains).isPresent()) {
            throw refused(prefix, session.get() + " is where you are logged in from");
        }
        Cause cause = Cause.ofOperator(text(parameters, "reason", "an operator's word"), operator(parameters));
        Optional<Duration> time = time(parameters);
        boolean force = parameters.path("force").asBoolean();
        BanOutcome outcome = ask((keeper, nowNs) -> {
            long durationNs = time.map(Duration::toNanos).orElseGet(() -> keeper.nextNs(prefix, nowNs));
            return keeper.add(prefix, cause, durationNs, force, nowNs);
        });
        return switch (outcome) {
            case BanOutcome.Begun begun -> BanJson.of(begun.ban()).put("outcome", "begun");
            case BanOutcome.Extended extended -> BanJson.of(extended.ban()).put("outcome", "extended");
            case BanOutcome.Refused refusal -> throw refused(refusal.prefix(), refusal.why());
        };
    }

    private static ControlException refused(Prefix prefix, String why) {
        return new ControlException(ControlException.FAILED, prefix + " is not banned: " + why);
    }

    private JsonNode remove(JsonNode parameters) throws ControlException {
        String by = operator(parameters);
        if (parameters.path("all").asBoolean()) {
            int count = ask((keeper, nowNs) -> keeper.removeAny(by, PAGE, nowNs));
            return JsonNodeFactory.instance.objectNode().put("removed", count).put("more", count == PAGE);
        }
        Prefix prefix = prefix(parameters.path("prefix").asText());
        Optional<Ban> lifted = ask((keeper, nowNs) -> keeper.remove(prefix, by, nowNs));
        if (lifted.isPresent()) {
            return BanJson.of(lifted.get());
        }
        List<Ban> around = ask((keeper, nowNs) -> keeper.explain(prefix, nowNs).covering());
        throw new ControlException(
                ControlException.FAILED,
                around.isEmpty()
                        ? prefix + " is not banned"
                        : prefix + " is kept out with " + around.getFirst().prefix() + ": remove that");
    }

    private <T> T ask(Question<T> question) throws ControlException {
        try {
            return bans.ask(question);
        } catch (TimeoutException e) {
            throw new ControlException(ControlException.BUSY, "no answer about bans: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ControlException(ControlException.BUSY, "winnow is stopping");
        }
    }

    private static Prefix prefix(String text) throws ControlException {
        return Prefix.parse(text)
                .orElseThrow(() -> new ControlException(
                        ControlException.BAD_PARAMETER,
                        "'" + text + "' is no address and no network such as 198.51.100.0/24"));
    }

    private static Optional<Duration> time(JsonNode parameters) throws ControlException {
        if (parameters.path("for").isMissingNode()) {
            return Optional.empty();
        }
        String text = parameters.path("for").asText();
        return Optional.of(DurationType.parse(text)
                .filter(time -> time.toNanos() <= BanKeeper.LONGEST_NS)
                .orElseThrow(() -> new ControlException(
                        ControlException.BAD_PARAMETER,
                        "'" + text + "' is no time such as 90s, 10m, 1h or 7d, of a year at most")));
    }

    /// Who asks, as he says himself.
    static String operator(JsonNode parameters) {
        return text(parameters, "by", "an operator");
    }

    private static String text(JsonNode parameters, String name, String otherwise) {
        String text = parameters.path(name).asText();
        return text.isBlank() ? otherwise : Terminal.oneLine(text.strip());
    }
}
