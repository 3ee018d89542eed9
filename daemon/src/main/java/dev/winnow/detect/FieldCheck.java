package dev.winnow.detect;

import dev.winnow.detect.content.BufferMatcher;
import dev.winnow.rule.option.Buffer;

/// All that a rule asks of one buffer. Immutable, shared by all threads.
record FieldCheck(Buffer buffer, BufferMatcher matcher) {}
