package dev.winnow.detect;

import dev.winnow.detect.content.BufferMatcher;
import dev.winnow.detect.content.RegexPool;
import dev.winnow.detect.content.RuleMatchers;
import dev.winnow.detect.transform.TransformChain;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferOption;
import java.util.List;

/// All that a rule asks of one buffer. Immutable, shared by all threads.
///
/// @param transforms what is done to the field's bytes before the matcher sees them
record FieldCheck(Buffer buffer, TransformChain transforms, BufferMatcher matcher) {
    /// @param options in the rule's order
    /// @param matchers of the rule
    /// @throws IllegalArgumentException if an expression is none
    static FieldCheck of(Buffer buffer, List<BufferOption> options, RegexPool regexes, RuleMatchers matchers) {
        return new FieldCheck(buffer, TransformChain.of(buffer.transforms(), regexes), matchers.of(options));
    }
}
