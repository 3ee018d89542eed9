package dev.winnow.config;

import java.util.List;
import java.util.stream.Collectors;

/// A configuration that cannot be used, with everything that was found wrong with it.
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    ConfigException(Place place, String message) {
        this(List.of(new ConfigProblem(place, message)));
    }

    /// At least one, in the order of reading. [#getMessage] has one line for each.
    public List<ConfigProblem> problems() {
        return problems;
    }
}
