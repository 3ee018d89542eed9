package dev.winnow.lane;

import dev.winnow.detect.RuleEvaluator;
import dev.winnow.detect.RuleProgram;
import dev.winnow.flow.FlowSettings;
import dev.winnow.protocol.Conversations;

/// What one judge needs of a rule program: made by whoever loads rules, so that the judge's thread only has to take it.
///
/// @param evaluator     the judge's from then on
/// @param examines      whether decoders look for what is odd about headers
/// @param flows         with the program's variables
/// @param follower      of flows, for a judge that follows none and has to now; else null
/// @param conversations for flows that begin from then on; null where those at hand yield all that is asked
record JudgeRules(
        RuleProgram program,
        RuleEvaluator evaluator,
        boolean examines,
        FlowSettings flows,
        FlowFollower follower,
        Conversations conversations) {}
